"""What two do at the same moment, and what somebody gives up, leaves nothing for others to take."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from aside import Aside
from integration.kept import NOW, account_of, store

from pegel.errors import Conflict, NameTaken, NotFound, StateExpired
from pegel.social import Account, Budget, Member, Tokens


@pytest.fixture
def one() -> str:
    """Id of a member nobody else uses."""
    return f"mem_{secrets.token_hex(13)}"


def test_an_account_unlinked_while_it_is_proven_leads_to_nobody_or_is_there(aside: Aside, one: str) -> None:
    accounts, items = store(aside, "accounts"), store(aside, "score_items").ScoreItem
    pending = [accounts.link(account_of(one, secrets.token_hex(4))) for _ in range(24)]

    def prove(account: Account) -> None:
        try:
            accounts.prove(account, "code", NOW)
        except (Conflict, NotFound):
            return

    def unlink(account: Account) -> None:
        try:
            accounts.unlink(one, account.key)
        except Conflict:
            return

    with ThreadPoolExecutor(8) as pool:
        for account in pending:
            pool.submit(prove, account)
            pool.submit(unlink, account)
    there = {account.key for account in accounts.of(one)}
    owned = {item.account for item in items.batch_get([f"id#{account.key}" for account in pending])}
    led_to = {item.account for item in items.batch_get([f"mastodon#{one.handle}" for one in pending])}
    assert owned == led_to == there


def test_a_reading_that_came_while_a_proof_was_looked_for_stays(aside: Aside, one: str) -> None:
    accounts, readings = store(aside, "accounts"), store(aside, "readings")
    seen, _ = accounts.prove(accounts.link(account_of(one, secrets.token_hex(4))), "code", NOW)
    later = NOW + timedelta(hours=1)
    assert readings.record(seen, {"digest": "new"}, later)
    accounts.prove(seen, "rel-me", later, "https://pegel.example/@ada")
    kept = accounts.get(one, seen.key)
    assert (kept.reading, kept.read_at, kept.proof) == ({"digest": "new"}, later, "rel-me")


def test_a_name_that_profiles_link_to_as_a_proof_is_nobody_else_s_when_it_is_given_up(
    aside: Aside, one: str
) -> None:
    members, accounts, name, other = (
        store(aside, "members"),
        store(aside, "accounts"),
        f"n{one[-6:]}",
        f"{one}2",
    )
    members.save(Member(one, name), 0)
    accounts.prove(
        accounts.link(account_of(one, secrets.token_hex(4))), "rel-me", NOW, f"https://pegel.example/@{name}"
    )
    renamed = members.save(Member(one, f"{name}x", version=1), 1)
    with pytest.raises(NameTaken):
        members.save(Member(other, name), 0)
    assert members.by_name(name) == one, "the links still lead to the member"
    assert members.save(Member(one, name, klout_id=renamed.klout_id, version=2), 2).name == name
    assert members.save(Member(other, f"{name}x"), 0).name == f"{name}x", "which proved nothing"


def test_a_shorter_pause_does_not_end_a_longer_one(aside: Aside, one: str) -> None:
    limits = store(aside, "limits")
    for seconds in (600, 3):
        limits.block(one, NOW + timedelta(seconds=seconds), NOW)
    assert limits.take((Budget(one, 1, 50, 300),), 1, NOW).wait == 600


def test_a_budget_whose_window_was_changed_is_open_again_after_one(aside: Aside, one: str) -> None:
    limits, before, after = store(aside, "limits"), Budget(one, 1, 5, 60), Budget(one, 1, 5, 3600)
    assert limits.take((before,), 5, NOW).readings == 5
    assert limits.take((after,), 5, NOW + timedelta(hours=2)).readings == 5
    assert limits.take((after,), 5, NOW + timedelta(hours=2)).readings == 0, "and counts in the new one"


def test_tokens_of_a_sign_in_that_is_forgotten_by_now_are_not_kept_for_ever(aside: Aside, one: str) -> None:
    authorizations = store(aside, "authorizations")
    with pytest.raises(StateExpired):
        authorizations.hold(one, f"gone{one}", Tokens("access"))
    with pytest.raises(authorizations.AuthorizationItem.DoesNotExist):
        authorizations.AuthorizationItem.get(authorizations._key(f"gone{one}"))
