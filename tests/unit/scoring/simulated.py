"""Simulated members whose true score is known, to hold the interval against.

An account publishes as a Poisson process, 5 to 200 posts in 90 days on average. A post's pull decides its
likes, reposts, replies and quotes together, as heavy-tailed as on X (`KINDS`); who reacts comes from a finite
circle, some of it more readily than the rest, and a network names one page of them for the ten strongest
posts, as networks do. On GitHub people follow and give stars, one by one.

The truth is the score of the expected features: of each role the expectation, over other such 90 days, of
ln(1 + value), which is what enters a score (score.md §1).
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import NormalDist

import numpy as np
from unit.scoring.invented import MODEL, NOW

from pegel.scoring import features
from pegel.scoring.features import Features
from pegel.scoring.score import Score, score
from pegel.social import Post, Reactor, Snapshot

# Zero, mean and sd of ln if not zero: 5,898 original posts on X, 2019-2021 (data/calibration/README.md)
KINDS = {
    "like": (0.31, 2.01, 1.43),
    "repost": (0.65, 1.77, 1.66),
    "reply": (0.83, 1.24, 1.28),
    "quote": (0.87, 1.13, 1.03),
}
NAMED = {"mastodon": (("like", "repost"), 40), "bluesky": (("like", "repost", "quote"), 100)}  # a page
LISTED = 10  # posts whose reactors are named, networks/reactors.py
POSTS = (5.0, 200.0)  # expected in 90 days
FOLLOWERS = (5.87, 1.97)  # mean and sd of ln: median 356, data/authenticity/x_users.csv; sd 0.6 of its 3.28
LEVELS = (-0.5, 1.0)  # mean and sd of what an account's likes differ by, in the logarithm
WINDOWS = 45  # of 90 days that are simulated of an account: a reading, and the others for its expectation
QUANTILES = np.array([NormalDist().inv_cdf((place + 0.5) / 4096) for place in range(4096)])


@dataclass(frozen=True, eq=False)
class Kind:
    """An account as it is, whatever its last 90 days happened to show."""

    network: str
    posts: float
    level: float
    circle: np.ndarray  # followers of everybody who may react, the readiest first
    readiness: float  # 1: all alike
    stars: float = 0.0


def kind(network: str, random: np.random.Generator) -> Kind:
    """Any account."""
    size = int(np.exp(random.normal(*FOLLOWERS))) + 30
    return Kind(
        network,
        0.0 if network == "github" else float(np.exp(random.uniform(*np.log(POSTS)))),
        random.normal(*LEVELS),
        np.floor(np.exp(random.normal(*FOLLOWERS, size))),
        random.uniform(1.0, 3.0),
        float(np.exp(random.normal(2.0, 2.0))),
    )


def reading(one: Kind, name: str, random: np.random.Generator) -> Snapshot:
    """What 90 days of it show."""
    number = random.poisson(one.posts)
    pull, ages = random.random(number), random.integers(0, 91, number)
    counts = {kind: reacted(one, kind, pull, random) for kind in KINDS}
    total = np.sum(list(counts.values()), axis=0)
    listed = [at for at in np.argsort(-total, kind="stable")[:LISTED] if total[at]] if number else []
    named = {at: reactors(one, {kind: counts[kind][at] for kind in KINDS}, random) for at in listed}
    posts = [
        Post(
            f"{at:04}",
            NOW - timedelta(days=int(ages[at])),
            {kind: int(column[at]) for kind, column in counts.items()},
            reactors=named.get(at),
        )
        for at in range(number)
    ]
    stars = int(random.poisson(one.stars)) if one.network == "github" else None
    reach = int(random.poisson(len(one.circle)))
    return Snapshot(one.network, name, name, NOW, reach, tuple(posts), stars)


def reacted(one: Kind, kind: str, pull: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Reactions of this kind, at most one by everybody of the circle; rounded by chance."""
    zero, mean, deviation = KINDS[kind]
    at = np.clip((pull - zero) / (1.0 - zero), 0.0, 1.0 - 1e-9)
    strength = np.exp(mean + one.level + deviation * QUANTILES[(at * 4096).astype(int)])
    counts = np.where(pull >= zero, np.floor(strength + random.random(len(pull))), 0.0)
    return np.minimum(counts, len(one.circle)).astype(int)


def reactors(one: Kind, counts: dict[str, int], random: np.random.Generator) -> tuple[Reactor, ...]:
    """One page of everybody for each list."""
    kinds, page = NAMED[one.network]
    found: dict[int, list[str]] = {}
    for kind in kinds:
        wanted = min(int(counts[kind]), page)
        drawn = (len(one.circle) * random.random(2 * wanted + 8) ** one.readiness).astype(int)
        for who in list(dict.fromkeys(drawn.tolist()))[:wanted]:
            found.setdefault(who, []).append(kind)
    told = one.network == "mastodon"  # whose lists say how many follow them
    return tuple(
        Reactor(str(who), int(one.circle[who]) if told else None, kinds=tuple(did))
        for who, did in found.items()
    )


def readings(one: Kind, name: str, random: np.random.Generator) -> list[tuple[Features, Features]]:
    """Readings of an account, each with the expected features, which are those of all the other readings."""
    read = [features.read(reading(one, f"{name}-{at}", random), MODEL) for at in range(WINDOWS)]
    logs = {
        role: np.array([np.nan if (value := each.values[role]) is None else np.log1p(value) for each in read])
        for role in MODEL.calibration[one.network]
    }
    others = [
        {role: float(np.expm1(np.nanmean(np.delete(column, at)))) for role, column in logs.items()}
        for at in range(WINDOWS)
    ]
    return [
        (found, replace(found, values=values, spread={})) for found, values in zip(read, others, strict=True)
    ]


@dataclass(frozen=True)
class Simulated:
    """One member: what was read, what is true, and how many posts were expected on all accounts."""

    read: Score
    true: float
    posts: float


def members(number: int, kinds: int, seed: int) -> list[Simulated]:
    """So many members with one to three accounts, each any reading of so many kinds on its network."""
    random = np.random.default_rng(seed)
    pool = {}
    for network in ("mastodon", "bluesky", "github"):
        made = [kind(network, random) for _ in range(kinds)]
        told = [(one, *pair) for n, one in enumerate(made) for pair in readings(one, f"{n}", random)]
        pool[network] = [told[at] for at in random.permutation(len(told))]
    chosen = [[pool[network].pop() for network in networks(random)] for _ in range(number)]
    read = score([[found for _, found, _ in one] for one in chosen], MODEL)
    true = score([[truth for _, _, truth in one] for one in chosen], MODEL)
    return [
        Simulated(found, truth.value or 1.0, sum(each.posts for each, _, _ in one))
        for one, found, truth in zip(chosen, read, true, strict=True)
        if found.value is not None
    ]


def networks(random: np.random.Generator) -> list[str]:
    """One to three; nobody is on GitHub alone."""
    social = ["mastodon", "bluesky"][:: random.choice([-1, 1])]
    return [["mastodon"], ["bluesky"], social, [social[0], "github"], [*social, "github"]][random.integers(5)]
