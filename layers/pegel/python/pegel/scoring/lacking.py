"""What an account would lose without one of its posts: the jackknife of resonance, reactors and relay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pegel.scoring import authenticity, numbers, roles
from pegel.scoring.counting import Counted, everybody, ordered_sum
from pegel.scoring.model import Model


def effects(
    posts: Sequence[Counted], terms: Sequence[float], reach: Mapping[str, float], model: Model
) -> dict[str, list[float]]:
    """By role, what each post adds: resonance and people as they are, relay as ln(1 + reach).

    `reach` is that of the reactors. The genuine share of those whom no list names is held, and so is the
    root of a day.
    """
    owner = owners(posts)
    everyone, without = reactors(posts, owner, model)
    total = ordered_sum(terms)
    whole = min(total, model.per_person * everyone)
    return {
        "resonance": [
            max(whole - min(total - term, model.per_person * people), 0.0)
            for term, people in zip(terms, without, strict=True)
        ],
        "reactors": [max(everyone - people, 0.0) for people in without],
        "relay": relay(posts, reach, owner, model),
    }


def owners(posts: Sequence[Counted]) -> dict[str, int]:
    """The one post whose lists name somebody; -1 for whoever is named by several."""
    found: dict[str, int] = {}
    for at, one in enumerate(posts):
        for key in one.named:
            found[key] = -1 if key in found else at
    return found


def reactors(posts: Sequence[Counted], owner: Mapping[str, int], model: Model) -> tuple[float, list[float]]:
    """How many people reacted, and how many without each post: `roles.reactors` of all and of the others."""
    named = everybody(posts)
    alone = [0.0] * len(posts)
    for key, at in owner.items():
        if at >= 0:
            alone[at] += named[key]
    genuine = ordered_sum(list(named.values()))
    share = authenticity.share(genuine, len(named))
    at_once = [roles.at_once(one, share, model) for one in posts]
    unnamed = [share * ordered_sum(list(one.unnamed.values())) for one in posts]
    first, second, *_ = [*sorted(at_once, reverse=True), 0.0, 0.0]
    everything = ordered_sum(unnamed)
    without = []
    for own, once, rest in zip(alone, at_once, unnamed, strict=True):
        largest = second if once == first else first
        without.append(roles.behind(genuine - own, largest, everything - rest, model))
    return roles.behind(genuine, first, everything, model), without


def relay(
    posts: Sequence[Counted], reach: Mapping[str, float], owner: Mapping[str, int], model: Model
) -> list[float]:
    """What each post adds to ln(1 + relay): its own people among the largest give way to the next ones."""
    ranked = sorted(reach.items(), key=lambda one: -one[1])
    places = model.company
    whole = logarithms(ranked[:places])
    found = [0.0] * len(posts)
    for at in {owner[key] for key, _ in ranked[:places]} - {-1}:
        left = [(key, followers) for key, followers in ranked if owner[key] != at]
        found[at] = (whole - logarithms(left[:places])) / places
    return found


def logarithms(people: Sequence[tuple[str, float]]) -> float:
    """Σ ln(1 + reach) of these people."""
    return ordered_sum([numbers.log1p(reach) for _, reach in people])
