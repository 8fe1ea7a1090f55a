"""What is scored when nothing new was read, and when two score a member at once, on the local stack."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aside import Aside
from integration.kept import NOW, proven, store

from pegel.scoring import features
from pegel.scoring.model import load
from pegel.social import Account, Member, Post, Snapshot


@pytest.fixture
def one(aside: Aside) -> str:
    """A member with a name."""
    member_id = f"mem_{secrets.token_hex(13)}"
    store(aside, "members").save(Member(member_id, f"n{member_id[-6:]}"), 0)
    return member_id


def snapshot_of(account: Account) -> Snapshot:
    """Enough for a score."""
    posts = tuple(Post(str(age), NOW - timedelta(days=age), {"like": 40 + age}) for age in range(1, 20))
    return Snapshot(account.network, account.handle, account.account_id, NOW, 900, posts)


def read(aside: Aside, member_id: str) -> Account:
    """A proven account that has been read; the reading is not scored yet."""
    account = proven(aside, member_id)
    measured = features.read(snapshot_of(account), load())
    store(aside, "readings").record(account, {"features": measured.to_json()}, NOW)
    kept: Account = store(aside, "accounts").get(member_id, account.key)
    return kept


def score(aside: Aside, *member_ids: str) -> None:
    """Ask for it, and have it done."""
    store(aside, "score_queue").send(member_ids)
    assert aside.serve(aside.score_queue, aside.module("score").lambda_handler)


def document(aside: Aside, member_id: str) -> Any:
    """What the public page would say."""
    return json.loads(store(aside, "scores").get(member_id).document)


def test_members_are_scored_from_what_their_accounts_hold(aside: Aside, one: str) -> None:
    first, second = read(aside, one), read(aside, one)
    score(aside, one, one)
    told = document(aside, one)
    assert told["enough_data"] is True
    assert {share["handle"] for share in told["networks"]} == {first.handle, second.handle}


def test_an_account_that_cannot_be_read_is_told_to_be_stale(aside: Aside, one: str) -> None:
    account = read(aside, one)
    score(aside, one)
    fresh = document(aside, one)
    store(aside, "readings").trouble(account, "down", NOW + timedelta(hours=1))
    score(aside, one)
    told = document(aside, one)
    assert [share["stale_since"] for share in told["networks"]] == ["2026-11-25T10:00:00Z"]
    assert told["value"] == fresh["value"], "a failure never lowers a score"


def test_a_reading_that_is_scored_before_its_account_is_written_ends_what_was_stale(
    aside: Aside, one: str
) -> None:
    account = read(aside, one)
    store(aside, "readings").trouble(account, "down", NOW + timedelta(hours=1))
    later = replace(snapshot_of(account), read_at=NOW + timedelta(hours=2), handle="@renamed@pegel.example")
    aside.module("rescoring").score_members([one], {(one, account.key): later}, lambda: NOW)
    (share,) = document(aside, one)["networks"]
    assert (share["handle"], share["stale_since"]) == ("@renamed@pegel.example", None)


def test_an_account_that_is_unlinked_counts_no_more_and_the_last_one_leaves_no_number(
    aside: Aside, one: str
) -> None:
    accounts, first, second = store(aside, "accounts"), read(aside, one), read(aside, one)
    score(aside, one)
    accounts.unlink(one, first.key)
    score(aside, one)
    assert [share["handle"] for share in document(aside, one)["networks"]] == [second.handle]
    accounts.unlink(one, second.key)
    score(aside, one)
    told = document(aside, one)
    assert (told["score"], told["value"], told["enough_data"], told["networks"]) == (None, None, False, [])
    why = json.loads(store(aside, "scores").get(f"why#{one}").document)
    assert (why["value"], why["accounts"], why["moments"]) == (None, [], [])


def test_who_never_had_a_score_gets_none_before_the_first_reading(aside: Aside, one: str) -> None:
    proven(aside, one)
    score(aside, one, f"{one}unknown")
    assert store(aside, "scores").get(one) is None


@pytest.mark.parametrize("late", [timedelta(seconds=-1), timedelta(seconds=1)])
def test_of_two_who_score_a_member_at_once_the_second_looks_again(
    aside: Aside, one: str, late: timedelta
) -> None:
    """One run is overtaken by a whole other one between its look and its put, whichever began first."""
    rescoring = aside.module("rescoring")
    begun: list[bool] = []
    read(aside, one)

    def clock() -> Any:
        if not begun:
            begun.append(True)
            second = read(aside, one)
            fresh = {(one, second.key): snapshot_of(second)}
            assert rescoring.score_members([one], fresh, lambda: NOW) == 1
        return NOW + late

    assert rescoring.score_members([one], {}, clock) == 1
    assert len(document(aside, one)["networks"]) == 2


def test_a_name_taken_while_a_score_is_computed_stays(aside: Aside, one: str) -> None:
    scores, members = store(aside, "scores"), store(aside, "members")
    read(aside, one)
    score(aside, one)
    before = scores.get(one)
    members.save(replace(members.get(one), display_name="Later"), 1)
    assert scores.put(one, b"{}", b"", b"{}", {}, before.run_at, before), "retold"
    assert not scores.put(one, b"{}", b"", b"{}", {}, before.run_at + timedelta(hours=1), before)
