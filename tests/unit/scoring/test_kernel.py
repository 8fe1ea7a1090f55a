"""The tabulated curves are the curves, and rise."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pegel.scoring import kernel
from pegel.scoring.model import load

MODEL = load()
CASES = [(n, r) for n, roles in MODEL.calibration.items() for r in roles]
VALUES = st.lists(st.floats(min_value=0.0, max_value=2.0**53), min_size=2, max_size=30)
POINT = 25.0  # points that one unit of a curve's height can make at most: the anchors' steepest slope


def table(network, role):
    scale = MODEL.calibration[network][role]
    return kernel.tabulate(scale.p05, scale.p95, MODEL.step, MODEL.curves[role])


def exact(network, role, value):
    scale, heights = MODEL.calibration[network][role], MODEL.curves[role]
    z = min(max((math.log1p(value) - scale.p05) / (scale.p95 - scale.p05), 0.0), kernel.Z_MAX)
    at = min(int(z / MODEL.step), len(heights) - 2)
    return heights[at] + (heights[at + 1] - heights[at]) * (z / MODEL.step - at)


@given(st.sampled_from(CASES), VALUES)
def test_a_tabulated_curve_is_the_curve_to_two_thousandths_of_a_point(case, values):
    found = kernel.strengths([np.array(values)], [table(*case)])
    for value, height in zip(values, found, strict=True):
        network, role = case
        assert abs(height - exact(network, role, value)) * POINT < 0.002


@given(st.sampled_from(CASES), VALUES)
def test_a_larger_value_is_never_worth_less(case, values):
    heights = kernel.strengths([np.sort(np.array(values))], [table(*case)])
    assert (np.diff(heights) >= -1e-12).all()


def test_nothing_is_worth_nothing():
    for case in CASES:
        assert kernel.strengths([np.zeros(1)], [table(*case)])[0] == 0.0


def test_g_goes_through_its_published_points_and_never_falls():
    anchors = np.array(MODEL.anchors)
    assert kernel.curve_points(anchors[:, 0], anchors).tolist() == [1.0, 40.0, 63.0, 75.0, 88.0, 100.0]
    everywhere = kernel.curve_points(np.linspace(0.0, 12.0, 100_001), anchors)
    assert (np.diff(everywhere) >= 0.0).all()
    assert (everywhere[0], everywhere[-1]) == (1.0, 100.0)
