"""A server that the operator blocked is asked nothing, and what it counted stays."""

from __future__ import annotations

from datetime import UTC, datetime

from aside import Aside
from faults.batch import account_of, documents, join, key_of, member_of, put_off, score
from faults.test_collection_terms import read
from integration.mastodon_servers import Servers

from pegel.networks.mastodon import Mastodon
from pegel.social import Access

BLOCKED = Access(blocked={"good.example": "it sends spam"})


def test_its_accounts_are_read_no_more_and_say_why_and_keep_their_part_of_the_score(aside: Aside) -> None:
    join(aside, "good", "fine", "sub.good")
    read(aside, ["good", "fine", "sub.good"], Mastodon(Servers()))
    score(aside)
    before, servers = documents(aside, "good")["good"], Servers()
    read(aside, ["good", "fine", "sub.good"], Mastodon(servers, BLOCKED))
    assert set(servers.readings) == {"fine.example/u8"}
    for host in ("good", "sub.good"):
        kept = account_of(aside, host)
        assert kept.trouble == "good.example was blocked here: it sends spam"
        assert kept.reading and kept.stale_since
    assert put_off(aside) == [], "its next slot is soon enough"
    score(aside)
    after = documents(aside, "good")["good"]
    assert b'"value":' in after and value(after) == value(before)

    read(aside, ["good"], Mastodon(servers))
    assert not account_of(aside, "good").trouble, "unblocked, it is read as before"


def value(document: bytes) -> bytes:
    """The score of a document, as it is written."""
    return document.partition(b'"value":')[2].partition(b",")[0]


def test_its_proofs_are_not_looked_at_either(aside: Aside) -> None:
    join(aside, "good", "fine")
    proving, readings = aside.module("proving"), aside.module("pegel.store.readings")
    both = readings.batch([(member_of(host), key_of(host)) for host in ("good", "fine")])
    allowed = proving.affordable(Mastodon(Servers(), BLOCKED), both, datetime.now(UTC))
    assert [one.handle for one in allowed] == ["@u8@fine.example"]
