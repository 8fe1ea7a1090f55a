"""A score as the public documents tell it: what GET /v3/scores/{name} and …/explanation answer, as bytes.

Σ of all features' points + base = value, in full float64 (to 1e-9).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pegel.scoring.explanation import sentence
from pegel.scoring.features import Features
from pegel.social import Account, Member

if TYPE_CHECKING:  # at run time it brings numpy, which whoever only publishes does not need
    from pegel.scoring.score import AccountPoints, Score

BASE = 1.0  # where everybody starts
MOMENTS = 5  # told of a member, over all accounts


def document(
    member: Member,
    score: Score,
    accounts: Mapping[str, Account],
    change: Mapping[str, float | None],
    scored_at: datetime,
) -> bytes:
    """The score. Without enough data there is no number in it, rather than a low one."""
    return _bytes(
        {
            "name": member.name,
            "display_name": member.display_name or member.name,
            "region": member.region,
            "score": None if score.value is None else round(score.value),
            "value": score.value,
            "interval": score.interval and [round(bound, 1) for bound in score.interval],
            "enough_data": score.value is not None,
            "model": score.model,
            "scored_at": time(scored_at),
            "change": dict(change),
            "networks": [
                {
                    "network": one.network,
                    "handle": accounts[one.account].handle,
                    "points": round(one.total, 2),
                    "stale_since": time(accounts[one.account].stale_since),
                }
                for one in score.accounts
            ],
        }
    )


def explanation(
    member: Member, score: Score, accounts: Mapping[str, Account], features: Sequence[Features]
) -> bytes:
    """Why: every account, every feature, the strongest posts."""
    read = {one.account: one for one in features}
    return _bytes(
        {
            "name": member.name,
            "score": None if score.value is None else round(score.value),
            "value": score.value,
            "model": score.model,
            "base": BASE,
            "accounts": [
                {
                    "network": one.network,
                    "handle": accounts[one.account].handle,
                    "points": one.total,
                    "features": list(_features(one, read[one.account], member.language)),
                }
                for one in score.accounts
            ],
            "moments": moments(score.accounts, read),
        }
    )


def _features(points: AccountPoints, features: Features, language: str) -> Iterable[dict[str, Any]]:
    for role, value in features.values.items():
        told = sentence(features.network, role, value, language)
        yield {"feature": role, "points": points.points.get(role, 0.0), "value": value, "sentence": told}


def moments(accounts: Iterable[AccountPoints], read: Mapping[str, Features]) -> list[dict[str, Any]]:
    """The strongest posts of all accounts: a post's points are its share of its account's resonance."""
    found: list[dict[str, Any]] = [
        {
            "network": one.network,
            "url": moment.url,
            "excerpt": moment.excerpt,
            "posted_at": time(moment.posted_at),
            "points": moment.share * one.points.get("resonance", 0.0),
            "reactions": dict(moment.reactions),
        }
        for one in accounts
        for moment in read[one.account].moments
    ]
    return sorted(found, key=lambda moment: -float(moment["points"]))[:MOMENTS]


def time(at: datetime | None) -> str | None:
    """UTC, RFC 3339, to the second."""
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _bytes(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
