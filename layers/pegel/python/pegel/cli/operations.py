"""One route as an operation of the OpenAPI document: what it takes, what it gives, how it may refuse."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from pegel.cli.schema import Schemas

LIMITED = (
    *("RateLimit-Policy", "RateLimit"),
    *("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"),
)
MAY_BE_NOWHERE = {"/v3/me/score", "/v3/compare", "/v3/distribution"}  # there may be nobody, or no count yet
UNCOUNTED = {"/v3/networks"}  # the same for everybody, of a function that counts no callers
NETWORKS_MAY_FAIL = {"link_account", "verify_account"}  # they ask a network while the member waits


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
    if is_counted(route):
        told["security"] = [{}, {"key": []}, {"keyHeader": []}]
    return told


def is_counted(route: Any) -> bool:
    """Whether it is a public read, whose callers have limits."""
    public = route.method == "GET" and route.path.startswith("/v3/") and "signed_in" not in vars(route.func)
    return public and route.path not in UNCOUNTED


def parameters(route: Any, schemas: Schemas) -> Iterator[dict[str, Any]]:
    """Path, query and headers."""
    hints = get_type_hints(route.func, include_extras=True)
    for name in re.findall(r"<(\w+)>", route.path):
        yield parameter("path", name, schemas.of(hints[name]), required=True)
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
    limits = LIMITED if is_counted(route) else ()
    good: dict[str, Any] = {"description": "Done", "headers": headers(*sent, *limits)}
    if shape is not type(None):
        schema = schemas.of(shape)
        good["description"] = schema.pop("description", None) or inspect.getdoc(shape)
        good["content"] = {vars(route.func).get("kind", "application/json"): {"schema": schema}}
    told = {str(route.status_code): good}
    if route.method == "GET":
        told["304"] = {"description": "You hold it already", "headers": headers(*sent)}
    for code in refusals(route):
        told[code] = {"$ref": f"#/components/responses/{'TooMany' if code == '429' else 'Problem'}"}
    return told


def refusals(route: Any) -> Iterator[str]:
    """Statuses of problems that the route may answer."""
    declared = vars(route.func)
    if declared.get("body"):
        yield "400"
    if declared.get("signed_in") or route.path == "/v3/session" or is_counted(route):
        yield "401"
    if is_counted(route):
        yield "403"
    if "<" in route.path or route.path in MAY_BE_NOWHERE:
        yield "404"
    if route.method == "PATCH" or route.func.__name__ in NETWORKS_MAY_FAIL:
        yield "409"
    if route.method == "PATCH":
        yield "412"
    if declared.get("body") or declared.get("query"):
        yield "422"
    if route.method == "PATCH":
        yield "428"
    if is_counted(route):
        yield "429"
    if route.func.__name__ in NETWORKS_MAY_FAIL:
        yield "503"
    yield "default"


def headers(*names: str) -> dict[str, Any]:
    """References to described headers."""
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}
