"""The emulator ignores the `Body` of an HTTP API: a stack is made with no route, no authorizer and no CORS.

MiniStack 1.5.33, local-stack bugs 1 and 1b. SAM turns an HttpApi into ONE resource whose OpenAPI document
lists everything; this turns the document into Route, Integration and Authorizer resources, which mean the
same on AWS. CORS settings are looked up in camelCase, but kept as they are written: so they are written so.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "x-amazon-apigateway-any-method"}
NOT_FOR_ROUTES = ("Body", "FailOnWarnings", "DisableSchemaValidation", "BodyS3Location")


def expand_apis(template: dict[str, Any], stack: str) -> None:
    """Replace every HTTP API's document by resources."""
    for name, resource in list(template["Resources"].items()):
        if resource["Type"] == "AWS::ApiGatewayV2::Api" and "Body" in resource.get("Properties", {}):
            body = resource["Properties"]["Body"]
            resource["Properties"] = api_of(name, stack, resource["Properties"])
            template["Resources"].update(resources_of(name, body))


def api_of(name: str, stack: str, given: dict[str, Any]) -> dict[str, Any]:
    """The API's own properties."""
    body = given["Body"]
    kept = {key: value for key, value in given.items() if key not in NOT_FOR_ROUTES}
    if cors := body.get("x-amazon-apigateway-cors"):
        kept["CorsConfiguration"] = {key[0].lower() + key[1:]: value for key, value in cors.items()}
    kept["Tags"] = {
        **{tag["name"]: "SAM" for tag in body.get("tags", [])},
        "ms-custom-id": hashlib.sha256(f"{stack} {name}".encode()).hexdigest()[:8],  # survives redeployment
    }
    return {"ProtocolType": "HTTP", "Name": name, **kept}


def resources_of(api: str, body: dict[str, Any]) -> dict[str, Any]:
    """Authorizers, integrations and routes, by logical id."""
    schemes = body.get("components", {}).get("securitySchemes", {})
    authorizers = {
        key: authorizer_of(api, key, scheme["x-amazon-apigateway-authorizer"])
        for key, scheme in schemes.items()
        if "x-amazon-apigateway-authorizer" in scheme
    }
    resources = {
        authorizer_id(api, key): {"Type": "AWS::ApiGatewayV2::Authorizer", "Properties": authorizer}
        for key, authorizer in authorizers.items()
    }
    integrations: dict[str, str] = {}
    for path, operations in body.get("paths", {}).items():
        for method in sorted(METHODS.intersection(operations)):
            operation = operations[method]
            target = operation["x-amazon-apigateway-integration"]
            same = f"{target['uri']} {target.get('payloadFormatVersion')}"
            if same not in integrations:
                integrations[same] = f"{api}Integration{len(integrations)}"
                resources[integrations[same]] = integration_of(api, target)
            verb = "ANY" if method.startswith("x-") else method.upper()
            key = path if path == "$default" else f"{verb} {path}"
            needed = operation.get("security", [])
            resources[f"{api}Route{to_id(key)}"] = route_of(api, key, integrations[same], needed, authorizers)
    return resources


def route_of(
    api: str, key: str, integration: str, security: list[dict[str, Any]], authorizers: dict[str, Any]
) -> dict[str, Any]:
    """One route, with its authorizer if it has one."""
    properties: dict[str, Any] = {
        "ApiId": {"Ref": api},
        "RouteKey": key,
        "Target": {"Fn::Sub": f"integrations/${{{integration}}}"},
    }
    for scheme, scopes in (pair for needed in security for pair in needed.items()):
        is_jwt = authorizers[scheme]["AuthorizerType"] == "JWT"
        properties["AuthorizationType"] = "JWT" if is_jwt else "CUSTOM"
        properties["AuthorizerId"] = {"Ref": authorizer_id(api, scheme)}
        if scopes:
            properties["AuthorizationScopes"] = scopes
    return {"Type": "AWS::ApiGatewayV2::Route", "Properties": properties}


def authorizer_of(api: str, key: str, source: dict[str, Any]) -> dict[str, Any]:
    """A JWT or a Lambda authorizer's properties."""
    out: dict[str, Any] = {"ApiId": {"Ref": api}, "Name": key}
    if identity := source.get("identitySource"):
        parts = identity.split(",") if isinstance(identity, str) else identity
        out["IdentitySource"] = [part.strip() for part in parts]
    if source.get("type") == "jwt":
        jwt = source["jwtConfiguration"]
        accepts = {"Issuer": jwt["issuer"], "Audience": jwt["audience"]}
        return {**out, "AuthorizerType": "JWT", "JwtConfiguration": accepts}
    return {
        **out,
        "AuthorizerType": "REQUEST",
        "AuthorizerUri": source["authorizerUri"],
        "AuthorizerPayloadFormatVersion": str(source.get("authorizerPayloadFormatVersion", "2.0")),
        "EnableSimpleResponses": bool(source.get("enableSimpleResponses")),
        "AuthorizerResultTtlInSeconds": source.get("authorizerResultTtlInSeconds", 300),
    }


def integration_of(api: str, target: dict[str, Any]) -> dict[str, Any]:
    """How a route reaches its function."""
    properties = {
        "ApiId": {"Ref": api},
        "IntegrationType": target["type"].upper(),
        "IntegrationUri": target["uri"],
        "IntegrationMethod": target.get("httpMethod", "POST"),
        "PayloadFormatVersion": str(target.get("payloadFormatVersion", "2.0")),
    }
    return {"Type": "AWS::ApiGatewayV2::Integration", "Properties": properties}


def to_id(text: str) -> str:
    """A logical id: letters and digits."""
    return re.sub(r"[^A-Za-z0-9]+", "", text.title())


def authorizer_id(api: str, key: str) -> str:
    """Logical id of one authorizer."""
    return f"{api}Authorizer{to_id(key)}"
