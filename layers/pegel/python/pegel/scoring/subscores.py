"""Reach, amplification and network: Klout's three sub-scores, from a score's own points (klout-api.md §5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pegel.scoring.features import Features
from pegel.scoring.heights import height
from pegel.scoring.model import Model
from pegel.scoring.roles import LARGEST

if TYPE_CHECKING:  # at run time it brings numpy, which whoever only publishes does not need
    from pegel.scoring.score import AccountPoints, Score

AMPLIFICATION = ("resonance",)
NETWORK = ("reactors", "relay")


@dataclass(frozen=True, slots=True)
class SubScores:
    """`reach` in people, None where no account tells it; the others 0 to 100, None without enough data."""

    reach: int | None
    amplification: float | None
    network: float | None


def of(score: Score, features: Iterable[Features], model: Model) -> SubScores:
    """The sub-scores of a member with this score, computed of these features with this model."""
    read = {one.account: one for one in features}
    told = [known for one in read.values() if (known := countable(one, "reach")) is not None]
    reach = round(sum(told)) if told else None
    if score.value is None:
        return SubScores(reach, None, None)
    pairs = [(points, read[points.account]) for points in score.accounts]
    return SubScores(reach, part(pairs, AMPLIFICATION, model), part(pairs, NETWORK, model))


def part(pairs: Iterable[tuple[AccountPoints, Features]], roles: Iterable[str], model: Model) -> float:
    """Points that these roles give ÷ what they would give at the ends of their curves × 100.

    All else stays: the score, and what a unit of height is worth on each account. So an account counts as
    much as it counts in the score, and with one account it is how high the roles stand on their curves.
    Roles that an account does not tell do not count against it.
    """
    given = most = 0.0
    for points, features in pairs:
        strength = sum(high(features, role, model) for role in points.points)
        unit = points.total / strength if strength > 0 else 0.0
        for role in roles:
            if role in points.points:
                given += points.points[role]
                most += unit * model.curves[role][-1]
    return min(100.0, 100.0 * given / most) if most > 0 else 0.0


def high(features: Features, role: str, model: Model) -> float:
    """How high the role stands on its curve."""
    value = countable(features, role)
    return 0.0 if value is None else height(features.network, role, value, model)


def countable(features: Features, role: str) -> float | None:
    """A value that may enter a score."""
    value = features.values.get(role)
    return value if value is not None and 0 <= value <= LARGEST else None
