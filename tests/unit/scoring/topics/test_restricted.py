"""An account's topics in its features: the roles of the posts on each alone, kept as they were read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from unit.scoring.invented import MODEL, measured, post, snapshot

from pegel.scoring import blended, inputs
from pegel.scoring.counting import counted_posts
from pegel.scoring.features import Features
from pegel.scoring.rollout import Rollout
from pegel.scoring.score import score
from pegel.scoring.topics.choices import Shown
from pegel.scoring.topics.listed import Listed
from pegel.scoring.topics.restricted import restricted
from pegel.scoring.topics.scored import rescored, scored, strengths

RUST, BREAD = "The borrow checker. #rust", "Sourdough. #sourdough"
DAY = snapshot().read_at.date()


def said(text, *ages, people=9):
    """Posts of a text, each liked by as many people."""
    names = [f"{who:02}" for who in range(people)]
    return [replace(post(f"{text[:3]}{age}", age, people=names, like=people), excerpt=text) for age in ages]


def heard(*posts, **more):
    (one,) = measured(replace(snapshot(*posts), **more))
    return one


def test_each_topic_has_what_its_own_posts_give_and_no_more():
    both = heard(*said(RUST, 1, 2, 3), *said(BREAD, 4, people=4))
    alone = heard(*said(BREAD, 4, people=4))
    by = {one.heard.topic: one for one in both.heard}
    assert by["baking"].values == {one.heard.topic: one for one in alone.heard}["baking"].values
    assert by["rust"].values["reactors"] == 9 and by["baking"].values["reactors"] == 4
    assert by["rust"].heard.evidence.posts == 3


def test_what_is_kept_is_what_was_read_bit_for_bit():
    one = heard(*said(RUST, 1, 2, 3), *said(BREAD, 4, 5, people=7))
    assert Features.from_json(json.loads(json.dumps(one.to_json()))) == one
    before = {name: value for name, value in one.to_json().items() if name != "heard"}
    assert Features.from_json(before).heard == (), "readings of before have no topics"


def test_topics_enter_no_score_and_no_digest_of_its_inputs():
    one = heard(*said(RUST, 1, 2))
    silent = replace(one, heard=())
    assert one.heard
    assert inputs.to_inputs([one], "2026.11") == inputs.to_inputs([silent], "2026.11")
    assert score([[one]], MODEL) == score([[silent]], MODEL)


def test_what_the_network_says_of_the_account_is_evidence_too():
    one = heard(*said("Nothing to see.", 1), tags=("Astronomy",))
    assert [each.heard.topic for each in one.heard] == ["astronomy"]
    assert heard(*said("", 1)).heard == ()


def test_more_people_on_a_topic_make_it_stronger_and_followers_do_not():
    def strength(people, reach=500):
        one = heard(*said(RUST, 1, 2, 3, people=people), reach=reach)
        return strengths([[one]], [["rust"]], Rollout(MODEL.version), DAY)[0]

    assert strength(5) < strength(20) < strength(60)
    assert strength(20) == strength(20, reach=50_000)
    assert strength(1) is None, "one person is not enough for a number"


def test_a_topic_is_never_more_than_the_whole_and_has_no_number_without_it():
    one = heard(*said(RUST, 1, 2, 3, people=40))
    lists = [[Listed(Shown("rust", 1.0, one.heard[0].heard.evidence))]]
    for whole, told in ((99.0, pytest.approx), (2.5, None), (None, None)):
        ((found,),) = scored([[one]], lists, [whole], Rollout(MODEL.version), DAY)
        assert found.score == whole if told is None else 2.5 < (found.score or 0.0) < 99


def test_a_part_is_held_down_where_the_whole_is():
    posts = counted_posts(snapshot(*said(RUST, 1, 2, 3)), MODEL)
    whole = {"resonance": 0.25, "reactors": 4.0, "relay": None}
    assert restricted(posts, whole, MODEL) == whole


def test_a_rescoring_of_everybody_gives_the_topics_of_a_document_new_scores():
    one = heard(*said(RUST, 1, 2, 3), *said(BREAD, 4))
    before = {"topics": [{"slug": "rust", "name": "Rust", "score": 99.0}, {"slug": "gone", "score": 7.0}]}
    results = blended.score([[one], [one]], Rollout(MODEL.version), DAY)
    found, nothing = rescored([before, {}], [[one], [one]], results, Rollout(MODEL.version), DAY)
    assert 1 < found[0]["score"] < 99 and found[0]["name"] == "Rust" and found[1]["score"] is None
    assert nothing == [], "documents of before have no topics"
