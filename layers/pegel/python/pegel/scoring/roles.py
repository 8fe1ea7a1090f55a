"""Resonance, reactors and relay of an account, from its posts of the window.

Count people, not reactions (data/peerindex: once the distinct people are known, the amount adds nothing),
and let one more reaction never lower anything: every quantity below rises with each of its inputs, whatever
their order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache

from pegel.scoring import authenticity, numbers
from pegel.scoring.counting import LARGEST, Counted, counted_posts, everybody, ordered_sum, trust
from pegel.scoring.model import Model

__all__ = ["LARGEST", "Counted", "counted_posts", "ordered_sum"]


def crowd(posts: Sequence[Counted]) -> float:
    """The genuine share of reactions that no list names: that of the people who are named."""
    named = everybody(posts)
    return authenticity.share(ordered_sum(list(named.values())), len(named))


def terms(posts: Sequence[Counted], model: Model) -> list[float]:
    """Per post its part of (Σ_t b_t · count_t)^½ · 2^(−age/half-life), the sum being that of its day.

    The root is of a day's reactions, not of a post's: to say it in ten posts instead of one gains nothing.
    """
    decay = -0.6931471805599453 / model.half_life
    roots = by_day(posts, [one.age for one in posts])
    return [root * numbers.exp(decay * one.age) for one, root in zip(posts, roots, strict=True)]


def by_day(posts: Sequence[Counted], days: Sequence[int]) -> list[float]:
    """Per post its part of the root of its day's reactions."""
    share = crowd(posts)
    together: dict[int, list[int]] = {}
    for at, day in enumerate(days):
        together.setdefault(day, []).append(at)
    roots = [0.0] * len(posts)
    for places in together.values():
        parts = weighed([posts[at] for at in places], share)
        total = ordered_sum(parts)
        for at, part in zip(places, parts, strict=True):
            roots[at] = math.sqrt(total) * (part / total) if total > 0.0 else 0.0
    return roots


def weighed(posts: Sequence[Counted], share: float) -> list[float]:
    """Σ b · count of each post of one day, everybody discounted by how much they react to.

    Who reacts to m posts of a day counts m / log2(1 + m) times, not m times (score.md §1): their weightiest
    reaction whole, each further one less. So one more of them never lowers anything.
    """
    parts = [
        share * ordered_sum([one.weights[kind] * number for kind, number in one.unnamed.items()])
        for one in posts
    ]
    if len(posts) == 1:
        return [ordered_sum([*parts, *(weight * chance for weight, chance in posts[0].named.values())])]
    did: dict[str, list[tuple[float, int, float]]] = {}
    for at, one in enumerate(posts):
        for key, (weight, chance) in one.named.items():
            did.setdefault(key, []).append((-weight, at, chance))
    for reactions in did.values():
        for place, (weight, at, chance) in enumerate(sorted(reactions), 1):
            parts[at] += -weight * chance * further(place)
    return parts


@cache
def further(place: int) -> float:
    """What somebody's reaction to their m-th post of a day counts: m / log2(1 + m) − (m − 1) / log2(m)."""
    if place == 1:
        return 1.0
    ln2 = 0.6931471805599453
    return place * ln2 / numbers.log(1.0 + place) - (place - 1) * ln2 / numbers.log(float(place))


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
    """How many people reacted, as far as they are genuine. None if posts were there and not one count told.

    Certain are the distinct people of the lists, and as many as like one single post: nobody can like it
    twice. Of the reactions beyond, a share is made by somebody new, at most `unnamed` times the certain
    people: what nobody can name must not outgrow what is sure, or one person with a hundred posts would
    look like a crowd.
    """
    if posts and not any(p.counts for p in posts):
        return None
    named = everybody(posts)
    genuine = ordered_sum(list(named.values()))
    share = authenticity.share(genuine, len(named))
    largest = max((at_once(p, share, model) for p in posts), default=0.0)
    unnamed = share * ordered_sum([ordered_sum(list(p.unnamed.values())) for p in posts])
    return behind(genuine, largest, unnamed, model)


def behind(named: float, largest: float, unnamed: float, model: Model) -> float:
    """How many people those named, the largest count of one post and unnamed reactions stand for."""
    certain = max(named, largest)
    return certain + min(model.unnamed * certain, model.newcomers * max(unnamed - largest, 0.0))


def at_once(post: Counted, share: float, model: Model) -> float:
    """The fewest people who can have made this post's counts: its largest count of a kind one gives only
    once.
    """
    told = [post.known[kind] + share * rest for kind, rest in post.unnamed.items() if kind in model.singular]
    return max(told, default=0.0)


def relay(posts: Sequence[Counted], people: float | None, model: Model) -> float | None:
    """The reach of those who reacted: geometric mean of 1 + reach over the `company` of largest reach,
    minus 1.

    A mean over all of them would fall when one more person with few followers reacts. So the mean is over a
    fixed number; the places that nobody fills count 0. None where the lists do not tell their reactors'
    reach.
    """
    if people == 0:
        return 0.0  # nobody reacted: known, and nothing
    reach = reaches(posts)
    if not reach:
        return None
    largest = sorted(reach.values(), reverse=True)[: model.company]
    return numbers.expm1(ordered_sum([numbers.log1p(value) for value in largest]) / model.company)


def reaches(posts: Iterable[Counted]) -> dict[str, float]:
    """The reach of everybody whose lists tell it, as far as they are genuine."""
    reach: dict[str, float] = {}
    for reactor in (reactor for p in posts for reactor in p.post.reactors or ()):
        chance = trust(reactor)
        if chance > 0.0 and reactor.reach is not None and 0 <= reactor.reach <= LARGEST:
            reach[reactor.key] = max(reach.get(reactor.key, 0.0), reactor.reach * chance)
    return reach
