"""The score adds up, says how sure it is, and depends on nothing but its member."""

import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.scoring.invented import MODEL, NOW, measured, post, scored, snapshot

from pegel.scoring.features import Features
from pegel.scoring.score import score

CASES = json.loads((Path(__file__).parents[2] / "data/scoring/scores.json").read_text())
VALUE = st.none() | st.floats(min_value=0.0, max_value=1e8)
MOVE = st.floats(-1.0, 30.0)
ACCOUNT = st.builds(
    lambda network, key, values, spread: Features(
        f"{network}#{key}",
        network,
        {role: values.get(role) for role in MODEL.calibration[network]},
        spread,
        (),
        NOW,
    ),
    st.sampled_from(["mastodon", "bluesky", "github"]),
    st.integers(0, 5),
    st.dictionaries(st.sampled_from(MODEL.roles), VALUE),
    st.dictionaries(st.sampled_from(MODEL.roles), st.tuples(MOVE, MOVE)),
)
MEMBERS = st.lists(st.lists(ACCOUNT, max_size=4), min_size=1, max_size=12)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_score_of_known_features(case):
    accounts = [
        Features(f"{network}#1", network, values, {}, (), NOW) for network, values in case["accounts"].items()
    ]
    (found,) = score([accounts], MODEL)
    assert found.value == (
        case["value"] if case["value"] is None else pytest.approx(case["value"], abs=0.002)
    )


@given(MEMBERS)
def test_points_sum_to_the_score_minus_one(members):
    for found in score(members, MODEL):
        if found.value is not None:
            points = sum(point for one in found.accounts for point in one.points.values())
            assert abs(points - (found.value - 1.0)) < 1e-9
            low, high = found.interval or (0.0, 0.0)
            assert 1.0 <= low <= found.value <= high <= 100.0


@given(MEMBERS)
def test_a_member_has_the_same_bits_alone_and_in_company(members):
    assert score(members, MODEL) == [score([member], MODEL)[0] for member in members]


def test_a_member_has_the_same_bits_among_ten_thousand():
    dice = random.Random(3)
    members = [
        measured(snapshot(post("a", like=dice.randrange(5000)), reach=dice.randrange(10**6)))
        for _ in range(10_000)
    ]
    together = score(members, MODEL)
    for at in (0, 1, 4_999, 9_999):
        assert score([members[at]], MODEL) == [together[at]]


@settings(max_examples=50)
@given(st.lists(ACCOUNT, max_size=4), ACCOUNT)
def test_another_account_never_lowers(member, another):
    if another.account in {one.account for one in member}:
        return
    before, after = score([member, [*member, another]], MODEL)
    assert (after.value or 1.0) >= (before.value or 1.0) - 1e-9


@given(st.lists(ACCOUNT, max_size=4, unique_by=lambda one: one.account), st.randoms())
def test_order_and_reading_twice_change_nothing(member, dice):
    shuffled = [*member, *member]
    dice.shuffle(shuffled)
    assert score([member], MODEL) == score([shuffled], MODEL)


def test_a_role_the_network_cannot_give_is_no_zero():
    told, untold = (
        {"reach": 5000.0, "resonance": 40.0, "reactors": 90.0, "relay": relay} for relay in (0.0, None)
    )
    zero, unknown = (
        score([[Features("mastodon#1", "mastodon", v, {}, (), NOW)]], MODEL)[0] for v in (told, untold)
    )
    assert (unknown.value or 0.0) > (zero.value or 100.0)
    assert "relay" not in unknown.accounts[0].points


def test_nobody_reacting_and_nobody_following_is_not_enough():
    assert scored(snapshot(reach=9)).value is None
    assert scored(snapshot(*[post(str(n), like=0) for n in range(1000)], reach=9)).value is None
    assert scored(snapshot(reach=10)).value is not None
    assert score([[]], MODEL)[0].value is None
    assert score([], MODEL) == []


def test_a_stale_account_makes_the_interval_wider():
    posts = [post(str(n), age=n, like=5) for n in range(10)]
    fresh, other = measured(snapshot(*posts), snapshot(name="2", network="github", curation=5))
    stale = replace(fresh, read_at=NOW - timedelta(days=20))
    narrow, wide = (score([[one, other]], MODEL)[0] for one in (fresh, stale))
    assert wide.value == narrow.value
    assert narrow.interval and wide.interval
    assert wide.interval[1] - wide.interval[0] > narrow.interval[1] - narrow.interval[0]


def test_an_unknown_network_changes_nothing():
    member = measured(snapshot())
    stranger = Features("myspace#1", "myspace", {"reach": 1e6}, {}, (), NOW)
    assert score([[*member, stranger]], MODEL)[0].value == score([member], MODEL)[0].value
