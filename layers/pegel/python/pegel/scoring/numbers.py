"""Logarithm, exponential and power that give the same bits on every machine (performance.md §5).

numpy and the C library choose theirs by processor: a score computed on x86 would differ in its last bits
from the same score on arm64. Here they are made of + − × ÷, frexp and ldexp, each of which IEEE 754 rounds
in one way only, in a fixed order. Errors against the exact value: log below 4e-16 of max(1, |log|), exp
below 4e-16 of its value times (1 + |x|); tests/unit/scoring/test_numbers.py holds them. `columns` has the
same for whole arrays, same bits.
"""

from __future__ import annotations

import math
from typing import TypeVar

Real = TypeVar("Real")  # a float, or a numpy array of them: the series are the same operations

ROOT_HALF = 0.7071067811865476
LN2_HIGH = 0.693147180369123816490  # the upper 32 bits: whole multiples up to 2^20 are exact (fdlibm)
LN2_LOW = 1.90821492927058770002e-10
LOG_TERMS = tuple(
    1.0 / (2 * k + 1) for k in range(11, 0, -1)
)  # of atanh, |s| ≤ 0.172: what is left out is < 1e-19
EXP_TERMS = tuple(
    1.0 / math.factorial(k) for k in range(15, 1, -1)
)  # |r| ≤ 0.347: what is left out is < 1e-20
LARGEST = 700.0  # exponents beyond ± this are cut: no overflow, no subnormal results


def log_series(mantissa: Real, exponent: Real) -> Real:
    """ln(mantissa · 2^exponent) for a mantissa in [√½, √2): 2·atanh((m − 1)/(m + 1)) + exponent·ln 2."""
    m: float = mantissa  # type: ignore[assignment]  # numpy arrays know the same four operations
    e: float = exponent  # type: ignore[assignment]
    s = (m - 1.0) / (m + 1.0)
    square = s * s
    sum_ = square * LOG_TERMS[0]
    for term in LOG_TERMS[1:]:
        sum_ = square * (sum_ + term)
    return e * LN2_HIGH + (2.0 * s + (2.0 * s * sum_ + e * LN2_LOW))  # type: ignore[return-value]


def exp_series(rest: Real) -> Real:
    """exp(rest) for |rest| ≤ ½·ln 2."""
    r: float = rest  # type: ignore[assignment]
    sum_ = r * EXP_TERMS[0]
    for term in EXP_TERMS[1:]:
        sum_ = r * (sum_ + term)
    return 1.0 + (r + r * sum_)  # type: ignore[return-value]


def log(x: float) -> float:
    """ln x for 0 < x < ∞."""
    mantissa, exponent = math.frexp(x)
    if mantissa < ROOT_HALF:
        mantissa, exponent = 2.0 * mantissa, exponent - 1
    return log_series(mantissa, float(exponent))


def log1p(x: float) -> float:
    """ln(1 + x) for 0 ≤ x < ∞, exact to the last bits for small x too."""
    sum_ = 1.0 + x
    return log(sum_) - ((sum_ - 1.0) - x) / sum_


def exp(x: float) -> float:
    """e^x; x is cut at ± 700."""
    x = max(-LARGEST, min(LARGEST, x))
    whole = math.floor(x * 1.4426950408889634 + 0.5)
    return math.ldexp(exp_series((x - whole * LN2_HIGH) - whole * LN2_LOW), whole)


def expm1(x: float) -> float:
    """e^x − 1 for x ≥ 0; loses digits near 0, where no feature lives."""
    return exp(x) - 1.0


def power(x: float, exponent: float) -> float:
    """x^exponent for x ≥ 0."""
    return exp(exponent * log(x)) if x > 0.0 else 0.0
