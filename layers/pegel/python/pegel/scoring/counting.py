"""Posts of the window with the reactions that can be counted: of people whom a list names, and the rest.

A reaction of a known account that is nobody's own is taken off; what nobody names is taken to be as genuine
as those who are named (score.md §1 and §7).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC

from pegel.scoring.model import Model
from pegel.social import WINDOW, Post, Reactor, Snapshot

LARGEST = 2.0**53  # a count beyond it is no count (networks.md §3)


@dataclass(frozen=True, slots=True)
class Counted:
    """A post of the window with the counts that can be counted, and its age in whole UTC days.

    `named` are those whom its lists name: the weight of what they did, and the chance that they are genuine.
    `unnamed` is what is left of each count.
    """

    post: Post
    counts: Mapping[str, float]
    weights: Mapping[str, float]
    age: int
    named: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # by key, in the order of the keys
    known: Mapping[str, float] = field(default_factory=dict)  # by kind, how many of them are genuine
    unnamed: Mapping[str, float] = field(default_factory=dict)  # by kind


def counted_posts(snapshot: Snapshot, model: Model) -> list[Counted]:
    """The posts of the last 90 days, each once, ordered by id: the order of reading must not matter.

    Older things – repositories, above all – show the reactions of their whole life: their increase in the
    window is not known, so they are left out. Ages are whole days, so that a score does not depend on the
    hour.
    """
    weights = model.reactions.get(snapshot.network, {})
    day = snapshot.read_at.astimezone(UTC).toordinal()
    counted: dict[str, Counted] = {}
    for post in snapshot.posts:
        age = max(
            day - post.posted_at.astimezone(UTC).toordinal(), 0
        )  # a clock ahead of ours is no reason to count twice
        if age <= WINDOW:
            kept = count(post, weights, age)
            before = counted.get(post.id)
            if before is None or sum(before.counts.values()) <= sum(kept.counts.values()):
                counted[post.id] = kept
    return [counted[id_] for id_ in sorted(counted)]


def count(post: Post, weights: Mapping[str, float], age: int) -> Counted:
    """A post with what its reactions weigh, those of known people apart from the rest."""
    counts = countable(post, weights)
    named: dict[str, tuple[float, float]] = {}
    known, unnamed = dict.fromkeys(counts, 0.0), dict(counts)
    for reactor in sorted(post.reactors or (), key=lambda one: one.key):
        if reactor.key not in named:
            kinds, chance = [kind for kind in reactor.kinds if kind in counts], trust(reactor)
            named[reactor.key] = (ordered_sum([weights[kind] for kind in kinds]), chance)
            for kind in kinds:
                known[kind] += chance
                unnamed[kind] = max(unnamed[kind] - 1.0, 0.0)
    return Counted(post, counts, weights, age, named, known, unnamed)


def trust(reactor: Reactor) -> float:
    """The chance that somebody is genuine; 1 where it is unknown."""
    return reactor.genuine if reactor.genuine is not None and 0.0 <= reactor.genuine <= 1.0 else 1.0


def countable(post: Post, weights: Mapping[str, float]) -> dict[str, float]:
    """Counts of the kinds that weigh. Net votes below zero are nobody; what cannot be a count is unknown."""
    return {
        kind: max(float(count), 0.0)
        for kind in sorted(weights)
        if (count := post.reactions.get(kind)) is not None and math.isfinite(count) and abs(count) <= LARGEST
    }


def everybody(posts: Iterable[Counted]) -> dict[str, float]:
    """Whom the lists name, each once, and the chance that they are genuine."""
    found: dict[str, float] = {}
    for one in posts:
        for key, (_, chance) in one.named.items():
            found[key] = min(chance, found.get(key, 1.0))
    return found


def ordered_sum(values: Sequence[float]) -> float:
    """Left to right, without compensation: `sum` of floats changed its rounding in Python 3.12."""
    total = 0.0
    for value in values:
        total += value
    return total
