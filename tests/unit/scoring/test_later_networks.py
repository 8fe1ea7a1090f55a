"""Networks that came after the first three: what counts there, and that nobody's number moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pegel.networks import NETWORKS
from pegel.scoring import anchoring, features, score
from pegel.scoring.model import JUDGED, load
from pegel.social import Post, Snapshot

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
MODEL = load()


def answers(standing: int | None, votes: int = 12, accepted: int = 0) -> Snapshot:
    """Thirty answers on Stack Exchange."""
    posts = tuple(
        Post(str(n), NOW - timedelta(days=2 * n), {"like": votes, "accept": accepted}) for n in range(30)
    )
    return Snapshot("stackexchange", "1@cooking", "1@cooking", NOW, None, posts, standing=standing)


def value_of(*snapshots: Snapshot) -> float | None:
    (found,) = score.score([[features.read(one, MODEL) for one in snapshots]], MODEL)
    return found.value


def test_every_network_that_makes_a_score_has_a_scale_and_only_those() -> None:
    assert set(MODEL.calibration) - {JUDGED} == set(NETWORKS) - {"lastfm", "blog"}
    assert set(MODEL.reactions) == set(MODEL.calibration) - {JUDGED}


@pytest.mark.parametrize("name", sorted(set(NETWORKS) - {"lastfm", "blog"}))
def test_no_scale_is_of_a_role_that_the_network_does_not_tell(name: str) -> None:
    told, posted = NETWORKS[name].gives, {"like", "repost", "reply", "quote", "accept"}
    for role in MODEL.calibration[name]:
        assert role in told or (role in ("resonance", "reactors") and posted & set(told)), role


def test_the_scale_from_1_to_100_stands_on_the_first_networks_alone() -> None:
    assert anchoring.FIRST == ("mastodon", "bluesky", "github")
    assert MODEL.anchors[1] == (2.833286, 40.0, 11.691282), "as it was with three networks"


def test_more_reputation_and_more_votes_raise_a_score_and_an_accepted_answer_never_lowers_it() -> None:
    little, more = value_of(answers(200)), value_of(answers(60_000))
    voted, accepted = value_of(answers(200, votes=90)), value_of(answers(200, accepted=1))
    assert little and more and voted and accepted
    assert little < more
    assert little < voted
    assert little <= accepted, "nobody can count for more than the people who voted"


def test_an_unknown_reputation_is_not_one_of_zero() -> None:
    unknown, none = value_of(answers(None)), value_of(answers(1))
    assert unknown and none and unknown > none


def test_a_second_network_never_lowers_a_score() -> None:
    karma = Snapshot("hackernews", "fenja", "fenja", NOW, None, (), standing=900)
    alone, both = value_of(answers(9_000)), value_of(answers(9_000), karma)
    assert alone and both and both > alone


def test_a_blog_and_what_somebody_hears_give_topics_and_no_points() -> None:
    posts = (Post("1", NOW, {"reply": 400}),)
    blog = Snapshot("blog", "https://a.example/", "a.example|feed", NOW, None, posts)
    assert value_of(blog) is None
    assert value_of(answers(9_000)) == value_of(answers(9_000), replace(blog))


def test_net_votes_and_karma_below_zero_are_told_and_count_as_nobody() -> None:
    hated, unheard = answers(-40, votes=-3), answers(0, votes=0)
    told = [features.read(one, MODEL).values for one in (hated, unheard)]
    assert told[0] == told[1]
    assert told[0]["resonance"] == told[0]["reactors"] == told[0]["standing"] == 0.0
