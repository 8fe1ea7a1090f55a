"""What a member's score would be: the real scorer on the accounts as they are, and as they are supposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pegel.errors import Refusal
from pegel.scoring import blended, whatif
from pegel.scoring.features import Features
from pegel.scoring.model import load
from pegel.scoring.score import Score
from pegel.social import Account
from pegel.store import accounts, rollouts

COUNTED = {"proven", "held"}


def answer(asked: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """`{"result": …}`, or `{"refusal": …}` for whoever asked in vain: a refusal is no failure of ours."""
    try:
        changes = [whatif.Change(**each) for each in asked["changes"]]
        return {"result": suppose(asked["member"], changes, asked["language"], now)}
    except Refusal as refusal:
        told = {"code": refusal.code, "detail": str(refusal), "pointer": getattr(refusal, "pointer", None)}
        return {"refusal": told}


def suppose(member_id: str, changes: Sequence[whatif.Change], language: str, now: datetime) -> dict[str, Any]:
    """Before and after; the points are those of the accounts that would still count."""
    rollout = rollouts.get()
    read = {one.key: one for one in accounts.of(member_id) if one.state in COUNTED and one.reading}
    before = [Features.from_json(one.reading["features"]) for one in read.values()]
    after = whatif.supposed(before, changes, load(rollout.model), language)
    was, is_then = (one.published for one in blended.score([before, after], rollout, now.date()))
    return {
        "before": told(was),
        "after": told(is_then),
        "change": None if was.value is None or is_then.value is None else is_then.value - was.value,
        "accounts": compared(read, was, is_then),
        "assumptions": [whatif.assumption(change, language) for change in changes],
        "model": is_then.model,
    }


def told(score: Score) -> dict[str, Any]:
    """A number and its range."""
    interval = score.interval and [round(bound, 1) for bound in score.interval]
    return {
        "score": None if score.value is None else round(score.value),
        "value": score.value,
        "interval": interval,
    }


def compared(read: Mapping[str, Account], was: Score, is_then: Score) -> list[dict[str, Any]]:
    """Each account's points before and after; one that counts no more has none."""
    points = [{one.account: one.total for one in score.accounts} for score in (was, is_then)]
    return [
        {
            "network": account.network,
            "handle": account.handle,
            "before": points[0].get(key, 0.0),
            "after": points[1].get(key, 0.0),
        }
        for key, account in sorted(read.items())
    ]
