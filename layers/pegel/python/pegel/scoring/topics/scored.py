"""How strong members are on their topics: the score itself, restricted to posts on each (score.md §8)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pegel.scoring import blended
from pegel.scoring.blended import Blended
from pegel.scoring.features import Features
from pegel.scoring.rollout import Rollout
from pegel.scoring.topics.listed import MOST, Listed

DIGITS = 1  # of a topic's score


def scored(
    features: Sequence[Sequence[Features]],
    lists: Sequence[Sequence[Listed]],
    values: Sequence[float | None],
    rollout: Rollout,
    day: date,
) -> list[list[Listed]]:
    """The first five of each member's list with their scores, all measured in one batch.

    `values` are the members' scores: a part is never more than the whole, and is none without it.
    """
    first = [each[:MOST] for each in lists]
    found = iter(strengths(features, [[one.topic for one in each] for each in first], rollout, day))
    return [
        [replace(one, score=part(next(found), whole)) for one in each]
        for each, whole in zip(first, values, strict=True)
    ]


def strengths(
    features: Sequence[Sequence[Features]], topics: Sequence[Sequence[str]], rollout: Rollout, day: date
) -> list[float | None]:
    """The score of each member on each of their topics, one after the other."""
    rows = [restricted(read, topic) for read, own in zip(features, topics, strict=True) for topic in own]
    return [one.published.value for one in blended.score(rows, rollout, day)]


def rescored(
    documents: Sequence[Mapping[str, Any]],
    features: Sequence[Sequence[Features]],
    found: Sequence[Blended],
    rollout: Rollout,
    day: date,
) -> list[list[dict[str, Any]]]:
    """The topics of public documents with the scores of another day or model."""
    told = [document.get("topics", ()) for document in documents]
    again = iter(strengths(features, [[one["slug"] for one in each] for each in told], rollout, day))
    return [
        [{**one, "score": part(next(again), score.published.value)} for one in each]
        for each, score in zip(told, found, strict=True)
    ]


def restricted(features: Sequence[Features], topic: str) -> list[Features]:
    """The accounts heard on a topic, with what their posts on it give and nothing else."""
    return [
        replace(one, values=on.values, spread={})
        for one in features
        for on in one.heard
        if on.heard.topic == topic
    ]


def part(value: float | None, whole: float | None) -> float | None:
    """A topic's score as it is told."""
    return None if value is None or whole is None else round(min(value, whole), DIGITS)
