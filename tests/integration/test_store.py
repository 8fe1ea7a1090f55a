"""Members and their accounts on the local stack: what is refused, and what is moved together."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aside import Aside, opened
from integration.kept import NOW, account_of, proven, store

from pegel.errors import AlreadyLinked, Conflict, NameTaken, NotFound, VersionStale
from pegel.social import Account, Member

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack


@pytest.fixture(scope="module")
def aside(stack: Stack) -> Iterator[Aside]:
    with opened(stack, f"store{secrets.token_hex(3)}") as made:
        yield made


@pytest.fixture
def one() -> str:
    """Id of a member nobody else uses."""
    return f"mem_{secrets.token_hex(13)}"


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
