"""`numbers` for whole numpy arrays: the same operations in the same order, so the same bits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pegel.scoring.numbers import LARGEST, LN2_HIGH, LN2_LOW, ROOT_HALF, exp_series, log_series

Column = NDArray[np.float64]


def log(x: Column) -> Column:
    """ln x for 0 < x < ∞."""
    mantissa, exponent = np.frexp(x)
    small = mantissa < ROOT_HALF
    return log_series(
        np.where(small, 2.0 * mantissa, mantissa), np.where(small, exponent - 1, exponent) * 1.0
    )


def log1p(x: Column) -> Column:
    """ln(1 + x) for 0 ≤ x < ∞."""
    sum_ = 1.0 + x
    return log(sum_) - ((sum_ - 1.0) - x) / sum_


def exp(x: Column) -> Column:
    """e^x; x is cut at ± 700."""
    cut = np.clip(x, -LARGEST, LARGEST)
    whole = np.floor(cut * 1.4426950408889634 + 0.5)
    return np.ldexp(exp_series((cut - whole * LN2_HIGH) - whole * LN2_LOW), whole.astype(np.int64))


def power(x: Column, exponent: float) -> Column:
    """x^exponent for x ≥ 0."""
    safe = np.where(x > 0.0, x, 1.0)
    return np.where(x > 0.0, exp(exponent * log(safe)), 0.0)
