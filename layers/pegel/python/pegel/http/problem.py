"""What went wrong, as application/problem+json (RFC 9457; web.md §6)."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from pegel.errors import AccountGone, InvalidField, NetworkError, RateLimited, Refusal

PROBLEM = "application/problem+json"
TITLES = {  # code -> the same sentence for every case of it; `detail` tells this one
    "malformed": "The request cannot be read",
    "not_signed_in": "You are not signed in",
    "invalid_key": "The key is not valid",
    "scope_missing": "The key is not for this",
    "not_found": "There is nothing here",
    "conflict": "This contradicts what is there",
    "name_taken": "The name is taken",
    "already_linked": "The account is linked already",
    "not_proven": "The proof was not found",
    "not_authorized": "The network gave no access",
    "denied": "Access was denied at the network",
    "state_expired": "Signing in at the network begins anew",
    "scope_refused": "Less was granted than is needed",
    "no_account": "There is no account to be read",
    "version_stale": "Somebody changed it first",
    "too_many": "Too many attempts",
    "too_large": "The request is too large",
    "invalid_field": "A field is wrong",
    "not_advised": "This must never pay",
    "version_missing": "The version is missing",
    "not_offered": "This is not offered here",
    "internal": "Something broke on our side",
    "network_silent": "The network did not answer",
    "network_busy": "The network wants a pause",
}
OUTAGE = 60  # seconds to wait when a network does not say how long


class Malformed(Refusal, code="malformed"):
    """The body is not JSON."""


class TooLarge(Refusal, code="too_large", status=413):
    """The body is larger than any request needs."""


class InvalidKey(Refusal, code="invalid_key", status=401):
    """A key was sent that nobody may use."""


class ScopeMissing(Refusal, code="scope_missing", status=403):
    """The key is for something else."""


class TooMany(Refusal, code="too_many", status=429):
    """Too many calls; `wait` seconds until the next, `headers` tell of the limits."""

    def __init__(self, message: str, wait: int, headers: Mapping[str, str]) -> None:
        super().__init__(message)
        self.wait, self.headers = wait, headers


def of_refusal(error: Refusal, about: dict[str, Any]) -> Response[str]:
    """A refusal of ours: its status, its code, its sentence."""
    told = str(error)
    if isinstance(error, InvalidField):
        field = {"pointer": error.pointer, "code": error.code, "detail": told}
        return problem(
            error.status,
            error.code,
            f"{error.pointer.strip('/') or 'the body'} {told}",
            about,
            errors=[field],
        )
    if isinstance(error, TooMany):
        answer = problem(error.status, error.code, told, about, retry_after=error.wait)
        answer.headers.update(error.headers)
        return answer
    return problem(error.status, error.code, told, about)


def of_network(error: NetworkError, now: datetime, about: dict[str, Any]) -> Response[str]:
    """A network that gave nothing to use: the caller is right, and may come back."""
    if isinstance(error, AccountGone):
        field = {"pointer": "/handle", "code": "account_gone", "detail": str(error)}
        return problem(422, "invalid_field", f"handle cannot be read: {error}", about, errors=[field])
    if isinstance(error, RateLimited):
        wait = max(1, math.ceil((error.until - now).total_seconds()))
        return problem(503, "network_busy", str(error), about, retry_after=wait)
    return problem(503, "network_silent", str(error), about, retry_after=OUTAGE)


def of_mistake(about: dict[str, Any]) -> Response[str]:
    """A mistake of ours. What it was stands in the log, under the request id, and nowhere else."""
    return problem(500, "internal", "It is in our log under this request id; please try again.", about)


def problem(status: int, code: str, detail: str, about: dict[str, Any], **more: Any) -> Response[str]:
    """The answer. `about` holds `instance` and `request_id`; `more` is `errors` or `retry_after`."""
    body = {"type": f"/problems/{code}", "title": TITLES[code], "status": status, "detail": detail}
    headers = {"Cache-Control": "no-store"}
    if "retry_after" in more:
        headers["Retry-After"] = str(more["retry_after"])
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(status, PROBLEM, json.dumps({**body, **about, "code": code, **more}), headers)
