"""The store on the local stack: what is refused, what is moved together, what is written at all."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from aside import Aside, opened

from pegel.errors import AlreadyLinked, Conflict, NameTaken, NotFound, VersionStale
from pegel.social import Account, Member, Post, Reactor, Snapshot

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def aside(stack: Stack) -> Iterator[Aside]:
    with opened(stack, f"store{secrets.token_hex(3)}") as made:
        yield made


@pytest.fixture
def one() -> str:
    """Id of a member nobody else uses."""
    return f"mem_{secrets.token_hex(13)}"


def store(aside: Aside, name: str) -> Any:
    return aside.module(f"pegel.store.{name}")


def account_of(member_id: str, number: str) -> Account:
    return Account(member_id, "mastodon", f"@u{number}@pegel.example", number, code="pegel-x")


def proven(aside: Aside, member_id: str) -> Account:
    accounts = store(aside, "accounts")
    kept: Account = accounts.prove(accounts.link(account_of(member_id, secrets.token_hex(4))), "code", NOW)
    return kept


def test_a_member_is_read_as_it_was_saved(aside: Aside, one: str) -> None:
    members = store(aside, "members")
    member = Member(one, f"n{one[-6:]}", "Mïra", "de", "DE", True, {"score": "2026-11 then"}, NOW)
    assert members.save(member, 0) == members.get(one) == replace(member, version=1)


def test_a_name_belongs_to_one_member_and_is_free_again_when_given_up(aside: Aside, one: str) -> None:
    members, name, other = store(aside, "members"), f"n{one[-6:]}", f"{one}2"
    members.save(Member(one, name), 0)
    with pytest.raises(NameTaken):
        members.save(Member(other, name), 0)
    members.save(Member(one, f"{name}x", version=1), 1)
    assert members.save(Member(other, name), 0).name == name
    assert (members.by_name(name), members.by_name(f"{name}x")) == (other, one)


def test_of_twenty_who_want_a_name_at_once_one_gets_it(aside: Aside, one: str) -> None:
    members, name = store(aside, "members"), f"n{one[-6:]}"

    def take(number: int) -> bool:
        try:
            return bool(members.save(Member(f"{one}{number}", name), 0))
        except NameTaken:
            return False

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(take, range(20))) == 1


def test_a_change_of_an_old_version_is_refused(aside: Aside, one: str) -> None:
    members = store(aside, "members")
    members.save(Member(one), 0)
    for stale in (0, 2):
        with pytest.raises(VersionStale):
            members.save(Member(one, display_name="later"), stale)


def test_a_hidden_page_answers_to_no_name_and_to_no_handle(aside: Aside, one: str) -> None:
    members, scores, name = store(aside, "members"), store(aside, "scores"), f"n{one[-6:]}"
    member, account = members.save(Member(one, name), 0), proven(aside, one)
    scores.put(one, b"{}", b"", b"{}", {}, NOW)
    assert scores.by_name(name) and scores.by_account("mastodon", account.handle) and scores.why(name)
    hidden = members.save(replace(member, public=False), 1)
    assert scores.by_name(name) is scores.by_account("mastodon", account.handle) is scores.why(name) is None
    assert scores.batch([name]) == {}
    assert scores.get(one).document == b"{}", "the member still sees it"
    scores.put(one, b"{ }", b"", b"{}", {}, NOW + timedelta(hours=1))
    assert scores.by_name(name) is None, "the next score does not show it again"
    members.save(replace(hidden, public=True), 2)
    assert scores.batch([name, "nobody"]).keys() == {name}


def test_linking_again_does_not_undo_a_proof(aside: Aside, one: str) -> None:
    accounts, account = store(aside, "accounts"), proven(aside, one)
    with pytest.raises(AlreadyLinked):
        accounts.link(replace(account, state="pending"))
    assert accounts.get(one, account.key) == account


def test_an_account_goes_to_whoever_proves_it_last(aside: Aside, one: str) -> None:
    accounts, other = store(aside, "accounts"), f"{one}2"
    pending = account_of(one, secrets.token_hex(4))
    theirs = accounts.link(replace(pending, member_id=other))
    accounts.prove(accounts.link(pending), "code", NOW)
    accounts.prove(theirs, "rel-me", NOW + timedelta(hours=1))
    assert accounts.get(one, pending.key) is None
    assert accounts.get(other, pending.key).state == "proven"


def test_a_proof_of_an_account_that_was_unlinked_meanwhile_is_refused(aside: Aside, one: str) -> None:
    accounts = store(aside, "accounts")
    pending = accounts.link(account_of(one, secrets.token_hex(4)))
    accounts.unlink(one, pending.key)
    accounts.unlink(one, pending.key)
    with pytest.raises(NotFound):
        accounts.prove(pending, "code", NOW)


def test_two_who_prove_an_account_at_once_do_not_both_have_it(aside: Aside, one: str) -> None:
    accounts = store(aside, "accounts")
    pending = account_of(one, secrets.token_hex(4))
    linked = [accounts.link(replace(pending, member_id=f"{one}{number}")) for number in range(8)]

    def prove(account: Account) -> None:
        try:
            accounts.prove(account, "code", NOW)
        except Conflict:
            return

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(prove, linked))
    states = [kept.state for account in linked if (kept := accounts.get(account.member_id, pending.key))]
    assert states.count("proven") == 1


def test_an_account_is_due_once_it_is_proven_and_no_more_when_it_is_gone(aside: Aside, one: str) -> None:
    accounts, readings, slots = (store(aside, name) for name in ("accounts", "readings", "slots"))
    pending = accounts.link(account_of(one, secrets.token_hex(4)))
    slot, pair = slots.daily(pending.key), (one, pending.key)
    assert pair not in readings.due(slot)
    account = accounts.prove(pending, "code", NOW)
    assert pair in readings.due(slot)
    readings.unchanged(account, is_quiet=True)
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
    assert readings.unchanged(kept, is_quiet=False), "a good reading without news ends it"
    assert not readings.unchanged(accounts.get(one, account.key), is_quiet=False), (
        "then there is nothing to write"
    )


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


def test_a_host_is_asked_no_more_often_than_its_budget_allows(aside: Aside, one: str) -> None:
    limits, budget = store(aside, "limits"), (100, 300.0)
    taken = [limits.take(one, 24, 24, budget, NOW).calls for _ in range(6)]
    assert taken == [24, 24, 24, 24, 0, 0]
    assert 0 < limits.take(one, 24, 24, budget, NOW).wait <= 60
    assert limits.take(one, 24, 24, budget, NOW + timedelta(seconds=60)).calls == 24
    assert limits.take(one, 240, 24, budget, NOW + timedelta(hours=1)).calls == 100, (
        "a lot is cut to what there is"
    )


def test_of_many_who_take_at_once_nobody_takes_more_than_there_is(aside: Aside, one: str) -> None:
    limits = store(aside, "limits")
    with ThreadPoolExecutor(16) as pool:
        lots = list(pool.map(lambda _: limits.take(one, 10, 10, (50, 300.0), NOW).calls, range(32)))
    assert 10 <= sum(lots) <= 50


def test_a_host_that_asked_for_a_pause_is_left_alone_until_then(aside: Aside, one: str) -> None:
    limits = store(aside, "limits")
    limits.block(one, NOW + timedelta(minutes=10), NOW)
    assert limits.take(one, 1, 1, (50, 300.0), NOW).wait == 600
    assert limits.take(one, 1, 1, (50, 300.0), NOW + timedelta(minutes=10)).calls == 1
