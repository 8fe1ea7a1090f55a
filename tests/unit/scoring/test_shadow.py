"""What a new model would change, counted: the same as looking at everybody at once."""

import json
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegel.scoring import shadow
from pegel.scoring.shadow import THRESHOLDS, Shadow, groups, report

VALUE = st.none() | st.floats(1, 100)
MEMBERS = st.lists(st.tuples(VALUE, VALUE, st.sampled_from("ABC"), st.integers(0, 10**6)), max_size=150)


def counted(members):
    found = Shadow()
    for old, new, region, reach in members:
        found.add(old, new, groups(region, reach, ["mastodon"]))
    return found


def alike(count, old, new, region="DE"):
    return [(old, new, region, 500)] * count


@given(MEMBERS)
def test_parts_seen_apart_are_the_whole(members):
    parts = [counted(members[start::3]) for start in range(3)]
    random.Random(1).shuffle(parts)
    merged = Shadow()
    for part in parts:
        merged.merge(Shadow.from_json(json.loads(json.dumps(part.to_json()))))
    assert merged.to_json() == counted(members).to_json()
    assert report(merged) == report(counted(members))


@given(MEMBERS)
def test_movers_and_crossings_are_those_that_one_would_count_by_hand(members):
    told = report(counted(members))
    both = [(a, b) for a, b, _, _ in members if a is not None and b is not None]
    assert told["members"] == len(both)
    assert told["enough_data"] == {
        "gained": sum(a is None and b is not None for a, b, _, _ in members),
        "lost": sum(b is None and a is not None for a, b, _, _ in members),
    }
    for threshold in THRESHOLDS:
        up, down = sum(a < threshold <= b for a, b in both), sum(b < threshold <= a for a, b in both)
        n = len(both) or 1
        assert told["thresholds"][str(threshold)] == {"up": up / n, "down": down / n}
    apart = sorted(math.ceil(abs(b - a) * 10 - 1e-9) / 10 for a, b in both)
    last = apart[math.ceil(0.99 * len(apart)) - 1] if apart else 0
    assert told["moved_by_99_percent"] == last
    assert told["blend_days"] == max(1, math.ceil(last / 2))


def test_the_biggest_movers_are_told_as_numbers_of_people():
    told = report(counted(alike(30, 40.0, 46.0) + alike(7, 40.0, 19.0) + alike(3, 40.0, 41.0)))
    assert told["movers"]["up"] == {"2": 30, "5": 30, "10": 0, "20": 0}
    assert told["movers"]["down"] == {"2": 7, "5": 7, "10": 7, "20": 7}
    assert told["scores"]["old"]["p50"] == pytest.approx(40.1)
    assert told["scores"]["new"]["p50"] == pytest.approx(46.1)


def test_a_group_that_loses_more_above_a_threshold_than_everybody_is_not_treated_fairly():
    kept = alike(80, 55.0, 55.0, "DE") + alike(20, 55.0, 45.0, "DE")
    lost = alike(15, 55.0, 55.0, "PT") + alike(15, 55.0, 45.0, "PT")
    by = {one["group"]: one for one in report(counted(kept + lost))["groups"]}
    everybody = 95 / 130
    assert by["region#PT"]["kept"]["50"] == pytest.approx(0.5 / everybody)
    assert not by["region#PT"]["fair"]
    assert by["region#DE"]["fair"]
    assert by["region#DE"]["kept"]["60"] is None, "nobody was above"
    assert by["overall"]["kept"]["50"] == 1.0
    assert by["region#PT"]["mean_move"] == pytest.approx(-5)


def test_groups_under_20_members_are_counted_but_not_told():
    told = report(counted(alike(19, 55.0, 54.0, "LI") + alike(40, 55.0, 54.0, "DE")))
    assert {one["group"] for one in told["groups"]} == {
        "overall",
        "region#DE",
        "size#100",
        "network#mastodon",
    }


def test_moves_are_rounded_away_from_nothing():
    assert [shadow.step(points) for points in (0.0, 0.01, -0.01, 0.1, -2.0, 2.01)] == [0, 1, -1, 1, -20, 21]
