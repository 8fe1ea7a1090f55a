"""The demo world's history is what readings on those days would have found, scored by the real model."""

from datetime import UTC, datetime, timedelta

import pytest

from pegel.cli.demo import past, seeding, world
from pegel.cli.demo.exchange import Exact
from pegel.cli.demo.people import MIRA
from pegel.cli.demo.remembered import Remembered
from pegel.scoring import features
from pegel.scoring.model import load
from pegel.scoring.score import score

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
PEOPLE = list(world.people(40))
LIVES = [life for _, lives in PEOPLE for life in lives]


@pytest.mark.parametrize("ago", [0, 1, 3, 17, 44, 89])
def test_the_fast_memory_says_what_the_real_features_say(ago):
    for life in LIVES:
        slow = features.read(past.snapshot(life, NOW, ago), load()).values
        fast = Remembered(life, NOW, load()).then(ago).values
        assert fast.keys() == slow.keys()
        for role, value in slow.items():
            assert fast[role] == (value if value is None else pytest.approx(value, rel=1e-12)), (
                life.handle,
                role,
            )


def test_reactions_followers_and_stars_only_grow():
    for life in LIVES:
        if life.growth < 0:
            continue
        before, after = past.snapshot(life, NOW, 5), past.snapshot(life, NOW, 0)
        assert (before.reach or 0) <= (after.reach or 0) and (before.curation or 0) <= (after.curation or 0)
        then = {post.posted_at: post for post in before.posts}
        for post in after.posts:
            if post.posted_at in then and life.network != "github":
                old = then[post.posted_at].reactions
                assert all((old[kind] or 0) <= (count or 0) for kind, count in post.reactions.items())


def test_a_day_knows_nothing_of_what_came_later():
    for life in LIVES:
        for ago in (0.5, 30, 80):
            snapshot = past.snapshot(life, NOW, ago)
            assert all(post.posted_at <= snapshot.read_at for post in snapshot.posts)
            if life.network != "github":
                assert all(post.posted_at >= snapshot.read_at - timedelta(days=90) for post in snapshot.posts)


@pytest.fixture(scope="module")
def everybody(tmp_path_factory):
    fetch = Exact(world.generate(tmp_path_factory.mktemp("world"), NOW))
    counted = []
    lived = seeding.lived(fetch, NOW, "mem_MIRA", b"key", lambda done, of: counted.append((done, of)))
    assert counted[-1] == (len(lived), len(lived))
    return {one.member.name: one for one in lived}


def test_mira_stands_above_most_and_rose_in_thirty_days(everybody):
    mira = everybody["mira"]
    assert mira.member.id == "mem_MIRA" and len(mira.days) == 90
    assert 40 <= mira.days[-1].value < 60
    assert 1.5 < mira.days[-1].value - mira.days[-31].value < 6
    assert {part.network for part in mira.days[0].accounts} == {"mastodon", "github"}  # Bluesky came later
    assert {part.network for part in mira.days[-1].accounts} == {"mastodon", "github", "bluesky"}
    assert mira.measures[0].moments[0].excerpt.startswith("A year of #balconysolar")


def test_todays_score_is_that_of_the_recordings_and_the_explanation_adds_up(everybody):
    for one in everybody.values():
        (again,) = score([one.measures], load())
        assert again == one.days[-1]
        if again.value is not None:
            assert sum(part.total for part in again.accounts) == pytest.approx(again.value - 1, abs=1e-9)


def test_nobody_jumps_from_the_remembered_yesterday_to_the_read_today(everybody):
    moves = [
        abs(one.days[-1].value - one.days[-2].value)
        for one in everybody.values()
        if one.days[-1].value and one.days[-2].value
    ]
    assert len(moves) > 190 and max(moves) < 6 and sorted(moves)[len(moves) // 2] < 0.6


def test_there_is_somebody_for_every_page(everybody):
    scores = [one.days[-1].value for one in everybody.values()]
    known = sorted(value for value in scores if value is not None)
    assert len(known) < len(scores) >= 200  # not enough data
    assert 25 < known[len(known) // 2] < 45 and known[0] < 15 and known[-1] > 55
    moved = {
        name: one.days[-1].value - one.days[-31].value
        for name, one in everybody.items()
        if one.days[-1].value and one.days[-31].value
    }
    assert min(moved.values()) < -5 and max(moved.values()) > 5 and moved["kofi"] < -2
    assert any(len(one.accounts) == 1 for one in everybody.values())
    stale = [
        account for one in everybody.values() for account in one.accounts.values() if account.stale_since
    ]
    assert 3 < len(stale) < 30 and all(account.read_at < account.stale_since < NOW for account in stale)
    assert MIRA.name in everybody and "stadtwerke-morgenau" in everybody


def test_what_the_networks_do_not_answer_they_do_not_answer_in_the_written_world_either(tmp_path, everybody):
    told = world.generate(tmp_path, NOW, members=len(PEOPLE))
    silent = [life for life in LIVES if life.silent]
    assert silent and all(told[url]["status"] in (200, 404) for url in told if "nobody" not in url)
    for life in silent:
        assert '"status": 503' in (tmp_path / life.network / f"{life.person.name}.json").read_text()
