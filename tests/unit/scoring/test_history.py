"""A year of scores in a few hundred bytes, with its gaps."""

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pegel.scoring import history

DAY = date(2026, 11, 22)
SCORES = st.lists(st.none() | st.floats(min_value=1.0, max_value=100.0), min_size=1, max_size=120)


def filled(values, model="2026.11"):
    packed = b""
    for offset, value in enumerate(values):
        packed = history.put(packed, DAY + timedelta(days=offset), value, model)
    return packed


@given(SCORES)
def test_what_was_put_comes_back_to_a_hundredth(values):
    days = history.unpack(filled(values))
    assert [one.day for one in days] == [DAY + timedelta(days=offset) for offset in range(len(values))]
    for one, value in zip(days, values, strict=True):
        assert (one.value is None) == (value is None)
        assert value is None or abs(one.value - value) <= 0.005 + 1e-9


def test_a_year_takes_four_hundred_bytes():
    walk, values, dice = 50.0, [], random.Random(1)
    for _ in range(500):
        walk = min(max(walk + dice.gauss(0, 0.25), 1.0), 100.0)
        values.append(walk)
    packed = filled(values)
    assert len(history.unpack(packed)) == 365
    assert len(packed) <= 400


def test_a_missed_day_is_a_gap():
    packed = history.put(filled([40.0]), DAY + timedelta(days=3), 41.0, "2026.11")
    assert [one.value for one in history.unpack(packed)] == [40.0, None, None, 41.0]


def test_the_same_day_again_takes_its_place_and_an_earlier_one_changes_nothing():
    packed = filled([40.0, 41.0])
    assert history.put(packed, DAY + timedelta(days=1), 42.0, "2026.11") == filled([40.0, 42.0])
    assert history.put(packed, DAY, 99.0, "2026.11") == packed


def test_another_model_begins_anew_and_leaves_what_was():
    packed = history.put(filled([40.0, 41.0]), DAY + timedelta(days=2), 45.0, "2026.12")
    days = history.unpack(packed)
    assert [(one.value, one.model) for one in days] == [
        (40.0, "2026.11"),
        (41.0, "2026.11"),
        (45.0, "2026.12"),
    ]


def test_a_blend_is_a_series_of_its_own_and_names_both():
    packed = history.put(
        filled([40.0]), DAY + timedelta(days=1), 40.5, history.series("2026.11", "2026.12", 0.1)
    )
    assert [one.models for one in history.unpack(packed)] == [["2026.11"], ["2026.11", "2026.12"]]
    assert history.series("2026.11", "2026.12", 0.0) == history.series("2026.11") == "2026.11"


def test_a_change_is_told_over_a_change_of_models_whose_part_is_a_cause_of_its_own():
    packed = history.put(filled([40.0, 41.0]), DAY + timedelta(days=2), 45.0, "2026.12")
    assert history.change(packed, 45.0, DAY + timedelta(days=2), 1) == 4.0


def test_change_is_against_the_day_it_says():
    packed = filled([40.0 + day for day in range(10)])
    today = DAY + timedelta(days=9)
    assert history.change(packed, 49.0, today, 1) == 1.0
    assert history.change(packed, 49.0, today, 7) == 7.0
    assert history.change(packed, 49.0, today, 30) is None
    assert history.change(packed, None, today, 1) is None


def test_a_network_that_is_gone_is_a_gap_and_then_forgotten():
    packed = history.put_networks({}, DAY, {"github": 9.5, "mastodon": 20.0}, "2026.11")
    packed = history.put_networks(packed, DAY + timedelta(days=1), {"mastodon": 21.0}, "2026.11")
    assert [one.value for one in history.unpack(packed["github"])] == [9.5, None]
    later = history.put_networks(packed, DAY + timedelta(days=95), {"mastodon": 21.0}, "2026.11")
    assert set(later) == {"mastodon"}
    assert len(history.unpack(later["mastodon"])) == 90
