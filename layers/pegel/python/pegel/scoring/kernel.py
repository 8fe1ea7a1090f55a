"""The heart of the score for many accounts at once: Σ_k f_k over whole columns, same bits everywhere.

A curve f(z(ln(1 + value))) is tabulated over the float's own bits: exponent and first 9 bits of the
mantissa of 1 + value are the index of a cell, inside which it is a straight line. So there is no logarithm
per value, only + ×, a shift and two look-ups. Ends of cells lie on the curve, so it rises as the curve
does; between them the line is off by less than 5·10⁻⁷ of a curve's steepness, and in the one cell that
holds a knot by less than 5·10⁻⁴ of the change of steepness there (tests/unit/scoring/test_kernel.py): below
0.002 points, and the same everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pegel.scoring import columns
from pegel.scoring.columns import Column

CELL_BITS = 9  # cells per octave: 2^9
OCTAVES = 54  # 1 to 2^54: more than any count (networks.md §3)
SHIFT = 52 - CELL_BITS  # of a float64's bits, so that the exponent and CELL_BITS of the mantissa are left
FIRST = 1023 << CELL_BITS  # the index of 1.0 itself
BLOCK = 32_768  # values at a time: what a block needs stays in the second cache
Z_MAX = 1.5  # score.md §1


@dataclass(frozen=True, eq=False)
class Table:
    """A curve over 1 + value: in cell i it is base[i] + slope[i]·(1 + value)."""

    base: Column
    slope: Column


@lru_cache(maxsize=512)
def tabulate(p05: float, p95: float, step: float, heights: tuple[float, ...]) -> Table:
    """The table of one curve in one calibration. `heights` stand at z = 0, step, 2·step, … up to 1.5."""
    cells = np.arange((OCTAVES << CELL_BITS) + 1, dtype=np.int64) + FIRST
    ends = np.left_shift(cells, SHIFT).view(np.float64)
    z = np.clip((columns.log(ends) - p05) / (p95 - p05), 0.0, Z_MAX)
    at = np.minimum(np.floor(z / step), len(heights) - 2.0).astype(np.int64)
    low = np.array(heights)[at]
    curve = np.maximum.accumulate(low + (np.array(heights)[at + 1] - low) * (z / step - at))
    slope = (curve[1:] - curve[:-1]) / (ends[1:] - ends[:-1])
    return Table(curve[:-1] - slope * ends[:-1], slope)


def strengths(values: Sequence[Column], tables: Sequence[Table]) -> Column:
    """Σ_k f_k of raw values ≥ 0: one column per feature, one row per account. Rows never look at each
    other.
    """
    count = len(values[0])
    total = np.zeros(count)
    shifted, line, height = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK)
    cell = np.empty(BLOCK, np.int64)
    for start in range(0, count, BLOCK):
        rows = min(BLOCK, count - start)
        u, i, f, b = shifted[:rows], cell[:rows], line[:rows], height[:rows]
        bits, sums = u.view(np.int64), total[start : start + rows]
        for column, table in zip(values, tables, strict=True):
            np.add(column[start : start + rows], 1.0, u)
            np.right_shift(bits, SHIFT, i)
            np.subtract(i, FIRST, i)
            table.slope.take(i, None, f, "clip")
            np.multiply(f, u, f)
            table.base.take(i, None, b, "clip")
            np.add(b, f, b)
            np.add(sums, b, sums)
    return total


def curve_points(strength: Column, anchors: NDArray[np.float64]) -> Column:
    """G: strength S to score, a cubic Hermite curve through (S, score, slope), 1 below and 100 above."""
    score = np.where(strength >= anchors[-1, 0], anchors[-1, 1], anchors[0, 1])
    for (left, low, rise), (right, high, fall) in pairwise(anchors):
        width = right - left
        t = (strength - left) / width
        square, cube = t * t, t * t * t
        inside = (
            low * (2.0 * cube - 3.0 * square + 1.0)
            + rise * width * (cube - 2.0 * square + t)
            + high * (3.0 * square - 2.0 * cube)
            + fall * width * (cube - square)
        )
        score = np.where((strength >= left) & (strength < right), inside, score)
    return np.asarray(np.clip(score, 1.0, 100.0), np.float64)
