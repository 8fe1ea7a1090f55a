"""Members and their accounts on the local stack: what is refused, and what is moved together."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from aside import Aside
from integration.kept import NOW, account_of, proven, store

from pegel.errors import AlreadyLinked, Conflict, NameTaken, NotFound, VersionStale
from pegel.social import Account, Member


@pytest.fixture
def one() -> str:
    """Id of a member nobody else uses."""
    return f"mem_{secrets.token_hex(13)}"


def test_a_member_is_read_as_it_was_saved(aside: Aside, one: str) -> None:
    members = store(aside, "members")
    member = Member(one, f"n{one[-6:]}", "Mïra", "de", "DE", True, {"score": "2026-11 then"}, NOW)
    saved = members.save(member, 0)
    assert saved == members.get(one) == replace(member, version=1, klout_id=saved.klout_id)


def test_who_joins_gets_a_klout_id_for_good(aside: Aside, one: str) -> None:
    members, items = store(aside, "members"), store(aside, "score_items")
    first, other = members.save(Member(one), 0), members.save(Member(f"{one}2"), 0)
    assert 10**6 <= int(first.klout_id) < 2**53
    assert items.find(f"klout#{first.klout_id}").member_id == one
    assert members.save(replace(first, klout_id="1", display_name="later"), 1).klout_id == first.klout_id
    assert members.save(replace(first, name=f"n{one[-6:]}"), 2).klout_id == first.klout_id != other.klout_id
    with pytest.raises(VersionStale):
        members._save_with_items(Member(f"{one}3", klout_id=first.klout_id), Member(f"{one}3"))
    assert items.find(f"klout#{first.klout_id}").member_id == one


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
    told = b'{"name":"%b"}' % name.encode()
    scores.put(one, told, b"", b"{}", {}, NOW)
    assert scores.by_name(name) and scores.by_account("mastodon", account.handle) and scores.why(name)
    hidden = members.save(replace(member, public=False), 1)
    assert scores.by_name(name) is scores.by_account("mastodon", account.handle) is scores.why(name) is None
    assert scores.batch([name]) == {}
    assert scores.get(one).document == told, "the member still sees it"
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
    assert accounts.prove(accounts.link(pending), "code", NOW)[1] is None
    assert accounts.prove(theirs, "rel-me", NOW + timedelta(hours=1))[1] == one, "who has lost it is told"
    assert accounts.prove(theirs, "rel-me", NOW + timedelta(hours=2))[1] is None
    assert accounts.get(one, pending.key).state == "lost"
    assert accounts.get(other, pending.key).state == "proven"


def test_an_account_that_is_stale_stays_so_when_it_is_proven_again(aside: Aside, one: str) -> None:
    accounts, mine = store(aside, "accounts"), proven(aside, one)
    store(aside, "readings").trouble(mine, "down", NOW)
    accounts.prove(accounts.get(one, mine.key), "code", NOW + timedelta(hours=1))
    kept = accounts.get(one, mine.key)
    assert (kept.trouble, kept.stale_since) == ("down", NOW), (
        "else nobody tells the page when it is read again"
    )


def led_to(aside: Aside, handle: str) -> tuple[str, str] | None:
    """(member, account) of a handle's look-up."""
    scores = store(aside, "scores")
    found = list(scores.ScoreItem.batch_get([f"mastodon#{handle}"]))
    return (found[0].member_id, found[0].account) if found else None


def test_a_handle_that_somebody_else_has_registered_takes_no_account_from_anybody(
    aside: Aside, one: str
) -> None:
    accounts, mine, other = store(aside, "accounts"), proven(aside, one), f"{one}2"
    namesake = replace(account_of(other, f"{mine.account_id}2"), handle=mine.handle)
    _, loser = accounts.prove(accounts.link(namesake), "code", NOW)
    assert loser is None
    assert accounts.get(one, mine.key) == mine
    assert led_to(aside, mine.handle) == (other, namesake.key), "it leads to who bears it now"
    accounts.unlink(one, mine.key)
    assert led_to(aside, mine.handle) == (other, namesake.key), "and is not mine to remove"
    assert accounts.get(other, namesake.key).state == "proven"


def test_an_account_has_one_owner_under_whatever_handle_it_is_proven(aside: Aside, one: str) -> None:
    accounts, mine, other = store(aside, "accounts"), proven(aside, one), f"{one}2"
    renamed = replace(account_of(other, mine.account_id), handle=f"@new{mine.account_id}@pegel.example")
    _, loser = accounts.prove(accounts.link(renamed), "code", NOW)
    assert loser == one
    assert accounts.get(one, mine.key).state == "lost"
    assert led_to(aside, mine.handle) is None, "the old handle leads nowhere"
    assert led_to(aside, renamed.handle) == (other, renamed.key)


def test_an_account_renamed_since_its_proof_leaves_no_look_up_when_it_is_unlinked(
    aside: Aside, one: str
) -> None:
    accounts, mine = store(aside, "accounts"), proven(aside, one)
    store(aside, "readings").record(mine, {}, NOW, f"@new{mine.account_id}@pegel.example")
    accounts.unlink(one, mine.key)
    assert led_to(aside, mine.handle) is None
    stranger = replace(mine, member_id=f"{one}2", state="pending")
    assert accounts.prove(accounts.link(stranger), "code", NOW)[1] is None, "it was nobody's any more"


def test_who_unlinks_what_they_never_proved_takes_it_from_nobody(aside: Aside, one: str) -> None:
    accounts, mine, other = store(aside, "accounts"), proven(aside, one), f"{one}2"
    accounts.link(replace(mine, member_id=other, state="pending"))
    accounts.unlink(other, mine.key)
    assert led_to(aside, mine.handle) == (one, mine.key)
    accounts.link(replace(mine, member_id=other, state="pending"))
    assert accounts.prove(replace(mine, member_id=other), "code", NOW)[1] == one, "it was still mine"


def test_a_member_without_a_name_is_not_found_by_their_account(aside: Aside, one: str) -> None:
    scores, account = store(aside, "scores"), proven(aside, one)
    scores.put(one, b'{"name":null,"score":12}', b"", b"{}", {}, NOW)
    assert scores.by_account("mastodon", account.handle) is None


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
