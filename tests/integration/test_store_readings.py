"""Readings, snapshots and budgets on the local stack: what is kept, what is written, and who can read it."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest
from aside import Aside
from integration.kept import NOW, account_of, proven, store

from pegel.social import Post, Reactor, Snapshot


@pytest.fixture
def one() -> str:
    """Id of a member nobody else uses."""
    return f"mem_{secrets.token_hex(13)}"


def test_an_account_is_due_once_it_is_proven_and_no_more_when_it_is_gone(aside: Aside, one: str) -> None:
    accounts, readings, slots = (store(aside, name) for name in ("accounts", "readings", "slots"))
    pending = accounts.link(account_of(one, secrets.token_hex(4)))
    slot, pair = slots.daily(pending.key), (one, pending.key)
    assert pair not in readings.due(slot)
    accounts.prove(pending, "code", NOW)
    account = accounts.get(one, pending.key)
    assert pair in readings.due(slot)
    readings.record(account, {}, NOW, is_quiet=True)
    assert pair in readings.due(slots.weekly(account.key)) and pair not in readings.due(slot)
    readings.record(account, {}, NOW)
    assert pair in readings.due(slot), "news make it a daily one again"
    readings.gone(account, "deleted")
    assert pair not in readings.due(slot)
    assert readings.batch([pair]) == []


def test_an_older_reading_never_takes_the_place_of_a_newer_one(aside: Aside, one: str) -> None:
    readings, account = store(aside, "readings"), proven(aside, one)
    assert readings.record(account, {"digest": "new"}, NOW)
    assert not readings.record(account, {"digest": "old"}, NOW - timedelta(minutes=1))
    assert store(aside, "accounts").get(one, account.key).reading == {"digest": "new"}


def test_a_reading_of_an_account_that_was_unlinked_leaves_no_trace(aside: Aside, one: str) -> None:
    accounts, readings, account = store(aside, "accounts"), store(aside, "readings"), proven(aside, one)
    accounts.unlink(one, account.key)
    assert not readings.record(account, {"digest": "late"}, NOW)
    assert not readings.trouble(account, "late", NOW)
    assert accounts.of(one) == []


def test_trouble_keeps_the_reading_and_when_it_began(aside: Aside, one: str) -> None:
    accounts, readings, account = store(aside, "accounts"), store(aside, "readings"), proven(aside, one)
    readings.record(account, {"digest": "good"}, NOW)
    assert readings.trouble(account, "down", NOW + timedelta(hours=1))
    kept = accounts.get(one, account.key)
    assert not readings.trouble(kept, "down", NOW + timedelta(hours=2)), "the same again is not written"
    assert readings.trouble(kept, "still down", NOW + timedelta(hours=3))
    kept = accounts.get(one, account.key)
    assert (kept.reading, kept.stale_since) == ({"digest": "good"}, NOW + timedelta(hours=1))
    assert readings.unchanged(kept), "a good reading without news ends it"
    assert not readings.unchanged(accounts.get(one, account.key)), "then there is nothing to write"


def test_when_a_doubt_began_is_kept_apart_from_the_outage_before_it(aside: Aside, one: str) -> None:
    accounts, readings, account = store(aside, "accounts"), store(aside, "readings"), proven(aside, one)
    days = [NOW + timedelta(days=number) for number in range(5)]
    assert readings.trouble(account, "down", days[0])
    for day, happens, why in zip(
        days[1:], ("doubt", "doubt", "trouble", "doubt"), ("fell", "fell", "down", "fell"), strict=True
    ):
        written = getattr(readings, happens)(accounts.get(one, account.key), why, day)
        assert written == (day != days[2]), "the same doubt again is not written"
    kept = accounts.get(one, account.key)
    assert (kept.stale_since, kept.doubted_since) == (days[0], days[1])
    assert readings.unchanged(kept)
    kept = accounts.get(one, account.key)
    assert (kept.stale_since, kept.doubted_since, kept.trouble) == (None, None, "")
    readings.doubt(kept, "fell", days[4])
    readings.record(kept, {}, days[4])
    assert accounts.get(one, account.key).doubted_since is None


def test_a_snapshot_of_an_erased_member_can_be_read_by_nobody(aside: Aside, one: str) -> None:
    snapshots, salts = store(aside, "snapshots"), store(aside, "salts")
    mine, theirs = proven(aside, one), proven(aside, f"{one}2")
    post = Post("1", NOW, {"like": 3, "quote": None}, reactors=(Reactor("k", 5),), excerpt="about rivers")
    snapshot = Snapshot("mastodon", mine.handle, mine.account_id, NOW, 12, (post,))
    key = snapshots.write([(mine, snapshot), (theirs, snapshot)])
    assert snapshots.read(key) == [(one, mine.key, snapshot), (f"{one}2", theirs.key, snapshot)]
    content = (
        aside.stack.client("s3")
        .get_object(Bucket=aside.environment["SNAPSHOTS_BUCKET"], Key=key)["Body"]
        .read()
    )
    assert b"rivers" not in content
    salts.SaltItem(one).delete()
    assert snapshots.read(key) == [(f"{one}2", theirs.key, snapshot)]
    salts.made_for([one])
    assert snapshots.read(key) == [(f"{one}2", theirs.key, snapshot)], "who comes back has another key"
