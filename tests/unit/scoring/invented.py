"""Invented snapshots for the tests of the score."""

from datetime import UTC, datetime, timedelta

from pegel.scoring import features
from pegel.scoring.model import load
from pegel.scoring.score import score
from pegel.social import Post, Reactor, Snapshot

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
MODEL = load()


def post(name, age=10, people=None, **reactions):
    reactors = None if people is None else tuple(Reactor(key, 100) for key in people)
    return Post(name, NOW - timedelta(days=age), reactions, reactors=reactors)


def snapshot(*posts, network="mastodon", reach=500, curation=None, name="1", read_at=NOW):
    return Snapshot(network, f"@{name}", name, read_at, reach, tuple(posts), curation)


def measured(*snapshots):
    return [features.read(one, MODEL) for one in snapshots]


def scored(*snapshots):
    return score([measured(*snapshots)], MODEL)[0]


def value(*snapshots):
    return scored(*snapshots).value or 1.0
