"""Networks turned on and off, and what is spent of them, on the local stack; what anybody may ask of them."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from aside import imported_under
from botocore.exceptions import ClientError
from integration.test_keys import SETTINGS
from people import Person, ask

from pegel.cli.stack.stack import NAME
from pegel.networks import NETWORKS

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

Pegel = Callable[..., subprocess.CompletedProcess[str]]
OF_SERVERS = [name for name, kind in NETWORKS.items() if not kind.hosts]
SECRET = f"secret-{secrets.token_hex(8)}"


@pytest.fixture
def pegel(stack: Stack) -> Pegel:
    """`pegel networks` as an operator of the local stack runs it, at no terminal."""

    def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pegel.cli.pegel", "networks", *words]
        where = ["--endpoint", stack.emulator.endpoint] if words[0] != "list" else []
        settings = {"PATH": os.environ["PATH"], "COLUMNS": "200"} | SETTINGS
        return subprocess.run(
            [*command, *where], env=settings, input=typed, capture_output=True, text=True, check=False
        )

    return run


def parameter(stack: Stack, network: str, decrypted: bool = True) -> str:
    told = stack.client("ssm").get_parameter(Name=f"/{NAME}/networks/{network}", WithDecryption=decrypted)
    assert told["Parameter"]["Type"] == "SecureString"
    return str(told["Parameter"]["Value"])


def test_a_network_is_turned_on_step_by_step_each_with_what_is_missing(stack: Stack, pegel: Pegel) -> None:
    lacking = pegel("enable", "youtube")
    assert lacking.returncode == 1
    assert "audit" in lacking.stdout, "the terms are told first"
    assert "answers only with a key" in lacking.stderr and "add --key" in lacking.stderr
    unagreed = pegel("enable", "youtube", "--key", "-", typed=f"{SECRET}\n")
    assert unagreed.returncode == 1 and "--agreed" in unagreed.stderr
    tried = pegel("enable", "youtube", "--key", "-", "--agreed", "Ada", "--dry-run", typed=f"{SECRET}\n")
    assert (tried.returncode, "nothing was changed" in tried.stdout) == (0, True)
    with pytest.raises(ClientError, match="ParameterNotFound"):
        parameter(stack, "youtube")

    done = pegel("enable", "youtube", "--key", "-", "--agreed", "Ada", "--a-day", "500", typed=f"{SECRET}\n")
    assert done.returncode == 0, done.stderr
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    kept = json.loads(parameter(stack, "youtube"))
    assert kept == {"key": SECRET, "agreed": f"{today} Ada", "a_day": 500}
    said = "".join(one.stdout + one.stderr for one in (lacking, unagreed, tried, done))
    assert SECRET not in said
    assert pegel("enable", "youtube", "--a-day", "600").returncode == 0, "the rest is as it was"
    assert json.loads(parameter(stack, "youtube")) == kept | {"a_day": 600}

    assert pegel("disable", "youtube").returncode == 0
    assert json.loads(parameter(stack, "youtube")) == {"a_day": 0}, "its keys are forgotten"


def test_what_was_entered_is_read_by_path_and_decrypted(stack: Stack, pegel: Pegel) -> None:
    assert pegel("enable", "github", "--token", "-", typed=f"{SECRET}\n").returncode == 0
    with imported_under({**stack.environment, "ACCESS_PATH": f"/{NAME}/networks"}):
        from pegel.store import access

        assert access.of_installation()["github"].token == SECRET
        assert access.of_installation() is access.of_installation(), "asked once, for a while"
    assert pegel("disable", "github").returncode == 0
    stack.client("ssm").delete_parameter(Name=f"/{NAME}/networks/github")


def test_a_server_is_blocked_and_unblocked_beside_what_was_entered(stack: Stack, pegel: Pegel) -> None:
    assert pegel("block", "Spam.example", "--why", "sends\n spam").returncode == 0
    assert pegel("block", "quiet.example").returncode == 0
    blocked = {"spam.example": "sends spam", "quiet.example": ""}
    assert {"mastodon", "blog"} <= set(OF_SERVERS)
    assert all(json.loads(parameter(stack, one)) == {"blocked": blocked} for one in OF_SERVERS)
    with imported_under({**stack.environment, "ACCESS_PATH": f"/{NAME}/networks"}):
        from pegel.store import access

        assert access.of_installation()["mastodon"].blocked == blocked
    listed = pegel("list", "--endpoint", stack.emulator.endpoint).stdout
    assert "Blocked server" in listed and listed.count("sends spam") == 1
    told = json.loads(pegel("list", "--json", "--endpoint", stack.emulator.endpoint).stdout)["data"]
    assert {one["name"]: one["blocked"] for one in told}["mastodon"] == dict(sorted(blocked.items()))

    assert pegel("unblock", "spam.example", "--dry-run").returncode == 0
    assert pegel("disable", "mastodon").returncode == 0
    assert json.loads(parameter(stack, "mastodon")) == {"blocked": blocked, "a_day": 0}, "it stays blocked"
    assert pegel("unblock", "spam.example").returncode == 0
    assert json.loads(parameter(stack, "blog")) == {"blocked": {"quiet.example": ""}}
    for network in OF_SERVERS:
        stack.client("ssm").delete_parameter(Name=f"/{NAME}/networks/{network}")


def test_what_is_no_server_s_name_or_has_no_room_is_one_sentence(stack: Stack, pegel: Pegel) -> None:
    refused = pegel("block", "https://spam.example/")
    assert refused.returncode == 1 and "is no server's name: write it like campo.example" in refused.stderr
    assert "81 characters are too many" in pegel("block", "spam.example", "--why", "x" * 81).stderr
    many = {f"server-{number}.example": "x" * 70 for number in range(43)}
    with imported_under({**stack.environment, "ACCESS_PATH": f"/{NAME}/networks"}):
        from pegel.social import Access
        from pegel.store import access

        access.enter("blog", Access(blocked=many))
    full = pegel("block", "spam.example", "--why", "x" * 80)
    assert full.returncode == 1 and "blog has no room for another server" in full.stderr
    stack.client("ssm").delete_parameter(Name=f"/{NAME}/networks/blog")


def test_what_is_spent_is_shown_with_what_a_reading_costs(stack: Stack, pegel: Pegel) -> None:
    now = datetime.now(UTC)
    with imported_under(stack.environment):
        from pegel.store import limits, spending

        spending.reserve("x", 100_000, 4, 10_000_000, now)
        spending.settle("x", 400_000, 260_000, 4, now)
        spending.reserve("x", 100_000, 1, 10_000_000, now)
        limits.block("bluesky#public.api.bsky.app", now.replace(year=now.year + 1), now)
    told = {one["name"]: one for one in json.loads(pegel("quota", "--json").stdout)["data"]}
    assert list(told) == list(NETWORKS)
    x = told["x"]
    assert (x["spent"], x["reserved"], x["readings"]) == (260_000, 100_000, 4)
    assert x["per_reading"] == 65_000
    assert x["unit"] == "micro-dollars" and "a token" in x["off_because"]
    assert told["bluesky"]["hosts"][0]["paused_until"].startswith(str(now.year + 1))
    shown = pegel("quota").stdout
    assert "$0.260" in shown and "$0.065" in shown and "each server" in shown
    run = pegel("quota", "--estimate", "1000").stdout
    assert "$65.000" in run, run
    stack.client("dynamodb").delete_item(
        TableName=stack.environment["LIMITS_TABLE"],
        Key={"key": {"S": "host#bluesky#public.api.bsky.app"}},
    )


def test_anybody_is_told_what_is_read_of_which_network_and_why(stack: Stack) -> None:
    answer = ask(stack.url, "GET", "/v3/networks?language=de")
    assert (answer.status, answer.headers["cache-control"][:6]) == (200, "public")
    told = {one["name"]: one for one in answer.json()["data"]}
    assert list(told) == list(NETWORKS)
    assert told["mastodon"]["on"] and told["mastodon"]["why_not"] is None
    assert "wie viele Menschen" in told["mastodon"]["reads"][0]["why"]
    assert not told["x"]["on"] and "a token" in told["x"]["why_not"]
    assert [(name, one["blocked"]) for name, one in told.items() if one["blocked"]] == []
    assert ask(stack.url, "HEAD", "/v3/networks").status == 200


def test_who_links_an_account_where_a_network_is_off_is_told_why(stack: Stack) -> None:
    mira = Person(stack, "mira").join()
    assert mira.change(consents={"score": True}).status == 200
    refused = mira.link("x", "mira")
    assert (refused.status, refused.json()["code"]) == (409, "conflict")
    assert refused.json()["detail"].startswith("X (Twitter) is not read here: it answers only with a token")
