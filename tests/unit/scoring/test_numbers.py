"""Logarithm, exponential and power: right, and the same bits whatever the processor offers."""

import hashlib
import math
import os
import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pegel.scoring import columns, numbers

POSITIVE = st.floats(min_value=1e-300, max_value=1e300)
COUNTS = st.floats(min_value=0.0, max_value=2.0**53)
BITS = """
import hashlib, numpy as np
from pegel.scoring import columns, kernel
x = np.exp(np.random.default_rng(1).normal(3, 4, 100_000)).round(3)
table = kernel.tabulate(2.0, 13.0, 0.1875, (0.0, 0.1, 0.5, 0.6, 0.9, 1.5, 1.6, 1.8, 2.5))
parts = columns.log1p(x), columns.exp(x / 50), columns.power(x, 2.5), kernel.strengths([x.copy()], [table])
print(hashlib.sha256(b"".join(part.tobytes() for part in parts)).hexdigest())
"""


@given(POSITIVE)
def test_the_logarithm_is_exact_to_its_last_bits(x):
    assert abs(numbers.log(x) - math.log(x)) <= 4e-16 * max(1.0, abs(math.log(x)))


@given(COUNTS)
def test_one_plus_is_no_loss_for_small_values(x):
    assert math.isclose(numbers.log1p(x), math.log1p(x), rel_tol=1e-15, abs_tol=0.0)


@given(st.floats(min_value=-690.0, max_value=690.0))
def test_the_exponential_is_exact_to_its_last_bits(x):
    assert math.isclose(numbers.exp(x), math.exp(x), rel_tol=1e-15)


@given(st.floats(min_value=0.0, max_value=1e6), st.floats(min_value=0.1, max_value=4.0))
def test_a_power_is_a_power(x, exponent):
    assert math.isclose(numbers.power(x, exponent), x**exponent, rel_tol=1e-13, abs_tol=1e-300)


@given(st.lists(COUNTS, min_size=1, max_size=50))
def test_arrays_and_floats_give_the_same_bits(values):
    x = np.array(values)
    assert columns.log1p(x).tolist() == [numbers.log1p(one) for one in values]
    small = [one % 600.0 for one in values]
    assert columns.exp(np.array(small)).tolist() == [numbers.exp(one) for one in small]
    assert columns.power(np.array(small), 2.5).tolist() == [numbers.power(one, 2.5) for one in small]


def hash_with(disabled):
    environment = {**os.environ, "NPY_DISABLE_CPU_FEATURES": disabled}
    run = [sys.executable, "-W", "ignore", "-c", BITS]
    return subprocess.run(run, env=environment, check=True, capture_output=True, text=True).stdout.strip()


def test_no_bit_depends_on_what_the_processor_offers():
    found = hash_with("AVX512F AVX512CD AVX512_SKX AVX2 FMA3 X86_V4 X86_V3")
    assert len(found) == len(hashlib.sha256().hexdigest())
    assert found == hash_with("")
