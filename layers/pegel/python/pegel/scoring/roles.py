"""Resonance, reactors and relay of an account, from its posts of the window.

Count people, not reactions (data/peerindex: once the distinct people are known, the amount adds nothing),
and let one more reaction never lower anything: every quantity below rises with each of its inputs, whatever
their order.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from pegel.scoring import numbers
from pegel.scoring.model import Model
from pegel.social import WINDOW, Post, Snapshot

LARGEST = 2.0**53  # a count beyond it is no count (networks.md §3)


@dataclass(frozen=True, slots=True)
class Counted:
    """A post of the window with the counts that can be counted, and its age in whole UTC days."""

    post: Post
    counts: Mapping[str, float]
    weights: Mapping[str, float]
    age: int


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
            kept = Counted(post, countable(post, weights), weights, age)
            before = counted.get(post.id)
            if before is None or sum(before.counts.values()) <= sum(kept.counts.values()):
                counted[post.id] = kept
    return [counted[id_] for id_ in sorted(counted)]


def countable(post: Post, weights: Mapping[str, float]) -> dict[str, float]:
    """Counts of the kinds that weigh. Net votes below zero, and what cannot be a count, count nothing."""
    return {
        kind: float(count)
        for kind in sorted(weights)
        if (count := post.reactions.get(kind)) is not None and math.isfinite(count) and 0 <= count <= LARGEST
    }


def terms(posts: Sequence[Counted], model: Model) -> list[float]:
    """Per post (Σ_t b_t · count_t)^½ · 2^(−age/half-life)."""
    decay = -0.6931471805599453 / model.half_life
    return [
        math.sqrt(ordered_sum([p.weights[kind] * count for kind, count in p.counts.items()]))
        * numbers.exp(decay * p.age)
        for p in posts
    ]


def resonance(terms: Sequence[float], people: float | None, model: Model) -> float | None:
    """Σ of the terms, but no more than the people behind it can give.

    Each reactor's part is capped: a hundred reactions of one person are worth what `per_person` terms are.
    Capping the sum by the number of people does that without ever lowering it when somebody reacts once
    more.
    """
    if people is None:
        return None
    return min(ordered_sum(terms), model.per_person * people)


def reactors(posts: Sequence[Counted], model: Model) -> float | None:
    """How many people reacted. None if posts were there and not one count was told.

    Certain are the distinct people of the lists, and as many as like one single post: nobody can like it
    twice. Of the reactions beyond, a share is made by somebody new, at most `unnamed` times the certain
    people: what nobody can name must not outgrow what is sure, or one person with a hundred posts would
    look like a crowd.
    """
    if posts and not any(p.counts for p in posts):
        return None
    named = len({reactor.key for p in posts for reactor in p.post.reactors or ()})
    largest = max((at_once(p, model) for p in posts), default=0.0)
    certain = max(float(named), largest)
    rest = ordered_sum([beyond(p) for p in posts]) - largest
    return certain + min(model.unnamed * certain, model.newcomers * max(rest, 0.0))


def at_once(post: Counted, model: Model) -> float:
    """The fewest people who can have made this post's counts: its largest count of a kind one gives only
    once.
    """
    return max((count for kind, count in post.counts.items() if kind in model.singular), default=0.0)


def beyond(post: Counted) -> float:
    """Reactions of people whom no list names."""
    named = len({reactor.key for reactor in post.post.reactors or ()})
    return max(ordered_sum(list(post.counts.values())) - named, 0.0)


def relay(posts: Sequence[Counted], people: float | None, model: Model) -> float | None:
    """The reach of those who reacted: geometric mean of 1 + reach over the `company` of largest reach,
    minus 1.

    A mean over all of them would fall when one more person with few followers reacts. So the mean is over a
    fixed number; the places that nobody fills count 0. None where the lists do not tell their reactors'
    reach.
    """
    if people == 0:
        return 0.0  # nobody reacted: known, and nothing
    reach: dict[str, int] = {}
    for reactor in (reactor for p in posts for reactor in p.post.reactors or ()):
        if reactor.reach is not None and 0 <= reactor.reach <= LARGEST:
            reach[reactor.key] = max(reach.get(reactor.key, 0), reactor.reach)
    if not reach:
        return None
    largest = sorted(reach.values(), reverse=True)[: model.company]
    return numbers.expm1(ordered_sum([numbers.log1p(float(value)) for value in largest]) / model.company)


def ordered_sum(values: Sequence[float]) -> float:
    """Left to right, without compensation: `sum` of floats changed its rounding in Python 3.12."""
    total = 0.0
    for value in values:
        total += value
    return total
