"""The causes of 90 days in a few hundred bytes; of any two days they sum to what the score did."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegel.scoring import causes, history
from pegel.scoring.causes import CAUSES

DAY = date(2026, 11, 22)
POINTS = st.dictionaries(
    st.sampled_from(CAUSES), st.floats(-40, 40).filter(lambda one: abs(one) > 1e-6), min_size=1
)
DAYS = st.lists(st.none() | st.tuples(*[st.integers(-9900, 9900)] * len(CAUSES)), min_size=1, max_size=90)


def on(offset):
    return DAY + timedelta(days=offset)


@given(st.floats(1, 100), POINTS)
def test_rounded_causes_sum_to_the_step_of_the_history_and_nobody_gets_what_is_not_theirs(before, points):
    after = before + sum(points.values())
    step = history.hundredths(after) - history.hundredths(before)
    found = causes.rounded(points, step)
    assert sum(found) == step
    for name, whole in zip(CAUSES, found, strict=True):
        assert abs(whole - 100 * points.get(name, 0.0)) <= 2.0
        assert name in points or whole == 0


@given(DAYS)
def test_what_was_put_comes_back(days):
    packed = b""
    for offset, found in enumerate(days):
        packed = causes.put(packed, on(offset), found)
    assert causes.unpack(packed) == {on(offset): found for offset, found in enumerate(days)}


def test_ninety_lively_days_take_less_than_five_hundred_bytes():
    dice, packed = random.Random(1), b""
    for offset in range(200):
        lively = [round(dice.gauss(0, 40)), -round(abs(dice.gauss(0, 15))), round(dice.gauss(0, 4))]
        packed = causes.put(packed, on(offset), (*lively, 0, 0, 0, 0))
    assert len(causes.unpack(packed)) == history.WINDOW
    assert len(packed) < 500


def test_the_same_day_again_takes_its_place_an_earlier_one_changes_nothing_and_a_missed_one_is_unknown():
    one, other = (1, -2, 0, 0, 0, 0, 0), (5, 0, 0, 0, 0, 0, 0)
    packed = causes.put(causes.put(b"", on(0), one), on(3), one)
    assert causes.unpack(packed) == {on(0): one, on(1): None, on(2): None, on(3): one}
    assert causes.unpack(causes.put(packed, on(3), other))[on(3)] == other
    assert causes.put(packed, on(1), other) == packed


def walk(values):
    """A history and its causes: all of a day's step is reactions, but for a hundredth of decay."""
    whole, kept, last = b"", b"", None
    for offset, value in enumerate(values):
        if value is None:
            continue
        whole = history.put(whole, on(offset), value, "2026.11")
        if last is not None:
            kept = causes.put(
                kept,
                on(offset),
                causes.rounded(
                    {"reactions": value - last + 0.01, "decay": -0.01},
                    history.hundredths(value) - history.hundredths(last),
                ),
            )
        last = value
    return {one.day: one for one in history.unpack(whole)}, causes.unpack(kept)


@pytest.mark.parametrize(("start", "end"), [(0, 1), (0, 4), (1, 4), (3, 6), (0, 6)])
def test_of_any_two_days_the_causes_sum_to_the_change(start, end):
    past, kept = walk([40.0, 41.126, None, 39.991, 39.995, None, 44.2])
    told = causes.between(past[on(start)], past[on(end)], kept)
    assert sum(told.causes or ()) == told.total == round(100 * (past[on(end)].value - past[on(start)].value))


def test_what_was_not_kept_is_not_made_up():
    past, kept = walk([40.0, 41.0, 42.0])
    del kept[on(1)]
    assert causes.between(past[on(0)], past[on(2)], kept).causes is None
    assert causes.between(past[on(1)], past[on(2)], kept).causes is not None
