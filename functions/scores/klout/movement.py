"""How a score has moved, as Klout told it: by days, as a trend, as the ten points in which it lies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from pegel.scoring.history import NEAR, unpack

TREND = 30  # days of a trend
UNMOVED = 1e-4  # points: the history knows hundredths, so less is none
Days = Sequence[tuple[date, float]]  # with a score, oldest first


def known(packed: bytes) -> Days:
    """The days of a history whose score the model of the last one gave: two models are not compared."""
    days = [(one.day, one.value, one.model) for one in unpack(packed) if one.value is not None]
    return [(day, value) for day, value, model in days if model == days[-1][2]]


def moved(days: Days, value: float, today: date, back: int) -> float:
    """Points since so many days ago; 0.0 where there was no score then."""
    then = today - timedelta(days=back)
    near = [was for day, was in days if then - timedelta(days=NEAR) <= day <= then]
    points = value - near[-1] if near else 0.0
    return points if abs(points) >= UNMOVED else 0.0


def slope(days: Days, today: date) -> float:
    """Points in 30 days: the least-squares line through the scores of the last 30 days."""
    pairs = [((day - today).days, was) for day, was in days if (today - day).days < TREND]
    if len(pairs) < 2:
        return 0.0
    middle = sum(at for at, _ in pairs) / len(pairs)
    mean = sum(was for _, was in pairs) / len(pairs)
    spread = sum((at - middle) ** 2 for at, _ in pairs)
    return TREND * sum((at - middle) * (was - mean) for at, was in pairs) / spread


def bucket(score: float) -> str:
    """The ten points in which a score lies, such as "60-69"."""
    low = 10 * int(score / 10)
    return "90-100" if low >= 90 else f"{low}-{low + 9}"
