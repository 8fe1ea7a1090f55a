"""A score is one write unit, whatever it tells; its reasons are a few."""

import os
import random
import zlib
from datetime import UTC, date, datetime, timedelta

import pytest
from unit.scoring.invented import MODEL, measured, post, snapshot

from pegel.scoring import blended, history, published
from pegel.scoring.distribution import Distribution, Ranks
from pegel.scoring.published import Run, Subject
from pegel.scoring.rollout import Phase, Rollout
from pegel.scoring.topics.assignment import Evidence
from pegel.scoring.topics.choices import Shown
from pegel.scoring.topics.listed import Listed
from pegel.social import Account, Member

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
UNIT = 1024  # bytes that one write unit holds
RANKS = Ranks(500, tuple(min(at, 1000) for at in range(1001)))
TOPICS = (  # of the longest
    *("artificial-intelligence", "functional-programming", "role-playing-games", "data-visualization"),
    "american-football",
)
HANDLES = {
    "mastodon": "@annegret_schulze-wiesmann@mastodon.kulturhaus.example",
    "bluesky": "annegret-schulze-wiesmann.kulturhaus.example",
    "github": "annegret-schulze-wiesmann-kulturhaus",
}


@pytest.fixture(scope="module")
def items():
    os.environ.setdefault("SCORES_TABLE", "scores")
    from pegel.store import score_items

    return score_items


def subject():
    posts = [
        post(str(n), age=n, like=40 + n, repost=n, people=[f"{n}-{k}" for k in range(9)]) for n in range(60)
    ]
    features = measured(
        *(
            snapshot(*posts, network=network, curation=9 if network == "github" else None)
            for network in HANDLES
        )
    )
    accounts = {
        f"{network}#1": Account("mem_x", network, handle, "1", stale_since=NOW)
        for network, handle in HANDLES.items()
    }
    member = Member(
        "mem_7GT2JHD6SG8PETSXS0R9F37CP6",
        "annegret-schulze-wiesmann-2026",
        "Dr. Annegret Schulze-Wiesmann, Kulturhaus Süd",
        region="DE",
        klout_id="812550173643295312",
    )
    topics = [Listed(Shown(slug, 1.0, Evidence(3)), 0, 17.3 + at) for at, slug in enumerate(TOPICS)]
    return Subject(member, accounts, features, topics)


def lively():
    """A year that moves half a point and more a day."""
    dice, walk, packed = random.Random(1), 50.0, b""
    for offset in range(365):
        walk = min(max(walk + dice.gauss(0, 0.6), 1.0), 100.0)
        packed = history.put(packed, date(2025, 11, 23) + timedelta(days=offset), walk, MODEL.version)
    return packed


def test_a_full_document_and_a_lively_year_are_one_write_unit(items):
    one = subject()
    rollout = Rollout(MODEL.version, MODEL.version, Phase.BLEND, date(2026, 11, 1), 40)
    run = Run(NOW, rollout, Distribution(RANKS, {"DE": RANKS}, {"100": RANKS, "1000": RANKS}))
    (found,) = blended.score([one.features], rollout, NOW.date())
    document = published.document(one, found, {"day": -1.23, "week": 2.41, "month": -10.82}, run)
    assert all(
        f'"{field}":null' not in document.decode() for field in ("percentile", "style", "klout_id", "next")
    )
    item = items.ScoreItem(
        one.member.id, document=items.deflated(document), history=lively(), run_at=NOW, hidden=False
    )
    assert 700 < size(item) <= UNIT


def size(item):
    """Bytes by DynamoDB's own count: names and values."""
    return sum(len(name) + length(value) for name, value in item.serialize().items())


def length(value):
    ((kind, told),) = value.items()
    return 1 if kind == "BOOL" else len(told)


def test_what_was_deflated_before_there_were_topics_can_be_read(items):
    document = b'{"name":"mira","display_name":"Mira","networks":[]}'
    for packer in (zlib.compressobj(9, zdict=items.WITHOUT_TOPICS), zlib.compressobj(9)):
        assert items.inflated(packer.compress(document) + packer.flush()) == document


def test_histories_come_back_by_name(items):
    histories = {"mastodon": b"\x00\x01", "causes": b"", "x": bytes(300)}
    assert items.separate(items.joined(histories)) == histories
    assert items.joined({}) == b""
