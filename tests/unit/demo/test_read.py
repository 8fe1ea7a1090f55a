"""Everybody in the invented world can be read to the last list, and what is read is what was invented."""

from pathlib import Path

import pytest

from pegel.cli.demo import past, world
from pegel.cli.demo.people import MIRA, PRINCIPALS
from pegel.errors import AccountGone
from pegel.fetch import Replay
from pegel.networks import NETWORKS

WORLD = Path(__file__).parents[2] / "data" / "world"
EVERYBODY = [life for _, lives in world.people(len(PRINCIPALS)) for life in lives]


@pytest.fixture(scope="module")
def replay():
    return Replay(WORLD)


@pytest.mark.parametrize("life", EVERYBODY, ids=lambda life: f"{life.network}-{life.person.name}")
def test_every_account_is_read_whole_and_without_a_note(replay, life):
    snapshot = NETWORKS[life.network](replay).snapshot(life.handle)
    assert snapshot is not None
    assert snapshot.notes == ()
    assert (snapshot.reach, snapshot.account_id) == (life.followers, life.known_as)
    assert snapshot.read_at == world.TESTED_AT


@pytest.mark.parametrize("life", EVERYBODY, ids=lambda life: f"{life.network}-{life.person.name}")
def test_today_as_the_demo_remembers_it_is_today_as_it_is_read(replay, life):
    read = NETWORKS[life.network](replay).snapshot(life.handle)
    assert read is not None
    remembered = past.snapshot(life, world.TESTED_AT, 0)
    assert (remembered.reach, remembered.curation) == (read.reach, read.curation)
    assert len(remembered.posts) == len(read.posts)
    for mine, theirs in zip(by_time(remembered), by_time(read), strict=True):
        told = {kind: count for kind, count in theirs.reactions.items() if count is not None}
        assert {kind: mine.reactions[kind] for kind in told} == told
        assert len({r.key for r in mine.reactors or ()}) == len(theirs.reactors or ())


def by_time(snapshot):
    return sorted(
        snapshot.posts, key=lambda post: (post.posted_at.replace(microsecond=0), str(post.reactions))
    )


@pytest.mark.parametrize("network", MIRA.accounts)
def test_a_second_look_by_the_stable_id_and_the_validators_finds_nothing_new_or_the_same(replay, network):
    reader, handle = NETWORKS[network](replay), MIRA.accounts[network][0]
    first = reader.snapshot(handle)
    assert first is not None
    assert reader.snapshot(handle, first.etags, first.account_id) in (None, first)


@pytest.mark.parametrize(
    ("network", "handle"),
    [("mastodon", "@nobody@pegel.example"), ("bluesky", "nobody.pegel.example"), ("github", "nobody-pegel")],
)
def test_nobody_is_gone_not_unknown(replay, network, handle):
    with pytest.raises(AccountGone):
        NETWORKS[network](replay).profile(handle)
