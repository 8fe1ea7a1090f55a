"""Why a score moved between two looks, split exactly into its causes and in no order (score.md §4).

The real scorer is asked what the score would be with any part of the causes; a cause's points are its
Shapley value over them, so the points sum to the change, an untouched cause has none, and swapping the looks
turns every sign. A member with k causes touched takes 2^k scores, all members of a batch in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pegel.scoring import columns, shapley
from pegel.scoring.accounts import enough, factors, strength_of
from pegel.scoring.causes import CAUSES
from pegel.scoring.columns import Column
from pegel.scoring.corners import MODEL, Corners, Pair, arrange, scorer
from pegel.scoring.look import Look
from pegel.scoring.model import Model
from pegel.scoring.score import scale

AT_ONCE = 1000  # pairs: what a batch needs stays below 100 MB even if every cause is touched


def causes(pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """Points by cause for each pair of looks, from the first to the second; every cause is named."""
    found: list[dict[str, float]] = []
    for start in range(0, len(pairs), AT_ONCE):
        found += of_batch(pairs[start : start + AT_ONCE])
    return found


def of_batch(pairs: Sequence[Pair]) -> list[dict[str, float]]:
    """The same for pairs that are computed at once."""
    accounts = arrange(pairs)
    bits, members = subsets(accounts.touched)
    values = scores(pairs, accounts, bits, members)
    found = [dict.fromkeys(CAUSES, 0.0) for _ in pairs]
    ends = np.cumsum([1 << touched.bit_count() for touched in accounts.touched])
    for count in sorted({touched.bit_count() for touched in accounts.touched} - {0}):
        alike = [at for at, touched in enumerate(accounts.touched) if touched.bit_count() == count]
        games = np.array([values[ends[at] - (1 << count) : ends[at]] for at in alike])
        points = shapley.values(games)
        for row, at in enumerate(alike):
            for place, cause in enumerate(named(accounts.touched[at])):
                found[at][CAUSES[cause]] = float(points[place][row])
    return found


def named(touched: int) -> list[int]:
    """The causes whose bits are set."""
    return [cause for cause in range(len(CAUSES)) if touched >> cause & 1]


def subsets(touched: Iterable[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every subset of each member's causes, as bits of all causes, and whose it is."""
    bits: list[int] = []
    members: list[int] = []
    for member, mask in enumerate(touched):
        own = [0]
        for cause in named(mask):
            own += [one | 1 << cause for one in own]
        bits += own
        members += [member] * len(own)
    return np.array(bits, np.int64), np.array(members, np.int64)


def scores(
    pairs: Sequence[Pair], accounts: Corners, bits: NDArray[np.int64], members: NDArray[np.int64]
) -> Column:
    """The score of each subset, by the model of the look that its bit chooses."""
    side = bits >> MODEL & 1
    looks: dict[tuple[str, str, float], tuple[Look, list[int]]] = {}
    for at, (member, chosen) in enumerate(zip(members.tolist(), side.tolist(), strict=True)):
        look = pairs[member][chosen]
        looks.setdefault(scorer(look), (look, []))[1].append(at)
    values = np.zeros(len(bits))
    for look, own in looks.values():
        rows = np.array(own, np.int64)
        values[rows] = blended(look, accounts, bits[rows], members[rows])
    return values


def blended(look: Look, accounts: Corners, bits: NDArray[np.int64], members: NDArray[np.int64]) -> Column:
    """As `scoring.blended` mixes two models: the larger decides alone where only one has enough data."""
    old, old_is_enough = alone(look.model, accounts, bits, members)
    if look.following is None or look.share == 0.0:
        return old
    new, new_is_enough = alone(look.following, accounts, bits, members)
    larger = new if look.share > 0.5 else old
    mixed = (1.0 - look.share) * old + look.share * new
    return np.asarray(np.where(old_is_enough & new_is_enough, mixed, larger), np.float64)


def alone(
    model: Model, accounts: Corners, bits: NDArray[np.int64], members: NDArray[np.int64]
) -> tuple[Column, NDArray[np.bool_]]:
    """Each subset's score by one model, and whether it says enough: the scorer's own columns."""
    first = np.array(accounts.first, np.int64)
    counts = first[members + 1] - first[members]
    sums, is_enough = np.zeros(len(bits)), np.zeros(len(bits), bool)
    for place in range(
        max(counts.tolist(), default=0)
    ):  # a member's accounts in their order, as the scorer's
        has = np.flatnonzero(counts > place)
        rows, own = first[members[has]] + place, bits[has]
        told = {role: accounts.column(role, rows, own) for role in model.roles}
        values = {role: np.where(np.isnan(column), 0.0, column) for role, column in told.items()}
        networks = accounts.networks[rows]
        strength = factors(told, networks, model) * strength_of(values, networks, model)
        there = accounts.present(rows, own)
        sums[has] = sums[has] + np.where(there, columns.power(strength, model.power), 0.0)
        is_enough[has] |= there & enough(values, model)
    return scale(sums, model), is_enough


def total(points: Mapping[str, float]) -> float:
    """Of all causes, in their order."""
    summed = 0.0
    for cause in CAUSES:
        summed += points[cause]
    return summed
