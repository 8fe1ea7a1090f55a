"""An account is taken over, then unlinked: whoever loses it keeps no point of it. Networks are recorded."""

from __future__ import annotations

import time
from typing import Any

import pytest
from people import PATIENCE, Person, ask

from pegel.cli.stack.stack import Stack

INES = "@ines@campo.example"  # her profile links to the page named ines, whoever has that name


@pytest.fixture(scope="module")
def first(stack: Stack) -> Person:
    """Has the name, and has proven the account."""
    person = Person(stack, "first").join()
    assert person.change(name="ines", consents={"score": True}).status == 200
    return person


@pytest.fixture(scope="module")
def account(first: Person) -> Any:
    """The account, proven by the first."""
    linked = first.link("mastodon", INES)
    assert linked.status == 201, linked.body
    proven = first.verify(linked.json())
    assert proven.status == 200, proven.body
    return proven.json()


@pytest.fixture(scope="module")
def second(first: Person, account: Any, stack: Stack) -> Person:
    """Got the name later, and proved the account too.

    A name that a profile links to stays its member's: it is taken from them past all functions.
    """
    handles_of(first, [INES])
    assert first.change(name="ines-was").status == 200
    person = Person(stack, "second").join()
    assert person.change(name="ines", consents={"score": True}).status == 409
    key = {"key": {"S": "name#ines"}}
    stack.client("dynamodb").delete_item(TableName=stack.environment["SCORES_TABLE"], Key=key)
    assert person.change(name="ines", consents={"score": True}).status == 200
    assert person.link("mastodon", INES).status == 201
    taken = person.verify(account)
    assert taken.status == 200, taken.body
    return person


def handles_of(person: Person, wanted: list[str]) -> Any:
    """Their score, once it is made of these accounts."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = person.ask("GET", "/v3/me/score")
        if answer.status == 200 and [one["handle"] for one in answer.json()["networks"]] == wanted:
            return answer.json()
        time.sleep(0.2)
    raise AssertionError(f"after {PATIENCE:.0f} s still {answer.status} {answer.body!r}")


def test_whoever_checks_a_proof_twice_is_answered_without_another_look(first: Person, account: Any) -> None:
    again = first.verify(account)
    assert (again.status, again.json()["proven_at"]) == (200, account["proven_at"])


def test_who_lost_an_account_keeps_no_point_of_it(stack: Stack, first: Person, second: Person) -> None:
    (lost,) = first.ask("GET", "/v3/me/accounts").json()["data"]
    assert (lost["state"], lost["proof"], lost["read_at"]) == ("lost", None, None)
    assert "somebody else proved" in lost["notice"]
    (won,) = second.ask("GET", "/v3/me/accounts").json()["data"]
    assert won["state"] == "proven" and "another member's" in won["notice"]
    left = handles_of(first, [])
    assert (left["score"], left["enough_data"]) == (None, False)
    handles_of(second, [INES])
    assert ask(stack.url, "GET", f"/v3/accounts/mastodon/{INES}").json()["name"] == "ines"


def test_a_lost_proof_is_mended_by_whoever_puts_it_back(stack: Stack, second: Person, account: Any) -> None:
    member_id = second.ask("GET", "/v3/me").json()["id"]
    stack.client("dynamodb").update_item(
        TableName=stack.environment["ACCOUNTS_TABLE"],
        Key={"member_id": {"S": member_id}, "key": {"S": f"mastodon#{account['account_id']}"}},
        UpdateExpression="SET #state = :held, held_until = :soon, notice = :why, proven_at = :then",
        ExpressionAttributeNames={"#state": "state"},
        ExpressionAttributeValues={
            ":held": {"S": "held"},
            ":soon": {"N": str(int(time.time()) + 1_000_000)},
            ":why": {"S": "proof-lost"},
            ":then": {"S": "2026-01-01T00:00:00.000000+0000"},
        },
    )
    coded = second.link("mastodon", INES)
    assert (coded.status, coded.json()["state"]) == (200, "held")
    assert coded.json()["code"] and "was not there any more" in coded.json()["notice"]
    assert [one["handle"] for one in second.ask("GET", "/v3/me/score").json()["networks"]] == [INES]
    mended = second.verify(account).json()
    assert (mended["state"], mended["proof"], mended["notice"], mended["held_until"]) == (
        *("proven", "rel-me"),
        *(None, None),
    )


def test_who_unlinks_their_last_account_has_no_number_left(second: Person, account: Any) -> None:
    handles_of(second, [INES])
    assert second.unlink(account).status == 204
    assert handles_of(second, [])["score"] is None
    assert second.change(name="ines-too").status == 200  # for whoever needs the name next
