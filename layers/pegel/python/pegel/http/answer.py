"""Answers that a client may keep: strong validators, 304, how long they are good for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import BaseRouter

JSON = "application/json"
PUBLIC = "public, max-age=300, stale-while-revalidate=86400"  # web.md §6
PRIVATE = "no-store"


def public(body: bytes, kind: str = JSON) -> Response[Any]:
    """A ready-made public document, as it is. `kind` is its content type."""
    return served(body.decode(), tag_of(body), PUBLIC, kind=kind)


def private(document: Mapping[str, Any], status: int = 200, tag: str = "") -> Response[Any]:
    """A document for one member's eyes. `tag` is its version where it has one."""
    body = json.dumps(document, ensure_ascii=False)
    return served(body, tag or tag_of(body.encode()), PRIVATE, status)


def served(body: str, tag: str, cache: str, status: int = 200, kind: str = JSON) -> Response[Any]:
    """The body, or 304 without one if the client holds it already."""
    headers: dict[str, str | list[str]] = {"ETag": tag, "Cache-Control": cache}
    if status == 200 and knows(header("if-none-match"), tag):
        return Response(304, body="", headers=headers)
    return Response(status, kind, body, headers)


def nothing(cookies: list[Any] | None = None) -> Response[Any]:
    """204: it is done, there is nothing to say."""
    return Response(204, body="", headers={"Cache-Control": PRIVATE}, cookies=cookies)


def time_of(at: datetime | None) -> str | None:
    """UTC, RFC 3339."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else None


def tag_of(body: bytes) -> str:
    """A strong validator: another byte, another tag."""
    return f'"{blake2b(body, digest_size=12).hexdigest()}"'


def knows(held: str, tag: str) -> bool:
    """Whether If-None-Match names the tag; weak comparison, RFC 9110 §13.1.2."""
    if not held:
        return False
    return held.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in held.split(","))


def header(name: str) -> str:
    """A header of the current request by its name in lower case, as the gateway writes it; "" without it."""
    return str((BaseRouter.current_event.raw_event.get("headers") or {}).get(name, ""))
