"""What a snapshot says by role."""

import json
import math
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from unit.scoring.invented import MODEL, NOW, measured, post, snapshot

from pegel.scoring.features import Features
from pegel.social import Reactor

CASES = json.loads((Path(__file__).parents[2] / "data/scoring/features.json").read_text())


def values(*posts, **others):
    return measured(snapshot(*posts, **others))[0].values


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_numbers_of_a_known_account(case):
    posts = [
        post(name, one["age"], one.get("people"), **one["reactions"]) for name, one in case["posts"].items()
    ]
    found = values(*posts, **case["account"])
    assert found.keys() == case["values"].keys()
    for role, expected in case["values"].items():
        assert found[role] == (expected if expected is None else pytest.approx(expected, rel=1e-12)), role


def test_a_count_nobody_told_is_unknown_and_not_zero():
    found = values(post("a", like=None), reach=None)
    assert found == {"reach": None, "resonance": None, "reactors": None, "relay": None}


def test_without_posts_nobody_reacted():
    assert values() == {"reach": 500.0, "resonance": 0.0, "reactors": 0.0, "relay": 0.0}


@pytest.mark.parametrize("count", [-1, -(2**63), 2**63, math.nan, math.inf])
def test_what_cannot_be_a_count_counts_nothing(count):
    assert values(post("a", like=3), post("b", like=count)) == values(post("a", like=3))
    assert values(reach=count)["reach"] is None


def test_old_repositories_are_stock_and_not_resonance():
    old, new = post("old", age=400, repost=50), post("new", age=20, repost=2)
    found = values(old, new, network="github", curation=120)
    assert found["curation"] == 120.0
    assert found == values(new, network="github", curation=120)


def test_the_hour_of_reading_does_not_matter():
    early, late = (snapshot(post("a", like=5), read_at=NOW + timedelta(hours=h)) for h in (-5, 17))
    assert measured(early)[0].values == measured(late)[0].values


def test_who_reacts_on_every_post_is_one_person():
    often = [post(str(n), like=1, people=["ada"]) for n in range(100)]
    assert values(*often)["reactors"] == 1.0
    assert values(*often)["resonance"] <= MODEL.per_person


def test_one_more_reactor_without_an_audience_never_lowers_the_relay():
    few = post("a", like=2, people=["ada", "bob"])
    more = post("a", like=3, people=["ada", "bob", "cyd"])
    low = Reactor("cyd", 0)
    assert values(few)["relay"] <= values(more)["relay"]
    assert values(few)["relay"] <= measured(snapshot(with_reactor(few, low)))[0].values["relay"]


def with_reactor(one, reactor):
    from dataclasses import replace

    return replace(one, reactors=(*one.reactors, reactor))


def test_features_survive_json_with_all_their_bits():
    found = measured(snapshot(post("a", like=3, repost=1), post("b", age=33, like=7)))[0]
    assert Features.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_the_strongest_posts_share_the_resonance():
    found = measured(snapshot(*[post(str(n), age=n, like=n) for n in range(1, 5)]))[0]
    assert [moment.id for moment in found.moments] == ["4", "3", "2"]
    assert sum(moment.share for moment in found.moments) < 1.0
    assert all(low > 0.0 and high > 0.0 for low, high in found.spread.values())


def test_reading_features_needs_no_numpy():
    code = "import sys, pegel.scoring.features, pegel.scoring.history; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
