"""What a route is given besides its path: member, body, query. Each is declared by a decorator."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from aws_lambda_powertools.event_handler.api_gateway import BaseRouter, Router

from pegel.errors import InvalidField, NotSignedIn
from pegel.http import ids, shape
from pegel.http.answer import header
from pegel.http.problem import Malformed, TooLarge

LARGEST = 65_536  # bytes of a body, security.md §1 (API4)
Route = TypeVar("Route", bound=Callable[..., Any])


class Routes(Router):
    """The routes of one resource."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # Powertools' own has no types


def signed_in(route: Route) -> Route:
    """A route for members: it is given `member_id`, from the token that the gateway has verified."""

    @wraps(route)
    def with_member(**given: Any) -> Any:
        return route(member_id=ids.member_id(claims().get("sub", "")), **given)

    vars(with_member).update(signed_in=True)
    return with_member  # type: ignore[return-value]


def takes(
    body: Any = None, query: Any = None, optional: bool = False, strict: bool = True
) -> Callable[[Route], Route]:
    """A route that is given `body` or `query`, read by their shape. An `optional` body may be None.

    Not `strict`: parameters that nobody knows are left out, not refused, for who follows a foreign rule.
    """

    def declare(route: Route) -> Route:
        @wraps(route)
        def with_shapes(**given: Any) -> Any:
            if query:
                asked = parameters()
                known = asked if strict else {key: asked[key] for key in shape.fields(query) if key in asked}
                given["query"] = shape.read(query, known)
            if body:
                given["body"] = shape.read(body, json_body()) if body_text() or not optional else None
            return route(**given)

        vars(with_shapes).update(body=body, query=query, optional=optional)
        return with_shapes  # type: ignore[return-value]

    return declare


def gives(kind: str) -> Callable[[Route], Route]:
    """A route whose answer is of another content type than JSON."""

    def declare(route: Route) -> Route:
        vars(route).update(kind=kind)
        return route

    return declare


def claims() -> dict[str, str]:
    """The token's claims. Without them the request did not pass the gateway's authorizer."""
    context = BaseRouter.current_event.raw_event.get("requestContext") or {}
    found: dict[str, str] | None = ((context.get("authorizer") or {}).get("jwt") or {}).get("claims")
    if not found:
        raise NotSignedIn("send the access token as Authorization: Bearer …")
    return found


def parameters() -> dict[str, str]:
    """The query; the gateway joins repeated parameters with commas."""
    return BaseRouter.current_event.raw_event.get("queryStringParameters") or {}


def cookie(name: str) -> str:
    """A cookie's value; "" without it. AWS gives cookies apart, others leave them in the header."""
    apart = BaseRouter.current_event.raw_event.get("cookies") or header("cookie").split(";")
    for pair in apart:
        key, _, value = pair.strip().partition("=")
        if key == name:
            return str(value)
    return ""


def body_text() -> str:
    """The body as text; "" without one."""
    event = BaseRouter.current_event.raw_event
    text: str = event.get("body") or ""
    if len(text) > LARGEST * 4 // 3:
        raise TooLarge(f"a body may hold {LARGEST} bytes")
    try:
        raw = base64.b64decode(text) if event.get("isBase64Encoded") else text.encode()
        if len(raw) > LARGEST:
            raise TooLarge(f"a body may hold {LARGEST} bytes")
        return raw.decode()
    except (binascii.Error, UnicodeError) as error:
        raise Malformed("the body is not UTF-8") from error


def json_body() -> Any:
    """The body's JSON. Raises Malformed; InvalidField if there is none at all."""
    text = body_text()
    if not text:
        raise InvalidField("/", "must be a JSON object")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"the body is not JSON: {str(error)[:100]}") from error
