"""What 90 other days might have shown of the same account: 200 draws of a Poisson bootstrap over its posts,
each with those who reacted to it (score.md §4).

In a draw a post counts w times, w from a Poisson distribution of mean 1, for it might not have come or come
twice. Resonance, reactors and relay move together by w − 1 times what the account would lose without the
post; for the number of distinct people that is whom this post alone brought. Draws from distinct people
alone would see only those who are there, always fewer.

Few posts say little of the largest to come, and nothing of a silent account's first. So every draw has one
post more: below, one as they are on average, in its place or twice; above, a second largest one, on top.
That is what the exact interval of a weighted Poisson count adds (Fay and Feuer, Statistics in Medicine 16,
1997, 791-801), and for a silent account it is the rule of three.

All sums are of whole numbers or in a fixed order, and the draws come from a hash of account and UTC day:
the same everywhere, without numpy.
"""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pegel.scoring import lacking, numbers, roles
from pegel.scoring.counting import LARGEST, Counted, ordered_sum
from pegel.scoring.heights import height
from pegel.scoring.model import Model

DRAWS = 200
LOWEST, HIGHEST = 9, 190  # of the draws in their order: about 5 % lie below, 5 % above
POISSON = b"".join(bytes([times]) * part for times, part in enumerate((95, 93, 47, 16, 4, 1)))  # mean 1
LIKES = 7  # of an ordinary post that is liked at all: e^2.01, 5,898 posts on X (data/calibration)
FOLLOWERS = 356.0  # of an ordinary account: the median of data/authenticity/x_users.csv
LANE = 8  # bytes for one draw's sum: 2^64 are 10^9 posts
UNIT = 2**30  # the largest effect of a post as a whole number
DIGITS = 3  # of a logarithm: 0.001 is less than 0.01 points
ROLES = ("resonance", "reactors", "relay")

Spread = dict[str, tuple[float, float]]


@dataclass(frozen=True)
class Shown:
    """An account's roles as they add up over posts: relay as ln(1 + reach), the others as they are.

    `effects` are of each post that has any, so that silent posts change no draw, `ends` the most a role
    can be, `slopes` what strength gains by one.
    """

    values: Mapping[str, float]
    effects: Mapping[str, Sequence[float]]
    ends: Mapping[str, float]
    slopes: Mapping[str, float]

    def strengths(self) -> list[float]:
        """What each post adds to the account's strength."""
        return [self.strength(one) for one in zip(*self.effects.values(), strict=True)]

    def strength(self, effect: Sequence[float]) -> float:
        """What one post adds to it."""
        return ordered_sum([slope * by for slope, by in zip(self.slopes.values(), effect, strict=True)])


def spread(  # noqa: PLR0913, PLR0917 - a reading, whose it is, and the model
    posts: Sequence[Counted],
    terms: Sequence[float],
    values: Mapping[str, float | None],
    account: str,
    day: date,
    model: Model,
) -> Spread:
    """By role, how far ln(1 + value) may lie lower and higher: 90 % of the draws are between.

    Both ends are one draw each, those at 5 % and 95 % of the account's strength, so one role may move
    against the others. `account` is network#account_id; roles that are unknown have no spread.
    """
    shown = show(posts, terms, values, account.partition("#")[0], model)
    if not shown.values:
        return {}
    usual, largest = to_come(shown, model)
    seed = f"{account} {day.isoformat()}".encode()
    strengths = shown.strengths()
    weights = hashlib.shake_256(seed).digest(DRAWS * (len(strengths) + 1)).translate(POISSON)
    low = ranked(weights, [*strengths, shown.strength(usual)])[LOWEST]
    high = ranked(weights, [*strengths, shown.strength(largest)])[HIGHEST]
    lower, higher = (
        drawn(shown, weights[low::DRAWS], usual, 1),
        drawn(shown, weights[high::DRAWS], largest, 0),
    )
    logs = {role: logarithm(role, value) for role, value in shown.values.items()}
    return {
        role: (round(log - lower[role], DIGITS), round(higher[role] - log, DIGITS))
        for role, log in logs.items()
    }


def show(
    posts: Sequence[Counted],
    terms: Sequence[float],
    values: Mapping[str, float | None],
    network: str,
    model: Model,
) -> Shown:
    """The roles that are known, what each post adds to them, and what that is worth."""
    told = {role: value for role in ROLES if (value := values.get(role)) is not None}
    logged = {role: numbers.log1p(value) if role == "relay" else value for role, value in told.items()}
    reach = roles.reaches(posts)
    every = lacking.effects(posts, terms, reach, model)
    acting = [at for at in range(len(posts)) if any(every[role][at] > 0.0 for role in told)]
    effects = {role: [every[role][at] for at in acting] for role in told}
    ends = dict.fromkeys(told, LARGEST)
    if "relay" in told:
        ends["relay"] = max(numbers.log1p(max([FOLLOWERS, *reach.values()])), logged["relay"])
    slopes = {
        role: slope(network, role, value, deviation(role, effects[role], model), ends[role], model)
        for role, value in logged.items()
    }
    return Shown(logged, effects, ends, slopes)


def deviation(role: str, effects: Sequence[float], model: Model) -> float:
    """A standard deviation of the draws; of a silent account, what an ordinary post would do."""
    return math.sqrt(ordered_sum([by * by for by in effects])) or ordinary(model)[role]


def slope(  # noqa: PLR0913, PLR0917 - one place on one curve
    network: str, role: str, value: float, by: float, end: float, model: Model
) -> float:
    """What strength gains by one more, on average over a standard deviation to either side."""
    low, high = max(value - by, 0.0), min(value + by, end)
    ends = [numbers.expm1(one) if role == "relay" else one for one in (low, high)]
    below, above = (height(network, role, one, model) for one in ends)
    return (above - below) / (high - low) if high > low else 0.0


def ordinary(model: Model) -> dict[str, float]:
    """What an ordinary post would bring: likes of so many people who are nobody special."""
    part = min(LIKES, model.company) / model.company
    return {
        "resonance": math.sqrt(LIKES),
        "reactors": float(LIKES),
        "relay": part * numbers.log1p(FOLLOWERS),
    }


def to_come(shown: Shown, model: Model) -> tuple[list[float], list[float]]:
    """Effects of the post that every draw has more: as posts are on average, one ordinary one counted in,
    and as the largest.
    """
    posts = [list(one) for one in zip(*shown.effects.values(), strict=True)]
    first = [min(by, shown.ends[role]) for role, by in ordinary(model).items() if role in shown.values]
    usual = [ordered_sum(column) / (len(posts) + 1) for column in zip(first, *posts, strict=True)]
    return usual, max([usual, *posts], key=shown.strength)


def ranked(weights: bytes, strengths: Sequence[float]) -> list[int]:
    """The draws from the weakest to the strongest; of equals the earlier one.

    Their sums stand beside each other in one long whole number, a lane for each: a multiplication and an
    addition per post for all draws together.
    """
    most = max(strengths) or 1.0
    lanes, sums = bytearray(DRAWS * LANE), 0
    for at, strength in enumerate(strengths):
        lanes[::LANE] = weights[at * DRAWS : (at + 1) * DRAWS]
        sums += int.from_bytes(lanes, "little") * int(strength / most * UNIT)
    totals = struct.unpack(f"<{DRAWS}Q", sums.to_bytes(DRAWS * LANE, "little"))
    return sorted(range(DRAWS), key=totals.__getitem__)


def drawn(shown: Shown, weights: bytes, extra: Sequence[float], there: int) -> dict[str, float]:
    """ln(1 + value) by role in one draw; the last weight is of the `extra` post, which was `there` once or
    not.
    """
    found = {}
    for (role, value), more in zip(shown.values.items(), extra, strict=True):
        moves = [(times - 1) * by for times, by in zip(weights[:-1], shown.effects[role], strict=True)]
        moved = ordered_sum([value, *moves, (weights[-1] - there) * more])
        found[role] = logarithm(role, min(max(moved, 0.0), shown.ends[role]))
    return found


def logarithm(role: str, value: float) -> float:
    """ln(1 + value) of a role as it adds up."""
    return value if role == "relay" else numbers.log1p(value)
