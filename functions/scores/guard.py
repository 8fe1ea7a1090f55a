"""Who reads the public API and how often they may: by their key, or without one by their address.

Klout's paths ask for a key in their own way (klout/admission.py); badges and the like are fetched by other
sites' proxies for all their readers at once, are kept by them, and are left to the gateway's own throttle.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pegel.http.problem import InvalidKey, ScopeMissing, TooMany
from pegel.store import addresses, api_keys, callers
from pegel.store.callers import OF_ADDRESS, OF_KEY, Allowance, Policy, Spent
from pegel.store.limits_table import Silent
from pegel.telemetry import logger

GUARDED = "/v3/"
NOTHING: Mapping[str, str] = {}


def admit(event: Mapping[str, Any]) -> Mapping[str, str]:
    """Count a request and return the headers that tell what is left.

    Raises TooMany, InvalidKey, ScopeMissing. Without the Limits table everybody is let in.
    """
    if not event["rawPath"].startswith(GUARDED):
        return NOTHING
    now = datetime.now(UTC)
    text = key_in(event["headers"])
    key = api_keys.owner(text, now) if text else None
    try:
        caller = f"key#{key.id}" if key else addresses.named(event["requestContext"]["http"]["sourceIp"], now)
        allowance = OF_KEY if key else OF_ADDRESS
        spent = callers.spend(caller, allowance, now)
    except Silent as silent:
        spent = Spent(blind=True, failure=silent.reason)
    if spent.refused:
        raise TooMany(sentence(spent, allowance), spent.wait, refused(spent, allowance))
    if text and not key:
        raise InvalidKey(
            "the key is mistyped, revoked or of another installation; leave it out, or ask for another"
        )
    if key and api_keys.READ not in key.scopes:
        raise ScopeMissing(f"the key is for {', '.join(key.scopes)}; reading needs the scope {api_keys.READ}")
    if spent.blind:
        return blindly(spent.failure)
    return left(spent, allowance)


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


def policies(burst: Policy, daily: Policy) -> str:
    """RateLimit-Policy, a structured field (draft-ietf-httpapi-ratelimit-headers-11 §3)."""
    return ", ".join(f'"{one.name}";q={one.most};w={one.seconds}' for one in (burst, daily))


POLICIES = {kind: policies(kind.burst, kind.daily) for kind in (OF_KEY, OF_ADDRESS)}
AGAIN = {  # `t` of the fields: seconds until one more call is there, of each policy
    kind: (-(-kind.burst.each // 1_000), -(-kind.daily.each // 1_000)) for kind in (OF_KEY, OF_ADDRESS)
}


def left(spent: Spent, allowance: Allowance) -> dict[str, str]:
    """Headers of a call that was made; X-RateLimit-… tell the day's policy."""
    burst, daily = AGAIN[allowance]
    return {
        "RateLimit-Policy": POLICIES[allowance],
        "RateLimit": f'"burst";r={spent.burst};t={burst}, "daily";r={spent.daily};t={daily}',
        "X-RateLimit-Limit": str(allowance.daily.most),
        "X-RateLimit-Remaining": str(spent.daily),
        "X-RateLimit-Reset": str(spent.reset_at),
    }


def refused(spent: Spent, allowance: Allowance) -> dict[str, str]:
    """Headers of a call that was not: all of them tell the policy that refused it."""
    assert spent.refused
    return {
        "RateLimit-Policy": POLICIES[allowance],
        "RateLimit": f'"{spent.refused.name}";r=0;t={spent.wait}',
        "X-RateLimit-Limit": str(spent.refused.most),
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset": str(int(time.time()) + spent.wait),
    }


def sentence(spent: Spent, allowance: Allowance) -> str:
    """What happened and what to do."""
    policy = spent.refused
    assert policy
    told = f"more than {policy.most} calls in {policy.seconds} s; try again in {spent.wait} s"
    return told if allowance is OF_KEY else f"{told}, or send a key: it has limits of its own"
