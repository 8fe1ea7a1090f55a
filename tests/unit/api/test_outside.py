"""How members have a network asked: within the budget of its host, which collection shares."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from unit.api.gateway import Wire, function

from pegel.answer import Answer
from pegel.errors import Conflict, InvalidField, RateLimited
from pegel.networks import NETWORKS
from pegel.social import Access, Account, Member

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
HANDLE = "@mira@pegel.example"
HOST = "host#mastodon#pegel.example"
NOTHING = Access()
SCHEMA = "http://nodeinfo.diaspora.software/ns/schema/2.0"


class Limits:
    """A table in which everything is as it should be, or a host wants a pause."""

    blocked_until = 0.0

    def __call__(self, operation: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if operation == "GetItem":
            return 200, {"Item": {**said["Key"], "blocked_until": {"N": str(self.blocked_until)}}}
        if self.blocked_until and "ConditionExpression" in said:
            return 400, {"__type": "com.amazonaws#ConditionalCheckFailedException", "message": "no"}
        return 200, {"Attributes": said["Key"]}


@pytest.fixture
def members() -> Iterator[SimpleNamespace]:
    with function("members"):
        from pegel.store import limits

        table = Limits()
        wire = Wire(table)
        wire.attach(limits.LimitItem._get_connection().connection.client)
        yield SimpleNamespace(outside=importlib.import_module("outside"), table=table, wire=wire)


@pytest.mark.parametrize("handle", [HANDLE, "https://pegel.example/@mira", " @Mira@Pegel.example "])
def test_a_look_up_takes_of_its_host_s_budget_however_it_is_written(
    members: SimpleNamespace, handle: str
) -> None:
    with members.outside.asked("mastodon", handle, 1, NOW) as network:
        assert network.name == "mastodon"
    ((operation, said),) = members.wire.asked
    assert (operation, said["Key"]) == ("UpdateItem", {"key": {"S": HOST}})
    assert {"L": [{"N": "1"}]} in said["ExpressionAttributeValues"].values(), "of which one call was taken"


class Telling:
    """A way out to a server that says what it runs."""

    def __init__(self, software: str) -> None:
        self.software, self.asked = software, list[str]()

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        self.asked.append(url.partition("pegel.example")[2])
        body = {
            "/.well-known/nodeinfo": {"links": [{"rel": SCHEMA, "href": "https://pegel.example/n"}]},
            "/n": {"software": {"name": self.software}},
        }.get(self.asked[-1], {"id": "7", "username": "mira"})
        return Answer(200, {}, json.dumps(body).encode(), url, NOW)


def answered_by(members: SimpleNamespace, server: Telling, access: Access = NOTHING) -> None:
    """Every network is asked there."""
    members.outside.network_of = lambda name, tokens: NETWORKS[name](server, access)


def test_who_links_an_account_has_its_server_looked_at_first_and_all_is_paid_for(
    members: SimpleNamespace,
) -> None:
    server = Telling("mastodon")
    answered_by(members, server)
    assert members.outside.find("mem_mira", "mastodon", HANDLE, NOW).account_id == "7@pegel.example"
    assert server.asked == ["/.well-known/nodeinfo", "/n", "/api/v1/accounts/lookup?acct=mira"]
    ((_, said),) = members.wire.asked
    assert {"L": [{"N": "4"}]} in said["ExpressionAttributeValues"].values(), "and webfinger's, if need be"


def test_an_account_on_a_server_of_another_kind_is_not_looked_up(members: SimpleNamespace) -> None:
    server = Telling("peertube")
    answered_by(members, server)
    with pytest.raises(InvalidField, match="which runs peertube"):
        members.outside.find("mem_mira", "mastodon", HANDLE, NOW)
    assert not [path for path in server.asked if path.startswith("/api")]


def test_nobody_is_asked_about_an_account_on_a_blocked_server(members: SimpleNamespace) -> None:
    server = Telling("mastodon")
    answered_by(members, server, Access(blocked={"pegel.example": "spam"}))
    with pytest.raises(Conflict, match=r"not read here: pegel\.example was blocked here: spam"):
        members.outside.find("mem_mira", "mastodon", HANDLE, NOW)
    assert server.asked == members.wire.asked == []


def test_a_host_that_wants_a_pause_is_not_asked_for_a_member_either(members: SimpleNamespace) -> None:
    members.table.blocked_until = (NOW + timedelta(minutes=10)).timestamp()
    with (
        pytest.raises(RateLimited) as refused,
        members.outside.asked("mastodon", HANDLE, 1, NOW),
    ):
        raise AssertionError("it was asked")
    assert refused.value.until == NOW + timedelta(minutes=10)


def test_a_pause_that_a_member_s_look_up_met_is_kept_for_everybody(members: SimpleNamespace) -> None:
    until = NOW + timedelta(minutes=5)
    refusal = Answer(429, {"retry-after": "300"}, b"", "", NOW)
    with pytest.raises(RateLimited), members.outside.asked("mastodon", HANDLE, 1, NOW) as network:
        network.fetch = SimpleNamespace(get=lambda url, headers: refusal)
        network.profile(HANDLE)
    said = members.wire.asked[-1][1]
    assert said["Key"] == {"key": {"S": HOST}}
    assert {"N": str(until.timestamp())} in said["ExpressionAttributeValues"].values()


def test_a_handle_that_cannot_be_takes_nothing(members: SimpleNamespace) -> None:
    with pytest.raises(InvalidField), members.outside.asked("mastodon", "not a handle", 1, NOW):
        raise AssertionError("it was asked")
    assert members.wire.asked == []


@pytest.mark.parametrize(
    ("network", "reads", "why"),
    [
        ("friendster", False, "Friendster is not read by this installation, so the account counts nothing"),
        (
            "x",
            True,
            "X (Twitter) is not read by this installation, so the account counts nothing: it answers",
        ),
    ],
)
def test_an_account_on_a_network_that_is_not_read_says_so_and_why(
    members: SimpleNamespace, network: str, reads: bool, why: str
) -> None:
    account = Account("mem_mira", network, "mira_misst", "90718004", state="proven")
    told = members.outside.told(account, Member("mem_mira"))
    assert (told["handle"], told["state"], bool(told["reads"])) == ("mira_misst", "proven", reads)
    assert told["trouble"].startswith(why)


def test_a_network_that_is_off_is_not_asked_for_anybody(members: SimpleNamespace) -> None:
    with (
        pytest.raises(Conflict, match=r"X \(Twitter\) is not read here: it answers only with a token"),
        members.outside.asked("x", "mira", 1, NOW),
    ):
        raise AssertionError("it was asked")
    assert members.wire.asked == []
