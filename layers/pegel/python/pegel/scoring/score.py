"""Scores of many members in one go: features → strengths → one number, its points and its interval
(score.md §2 to §4).

Every row is computed on its own, element by element and in a fixed order of accounts, so a member's score
has the same bits alone, among 10,000, and on any processor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pegel.scoring import columns, kernel
from pegel.scoring.accounts import COUNTED, POSTED, Accounts, arrange, moved
from pegel.scoring.columns import Column
from pegel.scoring.features import Features
from pegel.scoring.model import Model

BASE = 1.0  # where everybody starts


@dataclass(frozen=True, slots=True)
class AccountPoints:
    """What one account adds to a score, by role. Roles that are unknown have no points."""

    account: str
    network: str
    points: Mapping[str, float]
    total: float


@dataclass(frozen=True, slots=True)
class Score:
    """1 to 100, or None: not enough data. Σ of all points = value − 1, to 1e-9."""

    value: float | None
    interval: tuple[float, float] | None
    model: str
    accounts: tuple[AccountPoints, ...]


def score(batch: Sequence[Sequence[Features]], model: Model) -> list[Score]:
    """One score per member, in their order; a member is the features of all their accounts."""
    accounts = arrange(batch, model)
    parts = columns.power(accounts.strength, model.power)
    sums = accounts.per_member(parts)
    values = scale(sums, model)
    factor = share(values, sums, accounts)
    points = {role: factor * height for role, height in accounts.heights.items()}
    down, up = (half_width(accounts, parts, sums, values, sign, model) for sign in (-1, 1))
    enough = accounts.any_of_member(accounts.enough)
    return [
        to_score(accounts, row, float(values[row]), (float(down[row]), float(up[row])), points, model)
        if enough[row]
        else Score(None, None, model.version, ())
        for row in range(len(batch))
    ]


def scale(sums: Column, model: Model) -> Column:
    """From Σ_n (λ_n s_n)^p to the score: G of its p-th root."""
    return kernel.curve_points(columns.power(sums, 1.0 / model.power), np.array(model.anchors))


def share(values: Column, sums: Column, accounts: Accounts) -> Column:
    """Points per unit of height, per account: (score − 1) · π_n / s_n, where π_n / s_n = λ · strength^(p−1)
    / Σ.
    """
    owner = accounts.member
    strength = np.where(accounts.strength > 0.0, accounts.strength, 1.0)
    total = np.where(sums > 0.0, sums, 1.0)[owner]
    parts = columns.power(accounts.strength, accounts.power)
    return (values[owner] - BASE) * (parts / total) * (accounts.scale / strength)


def half_width(  # noqa: PLR0913, PLR0917 - what `score` has made of the batch, and a direction
    accounts: Accounts, parts: Column, sums: Column, values: Column, sign: int, model: Model
) -> Column:
    """How far the 90 % interval reaches down (−1) or up (+1): the root of the summed squares of the score's
    moves.

    Accounts are independent of each other, and so are in each account its posts and the people who follow
    it.
    """
    squares = np.zeros(len(parts))
    for source in (POSTED, COUNTED):
        changed = columns.power(moved(accounts, source, sign, model), model.power)
        others = np.maximum(sums[accounts.member] - parts, 0.0)
        move = sign * (scale(others + changed, model) - values[accounts.member])
        squares = squares + np.where(move > 0.0, move * move, 0.0)
    return np.sqrt(accounts.per_member(squares))


def to_score(  # noqa: PLR0913, PLR0917 - the arrays of a batch and one row of them
    accounts: Accounts,
    row: int,
    value: float,
    ends: tuple[float, float],
    points: Mapping[str, Column],
    model: Model,
) -> Score:
    """One member's row as what others read."""
    told = tuple(to_points(accounts, at, points) for at in accounts.rows_of(row))
    down, up = ends
    return Score(value, (max(value - down, BASE), min(value + up, 100.0)), model.version, told)


def to_points(accounts: Accounts, at: int, points: Mapping[str, Column]) -> AccountPoints:
    """One account's points by role, and their sum in the roles' order."""
    features = accounts.features[at]
    by_role = {
        role: float(column[at]) for role, column in points.items() if features.values.get(role) is not None
    }
    total = 0.0
    for value in by_role.values():
        total += value
    return AccountPoints(features.account, features.network, by_role, total)
