"""Each cause is told under its own name."""

from dataclasses import replace
from datetime import timedelta

import pytest
from unit.scoring.invented import MODEL, NOW, measured, post, snapshot
from unit.scoring.test_change import OTHER, told

from pegel.scoring import change
from pegel.scoring.fading import faded
from pegel.scoring.look import Look

WEEK = [post(str(age), age, people=[f"{age}-{n}" for n in range(9)], like=9) for age in range(0, 88, 4)]


def look(*snapshots, stale=(), model=MODEL):
    return Look(measured(*snapshots), model, frozenset(stale))


def later(days, *posts, **rest):
    return snapshot(*(posts or WEEK), read_at=NOW + timedelta(days=days), **rest)


def causes(before, after):
    return change.causes([(before, after)])[0]


@pytest.mark.parametrize("days", [1, 3, 7])
def test_if_nobody_does_anything_all_is_decay(days):
    found = causes(look(snapshot(*WEEK)), look(later(days)))
    assert told(found) == {"decay"} and found["decay"] < 0


@pytest.mark.parametrize("days", range(1, 8))
def test_a_reading_foretells_the_next_ones_if_nobody_does_anything(days):
    (today,), (then,) = measured(snapshot(*WEEK)), measured(later(days))
    foretold = faded(today.values, today.ahead, days, MODEL.half_life)
    assert foretold == {role: pytest.approx(value, rel=1e-4) for role, value in then.values.items()}


def test_new_reactions_count_beside_the_decay():
    more = post("new", -1, people=[f"new-{n}" for n in range(30)], like=30)
    found = causes(look(snapshot(*WEEK)), look(later(1, *WEEK, more)))
    assert told(found) == {"decay", "reactions"} and found["decay"] < 0 < found["reactions"]


def test_followers_are_audience_and_nothing_else():
    found = causes(look(snapshot(*WEEK)), look(snapshot(*WEEK, reach=600)))
    assert told(found) == {"audience"} and found["audience"] > 0


def test_stars_are_curation():
    starred = [snapshot(*WEEK, network="github", curation=count) for count in (5, 50)]
    assert told(causes(look(starred[0]), look(starred[1]))) == {"curation"}


def test_an_account_that_came_or_went_is_links():
    mastodon, bluesky = snapshot(*WEEK), snapshot(*WEEK, network="bluesky", reach=9000)
    came, went = (
        causes(look(mastodon), look(mastodon, bluesky)),
        causes(look(mastodon, bluesky), look(mastodon)),
    )
    assert told(came) == told(went) == {"links"} and came["links"] > 0 > went["links"]


def test_what_changed_while_nobody_could_read_is_stale():
    found = causes(look(snapshot(*WEEK), stale=["mastodon#1"]), look(later(5, reach=800)))
    assert told(found) == {"stale"}


def test_a_role_that_is_told_again_is_stale_data():
    (one,) = measured(snapshot(*WEEK))
    untold = replace(one, values={**one.values, "relay": None})
    assert told(causes(Look([untold], MODEL), Look([one], MODEL))) == {"stale"}


def test_another_model_is_its_own_cause():
    assert told(causes(look(snapshot(*WEEK)), look(snapshot(*WEEK), model=OTHER))) == {"model"}


def test_a_look_survives_json():
    one = look(snapshot(*WEEK), stale=["mastodon#1"])
    again = Look.from_json(one.to_json())
    assert again.to_json() == one.to_json()
    assert change.causes([(one, look(later(3, reach=900)))]) == change.causes(
        [(again, look(later(3, reach=900)))]
    )
