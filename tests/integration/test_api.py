"""The API over HTTP on the local stack: what members' tables decide, and what anybody gets."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from openapi_spec_validator import validate
from people import Person, ask, pointer

from pegel.cli.stack.stack import Stack


@pytest.fixture(scope="module")
def ada(stack: Stack) -> Person:
    """A member with nothing but an e-mail address."""
    return Person(stack, "ada").join()


def test_a_new_member_has_an_empty_profile_that_only_they_may_keep(ada: Person):
    answer = ada.ask("GET", "/v3/me")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["request-id"].startswith("req_")
    profile = answer.json()
    assert (profile["name"], profile["consents"], profile["public"]) == (None, {}, True)
    assert profile["id"].startswith("mem_")


def test_a_profile_changes_only_for_whoever_saw_the_last_version(stack: Stack):
    person = Person(stack, "lin").join()
    first = person.ask("GET", "/v3/me").headers["etag"]
    assert person.ask("PATCH", "/v3/me", {"region": "DE"}).status == 428
    changed = person.ask("PATCH", "/v3/me", {"region": "DE"}, {"if-match": first})
    assert (changed.status, changed.json()["region"]) == (200, "DE")
    stale = person.ask("PATCH", "/v3/me", {"region": "AT"}, {"if-match": first})
    assert (stale.status, stale.json()["code"]) == (412, "version_stale")
    assert person.ask("GET", "/v3/me").json()["region"] == "DE"


def test_a_name_belongs_to_one_member_and_some_to_nobody(stack: Stack, ada: Person):
    assert ada.change(name="ada-l").status == 200
    other = Person(stack, "bob").join()
    taken = other.change(name="ada-l")
    assert (taken.status, taken.json()["code"]) == (409, "name_taken")
    assert pointer(other.change(name="admin")) == "/name"
    assert pointer(other.change(region="ZZ")) == "/region"
    assert ada.change(name="ada-k").status == 200
    assert other.change(name="ada-l").status == 200


def test_an_account_is_linked_only_with_consent_to_a_score(stack: Stack):
    person = Person(stack, "kim").join()
    refused = person.link("mastodon", "@mira@pegel.example")
    assert (refused.status, refused.json()["code"]) == (409, "conflict")
    assert "consents" in refused.json()["detail"]
    given = person.change(consents={"score": True}).json()["consents"]["score"]
    assert given["version"]
    assert given["given_at"].endswith("Z")
    assert person.link("mastodon", "@mira@pegel.example").status == 201


def test_a_linked_account_says_what_is_read_and_how_to_prove_it(stack: Stack):
    person = Person(stack, "ben").join()
    person.change(name=f"ben-{int(time.time())}", consents={"score": True})
    linked = person.link("github", "mira-pegel")
    account = linked.json()
    assert (linked.status, account["state"]) == (201, "pending")
    assert all(read["field"] and read["why"] for read in account["reads"])
    assert {"rel-me", "code"} <= {way["way"] for way in account["ways"]}
    assert account["code"] in json.dumps(account["ways"])
    again = person.link("github", "mira-pegel")
    assert (again.status, again.json()["code"]) == (200, account["code"])
    refused = person.verify(account)
    assert (refused.status, refused.json()["code"]) == (409, "not_proven")
    assert person.unlink(account).status == 204
    assert person.unlink(account).status == 404
    assert person.ask("GET", "/v3/me/accounts").json() == {"data": []}


@pytest.mark.parametrize(
    "network, handle, field",
    [("friendster", "mira", "/network"), ("mastodon", "not a handle", "/handle")],
)
def test_an_account_that_cannot_be_is_refused_by_the_field(
    stack: Stack, ada: Person, network: str, handle: str, field: str
):
    ada.change(consents={"score": True})
    assert pointer(ada.link(network, handle)) == field


def test_a_look_up_waits_for_the_host_as_collection_does(stack: Stack, ada: Person):
    ada.change(consents={"score": True})
    host = {"key": {"S": "host#mastodon#campo.example"}}
    until = {"blocked_until": {"N": str(time.time() + 600)}}
    dynamodb, table = stack.client("dynamodb"), stack.environment["LIMITS_TABLE"]
    dynamodb.put_item(TableName=table, Item=host | until)
    try:
        busy = ada.link("mastodon", "@ines@campo.example")
    finally:
        dynamodb.delete_item(TableName=table, Key=host)
    assert (busy.status, busy.json()["code"]) == (503, "network_busy")
    assert 500 < int(busy.headers["retry-after"]) <= 600


def test_another_member_does_not_see_or_touch_my_account(stack: Stack, ada: Person):
    mine = Person(stack, "mine").join()
    mine.change(consents={"score": True})
    account = mine.link("github", "mira-pegel").json()
    ada.change(consents={"score": True})
    assert ada.verify(account).status == 404
    assert ada.unlink(account).status == 404
    (kept,) = mine.ask("GET", "/v3/me/accounts").json()["data"]
    assert kept["account_id"] == account["account_id"]


def test_taking_the_consent_back_unlinks_everything_and_takes_the_page_down(stack: Stack):
    person = Person(stack, "leo").join()
    person.change(consents={"score": True}, name=f"leo-{int(time.time())}")
    assert person.link("github", "mira-pegel").status == 201
    profile = person.change(consents={"score": False}).json()
    assert (profile["consents"], profile["public"]) == ({}, False)
    assert person.ask("GET", "/v3/me/accounts").json() == {"data": []}


def test_somebody_without_a_score_is_told_when_it_comes(ada: Person):
    answer = ada.ask("GET", "/v3/me/score")
    assert (answer.status, answer.json()["code"]) == (404, "not_found")
    assert "no score yet" in answer.json()["detail"]


def test_the_public_api_answers_problems_through_the_gateway(stack: Stack):
    answer = ask(stack.url, "GET", "/v3/scores/nobody-has-this-name")
    assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["request_id"] == answer.headers["request-id"]
    assert pointer(ask(stack.url, "GET", "/v3/scores")) == "/names"


def test_the_document_of_the_api_is_served_and_valid(stack: Stack):
    served = ask(stack.url, "GET", "/openapi.json")
    committed = Path(stack.root) / "functions" / "web" / "static" / "openapi.json"
    assert (served.status, served.json()) == (200, json.loads(committed.read_text()))
    validate(served.json())
