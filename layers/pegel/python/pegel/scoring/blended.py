"""Scores while one model takes another's place: (1 − θ)·old + θ·new, value, interval and every point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pegel.scoring.features import Features
from pegel.scoring.model import Model, load
from pegel.scoring.rollout import Rollout
from pegel.scoring.score import AccountPoints, Score
from pegel.scoring.score import score as score_alone


@dataclass(frozen=True, slots=True)
class Blended:
    """`published` is what counts today, `next` the new model's own score while there are two, θ its share."""

    published: Score
    next: Score | None = None
    share: float = 0.0


def score(batch: Sequence[Sequence[Features]], rollout: Rollout, day: date) -> list[Blended]:
    """One score per member, in their order, of the models that are served on this day."""
    model, following = rollout.served(day)
    return of_models(batch, load(model), load(following) if following else None, rollout.share(day))


def of_models(
    batch: Sequence[Sequence[Features]], model: Model, following: Model | None, share: float
) -> list[Blended]:
    """The same of two models and θ, 0 ≤ θ < 1; without a second model it is `score.score`, bit for bit."""
    old = score_alone(batch, model)
    if following is None:
        return [Blended(one) for one in old]
    new = score_alone(batch, following)
    return [Blended(mixed(a, b, share), b, share) for a, b in zip(old, new, strict=True)]


def mixed(old: Score, new: Score, share: float) -> Score:
    """Value, interval and points between the two; all points still sum to value − 1, to 1e-9.

    The model named is the one of the larger share, which also decides alone where only one has enough data.
    """
    larger = new if share > 0.5 else old
    if share == 0.0 or old.value is None or new.value is None or not (old.interval and new.interval):
        return larger
    low, high = (between(a, b, share) for a, b in zip(old.interval, new.interval, strict=True))
    accounts = tuple(together(a, b, share) for a, b in zip(old.accounts, new.accounts, strict=True))
    return replace(
        larger, value=between(old.value, new.value, share), interval=(low, high), accounts=accounts
    )


def together(old: AccountPoints, new: AccountPoints, share: float) -> AccountPoints:
    """One account's points, by every role that either model knows."""
    points = {role: of_role(old.points, new.points, role, share) for role in {**old.points, **new.points}}
    total = 0.0
    for value in points.values():
        total += value
    return replace(old, points=points, total=total)


def of_role(old: Mapping[str, float], new: Mapping[str, float], role: str, share: float) -> float:
    """What a role gives; a model that does not know it gives nothing for it."""
    return between(old.get(role, 0.0), new.get(role, 0.0), share)


def between(old: float, new: float, share: float) -> float:
    """(1 − θ)·old + θ·new."""
    return (1.0 - share) * old + share * new
