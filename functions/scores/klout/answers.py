"""An answer as Klout's clients read it: JSON, gzip when they take it, JSONP on v1."""

from __future__ import annotations

import json
from typing import Any

from aws_lambda_powertools.event_handler import Response

from klout.asked import Asked
from klout.refusals import Refused
from pegel.http.answer import knows, tag_of

JSON = "application/json; charset=utf-8"
SCRIPT = "application/javascript; charset=utf-8"
CACHE = "public, max-age=300"
ANYBODY = {"Access-Control-Allow-Origin": "*", "Vary": "Accept-Encoding"}


def of(document: Any, asked: Asked) -> Response[Any]:
    """What was asked for, or 304 for who holds it already."""
    body = json.dumps(document, separators=(",", ":"), allow_nan=False)  # ASCII: a script may hold it
    headers = {**ANYBODY, "Cache-Control": CACHE}
    kind = JSON
    if asked.callback:
        body, kind = f"/**/{asked.callback}({body});", SCRIPT
        headers["X-Content-Type-Options"] = "nosniff"
    tag = tag_of(body.encode())
    headers["ETag"] = f"W/{tag}"  # weak: the same for the body with gzip and without
    if knows(asked.held, tag):
        return Response(304, body="", headers=dict(headers))
    return Response(200, kind, body, dict(headers), compress=asked.takes_gzip)


def of_refusal(refused: Refused, asked: Asked) -> Response[Any]:
    """Why not."""
    body = json.dumps({"error": refused.status, "description": refused.description}, separators=(",", ":"))
    headers = {**ANYBODY, "Cache-Control": "no-store", **refused.headers}
    return Response(refused.status, JSON, body, dict(headers), compress=asked.takes_gzip)
