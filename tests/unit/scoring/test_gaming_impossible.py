"""Counts that cannot be never reach a score, what falls to nothing at once is held, and more never lowers."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.scoring.invented import MODEL, measured, post, scored, snapshot, value

from pegel.scoring import features
from pegel.scoring.plausibility import doubt
from pegel.social import Reactor

IMPOSSIBLE = st.sampled_from([math.nan, math.inf, -math.inf, -1, -(2**63), 2**63, 1e300])
COUNT = st.integers(0, 10**6)
KIND = st.sampled_from(["like", "repost", "reply", "quote"])
FANS = [f"fan {n}" for n in range(5)]
HEARD = [post("a", like=5, repost=2, people=FANS), post("b", age=3, like=9)]


@given(IMPOSSIBLE)
def test_a_follower_count_that_cannot_be_is_unknown(odd):
    assert scored(snapshot(*HEARD, reach=odd)) == scored(snapshot(*HEARD, reach=None))


@given(IMPOSSIBLE, COUNT)
def test_stars_that_cannot_be_are_unknown(odd, reach):
    odd, unknown = (snapshot(network="github", reach=reach, curation=told) for told in (odd, None))
    assert scored(odd) == scored(unknown)


def test_stars_count_where_followers_are_not_told():
    assert measured(snapshot(network="github", reach=None, curation=30))[0].values["curation"] == 30


@given(IMPOSSIBLE, KIND)
def test_reactions_that_cannot_be_count_nothing(odd, kind):
    broken = replace(HEARD[1], reactions={**HEARD[1].reactions, kind: odd})
    without = {name: count for name, count in HEARD[1].reactions.items() if name != kind}
    assert scored(snapshot(HEARD[0], broken)) == scored(
        snapshot(HEARD[0], replace(HEARD[1], reactions=without))
    )


@given(IMPOSSIBLE)
def test_a_reactors_reach_that_cannot_be_is_unknown(odd):
    told, unknown = (
        replace(HEARD[0], reactors=(*HEARD[0].reactors[1:], Reactor(FANS[0], n))) for n in (odd, None)
    )
    assert scored(snapshot(told)) == scored(snapshot(unknown))


@given(IMPOSSIBLE)
def test_a_chance_that_cannot_be_is_unknown(odd):
    told, unknown = (
        replace(HEARD[0], reactors=(*HEARD[0].reactors[1:], Reactor(FANS[0], 100, n))) for n in (odd, None)
    )
    assert scored(snapshot(told)) == scored(snapshot(unknown))


@given(st.integers(101, 10**7), st.sampled_from(["reach", "resonance"]))
def test_what_falls_to_nothing_at_once_is_held(reach, lost):
    before, *_ = [features.read(snapshot(*HEARD, reach=reach), MODEL)]
    left = snapshot(*HEARD, reach=0) if lost == "reach" else snapshot(reach=reach)
    assert doubt(before, features.read(left, MODEL)).startswith(f"{lost} fell")


@given(COUNT, COUNT)
def test_being_on_one_more_list_never_lowers(reach, lists):
    less, more = (
        value(snapshot(network="twitter-2013", reach=reach, curation=n)) for n in (lists, lists + 1)
    )
    assert more >= less - 1e-9


@given(COUNT, COUNT, COUNT, st.sampled_from(["bluesky", "github", "twitter-2013"]))
def test_one_more_network_never_lowers(reach, other, stars, network):
    alone = snapshot(*HEARD, reach=reach)
    further = snapshot(network=network, reach=other, curation=stars)
    assert value(alone, further) >= value(alone) - 1e-9


@pytest.mark.parametrize("odd", [math.nan, -1, 2**63])
def test_a_count_that_cannot_be_does_not_touch_what_is_kept(odd):
    first = features.read(snapshot(network="github", reach=500, curation=90), MODEL)
    told = replace(snapshot(network="github", reach=odd, curation=odd), before=first.audience)
    later = features.read(told, MODEL)
    assert later.values["reach"] is None and later.values["curation"] is None
    again = replace(snapshot(network="github", reach=9000, curation=9000), before=later.audience)
    assert features.read(again, MODEL).values == first.values, "what is bought meanwhile counts no faster"
