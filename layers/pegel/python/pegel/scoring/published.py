"""A score as it is published: the public document, and the reasons kept beside it, both as bytes.

Σ of all points + 1 = value, in full float64 (to 1e-9).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pegel.scoring import inputs, styles, subscores
from pegel.scoring.distribution import Distribution
from pegel.scoring.features import Features
from pegel.scoring.model import load
from pegel.scoring.rollout import Rollout
from pegel.social import Account, Member

if TYPE_CHECKING:  # at run time it brings numpy, which whoever only publishes does not need
    from pegel.scoring.blended import Blended
    from pegel.scoring.score import AccountPoints, Score
    from pegel.scoring.topics.listed import Listed

MOMENTS = 5  # told of a member, over all accounts


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is scored: a member, their accounts that count by key, and what was measured of them."""

    member: Member
    accounts: Mapping[str, Account]
    features: Sequence[Features]
    topics: Sequence[Listed] = ()  # the strongest, as they are shown


@dataclass(frozen=True, slots=True)
class Run:
    """What a run reads once, so that all its scores are of the same model and compared with the same."""

    now: datetime
    rollout: Rollout = field(default_factory=Rollout)
    distribution: Distribution = field(default_factory=Distribution)


def document(subject: Subject, found: Blended, change: Mapping[str, float | None], run: Run) -> bytes:
    """The score. Without enough data there is no number in it, rather than a low one."""
    member, score = subject.member, found.published
    sub_scores = subscores.of(score, subject.features, load(score.model))
    percentile = run.distribution.percentile(score.value, member.region, sub_scores.reach)
    style = styles.of(subject.features)
    return to_bytes(
        {
            "name": member.name,
            "display_name": member.display_name or member.name,
            "region": member.region,
            "score": whole(score),
            "value": score.value,
            "interval": score.interval and [round(bound, 1) for bound in score.interval],
            "enough_data": score.value is not None,
            "model": score.model,
            "scored_at": time(run.now),
            "change": dict(change),
            "networks": [share(one, subject.accounts[one.account]) for one in score.accounts],
            "percentile": percentile,
            "sub_scores": None if score.value is None else rounded(asdict(sub_scores)),
            "style": None if score.value is None else {"id": style.id, "name": style.name},
            "topics": [one.to_document() for one in subject.topics],
            "klout_id": member.klout_id or None,
            "inputs": inputs.digest(inputs_of(subject, run)),
            "score_next": found.next and whole(found.next),
            "next": following(found, run),
        }
    )


def share(points: AccountPoints, account: Account) -> dict[str, Any]:
    """One account's share of the score."""
    return {
        "network": points.network,
        "handle": account.shown_handle,
        "points": round(points.total, 2),
        "stale_since": time(account.stale_since),
    }


def following(found: Blended, run: Run) -> dict[str, Any] | None:
    """The new model's own score while it takes the other's place, and how much of it is in the value."""
    if found.next is None:
        return None
    now = run.rollout.at(run.now.date())
    return {
        "model": found.next.model,
        "value": found.next.value,
        "share": found.share,
        "since": now.since and now.since.isoformat(),
        "until": now.until and now.until.isoformat(),
    }


def inputs_of(subject: Subject, run: Run) -> dict[str, Any]:
    """What the score is computed from: the public document holds its digest."""
    model, next_model = run.rollout.served(run.now.date())
    return inputs.to_inputs(subject.features, model, next_model, run.rollout.share(run.now.date()))


def why(subject: Subject, score: Score) -> bytes:
    """The reasons, as numbers: every point by account and role, and the strongest posts."""
    read = {one.account: one for one in subject.features}
    return to_bytes(
        {
            "value": score.value,
            "model": score.model,
            "accounts": [
                {
                    "account": one.account,
                    "handle": subject.accounts[one.account].shown_handle,
                    "points": dict(one.points),
                    **followers(read[one.account]),
                }
                for one in score.accounts
            ],
            "moments": moments(score.accounts, read),
            "topics": [one.to_reason() for one in subject.topics],
        }
    )


def followers(features: Features) -> dict[str, Any]:
    """How many were told, and how many of them looked at, where not all of them count."""
    known, reach = features.audience, features.values.get("reach")
    if known is None or reach is None or reach >= known.told:
        return {}
    return {"followers": [known.told, known.sampled]}


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


def whole(score: Score) -> int | None:
    """The score as people read it."""
    return None if score.value is None else round(score.value)


def rounded(told: Mapping[str, float | None]) -> dict[str, float | None]:
    """To one decimal; what is whole stays so."""
    return {name: round(value, 1) if isinstance(value, float) else value for name, value in told.items()}


def time(at: datetime | None) -> str | None:
    """UTC, RFC 3339, to the second."""
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"


def to_bytes(told: Any) -> bytes:
    """Compact JSON, UTF-8."""
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
