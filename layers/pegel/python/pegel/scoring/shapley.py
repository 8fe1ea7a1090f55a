"""Shapley values: what each of a few causes contributed, whatever order they are thought to come in.

    φ_i = Σ_{S without i} |S|! (k − |S| − 1)! / k! · (v(S and i) − v(S))         Σ φ = v(all) − v(none)

L. S. Shapley, A Value for n-Person Games, 1953. Of all splits that add up it is the one that gives nothing to
who changes nothing, and the same to who changes the same.
"""

from __future__ import annotations

from math import factorial

import numpy as np
from numpy.typing import NDArray

from pegel.scoring.columns import Column


def values(games: NDArray[np.float64]) -> list[Column]:
    """φ of each of k causes, one column per cause.

    `games` has a row per game and 2^k columns: v of the subset whose causes are the column's bits. Sums run
    in a fixed order.
    """
    count = games.shape[1].bit_length() - 1
    return [of_cause(games, cause, count) for cause in range(count)]


def of_cause(games: NDArray[np.float64], cause: int, count: int) -> Column:
    """φ of one cause."""
    total = np.zeros(len(games))
    for subset in range(1 << count):
        if not subset >> cause & 1:
            others = subset.bit_count()
            weight = factorial(others) * factorial(count - others - 1) / factorial(count)
            total = total + weight * (games[:, subset | 1 << cause] - games[:, subset])
    return total
