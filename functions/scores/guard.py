"""Who reads the public API and how often they may: by their key, or without one by their address.

Klout's paths ask for a key in their own way (klout/admission.py); badges and the like are fetched by other
sites' proxies for all their readers at once, are kept by them, and are left to the gateway's own throttle.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pegel.http.problem import InvalidKey, ScopeMissing, TooMany
from pegel.store import addresses, api_keys, callers
from pegel.store.callers import OF_ADDRESS, OF_KEY, Allowance, Policy, Spent
from pegel.store.limits_table import Silent
from pegel.telemetry import logger

GUARDED = "/v3/"
NOTHING: Mapping[str, str] = {}


class Kind(NamedTuple):
    """What one kind of caller may do, and how they are told (draft-ietf-httpapi-ratelimit-headers-11)."""

    allowance: Allowance
    policies: str
    left: str  # calls of burst and day to be filled in; `t` is when one more is there
    instead: str = ""


def kind(allowance: Allowance, instead: str = "") -> Kind:
    """All that can be said before anybody calls."""
    each = (allowance.burst, allowance.daily)
    policies = ", ".join(f'"{one.name}";q={one.most};w={one.seconds}' for one in each)
    left = ", ".join(f'"{one.name}";r=%d;t={-(-one.each // 1_000)}' for one in each)
    return Kind(allowance, policies, left, instead)


BY_KEY = kind(OF_KEY)
BY_ADDRESS = kind(OF_ADDRESS, ", or send a key: it has limits of its own")


def admit(event: Mapping[str, Any]) -> Mapping[str, str]:
    """Count a request and return the headers that tell what is left.

    Raises TooMany, InvalidKey, ScopeMissing. Without the Limits table everybody is let in.
    """
    if not event["rawPath"].startswith(GUARDED):
        return NOTHING
    now = datetime.now(UTC)
    text = key_in(event["headers"])
    key = api_keys.owner(text, now) if text else None
    by = BY_KEY if key else BY_ADDRESS
    try:
        caller = f"key#{key.id}" if key else addresses.named(event["requestContext"]["http"]["sourceIp"], now)
        spent = callers.spend(caller, by.allowance, now)
    except Silent as silent:
        spent = Spent(blind=True, failure=silent.reason)
    if spent.refused:
        raise too_many(spent.refused, spent.wait, by)
    if text and not key:
        raise InvalidKey(
            "the key is mistyped, revoked or not of this installation: leave it out, or ask for one"
        )
    if key and api_keys.READ not in key.scopes:
        raise ScopeMissing(f"the key is for {', '.join(key.scopes)}; reading needs the scope {api_keys.READ}")
    return blindly(spent.failure) if spent.blind else left(spent, by)


def key_in(headers: Mapping[str, str]) -> str:
    """The key that was sent; "" without one. A member's own token is none."""
    if "x-api-key" in headers:
        return headers["x-api-key"].strip()
    if "authorization" not in headers:
        return ""
    kind, _, text = headers["authorization"].partition(" ")
    return text.strip() if kind.lower() == "bearer" and text.lstrip().startswith("pegel_") else ""


def blindly(failure: str) -> Mapping[str, str]:
    """Let in uncounted: told in the log and as a metric, by the call that met the failure."""
    if failure:
        from pegel.telemetry import metrics

        logger.warning("the limits' table is silent: everybody is let in", extra={"reason": failure})
        metrics.add_metric(name="LimitsSilent", unit="Count", value=1)
        metrics.flush_metrics()
    return NOTHING


def left(spent: Spent, by: Kind) -> dict[str, str]:
    """Headers of a call that was made; X-RateLimit-… tell the day's policy."""
    return {
        "RateLimit-Policy": by.policies,
        "RateLimit": by.left % (spent.burst, spent.daily),
        "X-RateLimit-Limit": str(by.allowance.daily.most),
        "X-RateLimit-Remaining": str(spent.daily),
        "X-RateLimit-Reset": str(spent.reset_at),
    }


def too_many(policy: Policy, wait: int, by: Kind) -> TooMany:
    """The refusal of a call; all its headers tell the policy that refused it."""
    told = f"more than {policy.most} calls in {policy.seconds} s: try again in {wait} s{by.instead}"
    headers = {
        "RateLimit-Policy": by.policies,
        "RateLimit": f'"{policy.name}";r=0;t={wait}',
        "X-RateLimit-Limit": str(policy.most),
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": str(int(time.time()) + wait),
    }
    return TooMany(told, wait, headers)
