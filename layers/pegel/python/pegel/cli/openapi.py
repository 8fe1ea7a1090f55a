"""openapi.json, made from the routes of the API functions: `python -m pegel.cli.openapi [-]` writes it anew.

Routes declare what they take (pegel.http.request) and give (their return type); docstrings are the prose.
Made in the build step, served as a file, never imported by a function.
"""

from __future__ import annotations

import importlib
import inspect
import json
import os
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, get_args, get_type_hints

from pegel.cli.schema import Schemas
from pegel.http.documents import Problem

FUNCTIONS = Path(__file__).parents[5] / "functions"
WRITTEN = FUNCTIONS / "web" / "static" / "openapi.json"
API_FUNCTIONS = ("scores", "members")
SETTINGS = (  # read when a function is imported; nothing is asked of them here
    *("SCORES_TABLE", "MEMBERS_TABLE", "ACCOUNTS_TABLE", "LIMITS_TABLE", "SALTS_TABLE", "SNAPSHOTS_BUCKET"),
    *(
        "COLLECT_QUEUE_URL",
        "USER_POOL_CLIENT_ID",
        "MEMBER_KEY_ID",
        "PEGEL_PUBLIC_URL",
        "PEGEL_CONTACT",
        "STAGE",
    ),
)
TAGS = {
    "scores": "Public scores. Nobody needs a key.",
    "session": "Joining, signing in and out.",
    "me": "The signed-in member.",
    "accounts": "The signed-in member's accounts on networks.",
}
HEADERS = {
    "Request-Id": "Id of this request, also in our log: name it when you ask us",
    "ETag": "Strong validator: send it as If-None-Match, or as If-Match with a change",
    "Set-Cookie": "__Host-pegel, the session's cookie: HttpOnly, Secure, SameSite=Strict",
}
NETWORKS_MAY_FAIL = {"link_account", "verify_account"}  # they ask a network while the member waits


def document() -> dict[str, Any]:
    """The whole OpenAPI 3.1 document."""
    schemas = Schemas()
    paths: dict[str, Any] = {}
    for route in routes():
        path = route.path.replace("<", "{").replace(">", "}")
        paths.setdefault(path, {})[route.method.lower()] = operation(route, schemas)
    problem = {"application/problem+json": {"schema": schemas.of(Problem)}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Pegel",
            "version": version("pegel"),
            "summary": "An honest score of influence, explained to the last point",
            "description": "Errors are application/problem+json; every answer carries a Request-Id. Clients "
            "ignore fields they do not know; a request with an unknown field is refused by its name.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "Where this document is served"}],
        "tags": [{"name": name, "description": told} for name, told in TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": schemas.named(),
            "responses": {
                "Problem": {
                    "description": "What went wrong",
                    "content": problem,
                    "headers": headers("Request-Id"),
                }
            },
            "headers": {
                name: {"description": told, "schema": {"type": "string"}} for name, told in HEADERS.items()
            },
            "securitySchemes": {
                "member": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "The access token of POST /v3/session",
                },
                "cookie": {
                    "type": "apiKey",
                    "in": "cookie",
                    "name": "__Host-pegel",
                    "description": "The session's cookie, for POST and DELETE /v3/session only",
                },
            },
        },
    }


def routes() -> Iterator[Any]:
    """Every route of every API function."""
    for name in API_FUNCTIONS:
        resolver = load(name).application.resolver
        yield from resolver._static_routes + resolver._dynamic_routes


def load(function: str) -> Any:
    """A function's entry module. Its folder is the root, as on Lambda, and its modules are forgotten again:
    the next function has a `routes` of its own."""
    for setting in SETTINGS:
        os.environ.setdefault(setting, setting.lower())
    folder = str(FUNCTIONS / function)
    sys.path.insert(0, folder)
    before = set(sys.modules)
    try:
        return importlib.import_module(function)
    finally:
        sys.path.remove(folder)
        for name in set(sys.modules) - before:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(folder):
                del sys.modules[name]


def operation(route: Any, schemas: Schemas) -> dict[str, Any]:
    """One route as an operation."""
    summary, _, description = inspect.cleandoc(route.func.__doc__).partition("\n\n")
    declared = vars(route.func)
    told: dict[str, Any] = {
        "operationId": route.func.__name__,
        "summary": summary,
        "tags": sorted(route.tags),
    }
    if description:
        told["description"] = " ".join(description.split())
    told["parameters"] = list(parameters(route, schemas))
    if body := declared.get("body"):
        content = {"application/json": {"schema": schemas.closed(body)}}
        told["requestBody"] = {
            "description": inspect.getdoc(body),
            "content": content,
            "required": not declared["optional"],
        }
    told["responses"] = responses(route, schemas)
    told["security"] = [{"member": []}] if declared.get("signed_in") else []
    if route.path == "/v3/session":
        told["security"] = [{}, {"cookie": []}]
    return told


def parameters(route: Any, schemas: Schemas) -> Iterator[dict[str, Any]]:
    """Path, query and headers."""
    hints = get_type_hints(route.func, include_extras=True)
    for part in route.path.split("/"):
        if part.startswith("<"):
            yield parameter("path", part[1:-1], schemas.of(hints[part[1:-1]]), required=True)
    if query := vars(route.func).get("query"):
        for name, kind in get_type_hints(query, include_extras=True).items():
            yield parameter("query", name, schemas.of(kind), required=name in query.__required_keys__)
    text = {"type": "string"}
    if route.method == "GET":
        yield parameter(
            "header", "If-None-Match", {**text, "description": "The ETag you hold"}, required=False
        )
    if route.method == "PATCH":
        held = "The ETag of what you have read; without it 428, with another 412"
        yield parameter("header", "If-Match", {**text, "description": held}, required=True)


def parameter(place: str, name: str, schema: dict[str, Any], required: bool) -> dict[str, Any]:
    """One parameter. Its description is the schema's."""
    told = schema.pop("description")
    return {"name": name, "in": place, "required": required, "description": told, "schema": schema}


def responses(route: Any, schemas: Schemas) -> dict[str, Any]:
    """What may come back."""
    shape = get_args(get_type_hints(route.func, include_extras=True)["return"])[0]
    sent = ["Request-Id", "ETag"] if route.method in {"GET", "PATCH"} else ["Request-Id"]
    sent += ["Set-Cookie"] if route.path == "/v3/session" else []
    good: dict[str, Any] = {"description": "Done", "headers": headers(*sent)}
    if shape is not type(None):
        good["description"] = inspect.getdoc(shape)
        good["content"] = {"application/json": {"schema": schemas.of(shape)}}
    told = {str(route.status_code): good}
    if route.method == "GET":
        told["304"] = {"description": "You hold it already", "headers": headers(*sent)}
    return {**told, **{code: {"$ref": "#/components/responses/Problem"} for code in refusals(route)}}


def refusals(route: Any) -> Iterator[str]:
    """Statuses of problems that the route may answer."""
    declared = vars(route.func)
    if declared.get("body"):
        yield "400"
    if declared.get("signed_in") or route.path == "/v3/session":
        yield "401"
    if "<" in route.path or route.path == "/v3/me/score":
        yield "404"
    if route.method == "PATCH" or route.func.__name__ in NETWORKS_MAY_FAIL:
        yield "409"
    if route.method == "PATCH":
        yield "412"
    if declared.get("body") or declared.get("query"):
        yield "422"
    if route.method == "PATCH":
        yield "428"
    if route.func.__name__ in NETWORKS_MAY_FAIL:
        yield "503"
    yield "default"


def headers(*names: str) -> dict[str, Any]:
    """References to described headers."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def text() -> str:
    """The document as it is committed."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["-"]:
        sys.stdout.write(text())
    else:
        WRITTEN.write_text(text())
