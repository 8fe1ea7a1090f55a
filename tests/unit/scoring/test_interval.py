"""The interval covers what is true, comes out the same anywhere, and claims nothing that nobody knows."""

import json
import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.scoring.invented import MODEL, NOW, measured, post, scored, snapshot
from unit.scoring.simulated import members

from pegel.scoring import bootstrap, lacking, numbers, roles
from pegel.scoring.score import score

SEED = 20_261_125


def test_of_2000_simulated_members_the_interval_covers_the_truth_of_90_percent():
    found = members(2000, kinds=40, seed=SEED)
    assert len(found) > 1990
    assert 0.88 <= share(found, lambda one: one.read.interval[0] <= one.true <= one.read.interval[1]) <= 0.92
    assert share(found, lambda one: one.true < one.read.interval[0]) < 0.08
    assert share(found, lambda one: one.true > one.read.interval[1]) < 0.08
    few = [one for one in found if one.posts < 12]
    assert share(few, lambda one: one.read.interval[0] <= one.true <= one.read.interval[1]) > 0.82


def share(found, holds):
    return sum(map(holds, found)) / len(found)


def width(*snapshots):
    low, high = scored(*snapshots).interval
    return high - low


def test_a_draw_counts_posts_as_a_poisson_distribution_does():
    table = bootstrap.POISSON
    mean = sum(table) / 256
    assert len(table) == 256 and mean == 1.0
    assert sum((times - mean) ** 2 for times in table) / 256 == pytest.approx(1.0, abs=0.01)
    assert [table.count(times) / 256 for times in range(3)] == pytest.approx([0.368, 0.368, 0.184], abs=0.005)


@given(st.lists(st.floats(0.0, 100.0), min_size=1, max_size=20), st.randoms())
def test_draws_side_by_side_in_one_number_are_the_draws_one_by_one(strengths, dice):
    weights = bytes(dice.choices(range(6), k=bootstrap.DRAWS * len(strengths)))
    whole = [int(strength / (max(strengths) or 1.0) * bootstrap.UNIT) for strength in strengths]
    sums = [
        sum(times * by for times, by in zip(weights[at :: bootstrap.DRAWS], whole, strict=True))
        for at in range(bootstrap.DRAWS)
    ]
    assert bootstrap.ranked(weights, strengths) == sorted(range(bootstrap.DRAWS), key=sums.__getitem__)


def some_posts(dice):
    crowd = [f"{n}" for n in range(12)]
    return [
        replace(made, reactors=tuple(replace(r, reach=len(r.key) * 50 + int(r.key)) for r in made.reactors))
        if made.reactors
        else made
        for n in range(dice.randrange(1, 8))
        for made in [
            post(
                f"{n}",
                age=n,
                people=dice.sample(crowd, dice.randrange(8)) if dice.random() < 0.7 else None,
                like=dice.randrange(9, 30),
                reply=dice.randrange(4),
            )
        ]
    ]


@settings(max_examples=200)
@given(st.randoms())
def test_what_a_post_adds_is_what_the_others_lack(dice):
    posts = roles.counted_posts(snapshot(*some_posts(dice)), MODEL)
    everything = of(posts)
    found = lacking.effects(posts, roles.terms(posts, MODEL), roles.reaches(posts), MODEL)
    for at in range(len(posts)):
        others = of(posts[:at] + posts[at + 1 :])
        for role, value in everything.items():
            assert found[role][at] == pytest.approx(value - others[role], abs=1e-9), role


def of(posts):
    people = roles.reactors(posts, MODEL)
    relay = roles.relay(posts, people, MODEL) or 0.0
    resonance = roles.resonance(roles.terms(posts, MODEL), people, MODEL)
    return {"resonance": resonance, "reactors": people, "relay": numbers.log1p(relay)}


def liked(number, dice, **others):
    return snapshot(*[post(f"{n}", age=n % 80, like=dice.randrange(40)) for n in range(number)], **others)


def test_it_is_the_same_all_day_and_drawn_anew_the_next_day():
    spreads = [
        measured(replace(liked(30, random.Random(1)), read_at=NOW.replace(hour=9) + timedelta(hours=hours)))[
            0
        ]
        for hours in (0, 14, 15)
    ]
    assert spreads[0].spread == spreads[1].spread != spreads[2].spread
    other = measured(liked(30, random.Random(1), name="2"))[0]
    assert other.values == measured(liked(30, random.Random(1)))[0].values
    assert other.spread != measured(liked(30, random.Random(1)))[0].spread


def test_the_order_of_posts_changes_no_draw():
    told = liked(40, random.Random(2))
    assert measured(replace(told, posts=told.posts[::-1]))[0] == measured(told)[0]


def test_an_account_nobody_reacts_to_may_have_been_unlucky():
    for silent in (snapshot(), snapshot(*[post(f"{n}", like=0) for n in range(50)])):
        (read,) = measured(silent)
        assert read.values["reactors"] == 0.0
        assert read.spread["reactors"][0] == 0.0
        assert numbers.expm1(read.spread["reactors"][1]) == pytest.approx(3 * bootstrap.LIKES, rel=0.01)
        (found,) = score([[read]], MODEL)
        assert found.interval and found.value
        assert found.interval[0] > found.value - 1.0 and found.interval[1] > found.value + 1.0


def test_what_nobody_told_is_not_uncertain_but_unknown():
    (read,) = measured(snapshot(post("a", like=None)))
    assert read.spread == {}
    assert "relay" not in measured(snapshot(post("a", like=3, people=None)))[0].spread


def test_followers_and_stars_are_uncertain_as_counts_are():
    for counts in ({"reach": 30}, {"reach": None, "curation": 30}):
        widths = []
        for times in (1, 1000):
            told = {role: count and count * times for role, count in counts.items()}
            (read,) = measured(snapshot(network="github", **told))
            (found,) = score([[replace(read, spread={})]], MODEL)
            assert found.interval
            widths.append(found.interval[1] - found.interval[0])
        assert widths[0] > 5.0 * widths[1] > 0.0


def test_followers_that_nobody_told_are_no_uncertain_count_of_nobody():
    (read,) = measured(snapshot(post("a", like=30), reach=None))
    (found,) = score([[replace(read, spread={})]], MODEL)
    assert found.interval == (found.value, found.value)


def test_the_post_to_come_is_above_a_second_largest_and_below_an_average_one():
    shown = bootstrap.Shown(
        {"reactors": 9.0}, {"reactors": [1.0, 8.0]}, {"reactors": 99.0}, {"reactors": 1.0}
    )
    assert bootstrap.to_come(shown, MODEL) == ([(1.0 + 8.0 + bootstrap.LIKES) / 3], [8.0])


def test_many_posts_say_more_than_few():
    dice = random.Random(4)
    wide, narrow = (width(liked(number, dice)) for number in (6, 150))
    assert wide > 2.0 * narrow > 0.0


def test_the_spread_is_a_few_numbers_and_survives_json():
    (read,) = measured(snapshot(*some_posts(random.Random(6))))
    text = json.dumps(read.to_json()["spread"], separators=(",", ":"))
    assert len(text) < 90
    assert type(read).from_json(json.loads(json.dumps(read.to_json()))) == read
