"""A new member, from signing up to a score that is explained to the last point. The networks are recorded."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from conftest import WORLD
from e2e.journey import ACCOUNTS, get
from people import Answer, Person

from pegel.cli.stack.stack import Stack

EXACT = 1e-9  # points: what a sum of float64 may be off


def printed(*arguments: str) -> Any:
    """What `pegel … --json` says."""
    command = [sys.executable, "-m", "pegel.cli.pegel", *arguments, "--json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def test_a_new_member_has_a_score_one_round_after_proving_their_accounts(served: Answer):
    document = served.json()
    assert (document["name"], document["display_name"], document["region"]) == ("mira", "Mira", "DE")
    assert document["enough_data"] is True
    assert 1 < document["value"] < 100
    assert document["score"] == round(document["value"])
    assert {one["network"]: one["handle"] for one in document["networks"]} == ACCOUNTS


def test_every_point_of_the_score_is_explained(stack: Stack, served: Answer):
    why = get(stack, "/v3/scores/mira/explanation").json()
    value = served.json()["value"]
    points = [feature["points"] for account in why["accounts"] for feature in account["features"]]
    assert why["value"] == value
    assert abs(sum(points) - (value - 1)) <= EXACT
    for account in why["accounts"]:
        assert abs(sum(feature["points"] for feature in account["features"]) - account["points"]) <= EXACT
        assert all(feature["sentence"] for feature in account["features"])
    assert why["moments"]
    assert all(moment["url"].startswith("https://") for moment in why["moments"])


def test_the_command_says_the_same_score_bit_for_bit(served: Answer):
    accounts = [f"{network}:{handle}" for network, handle in ACCOUNTS.items()]
    told = printed("score", "--replay", str(WORLD), *accounts)
    assert told["value"].hex() == served.json()["value"].hex()
    assert told["model"] == served.json()["model"]


def test_the_score_is_found_by_name_by_account_and_among_others(stack: Stack, served: Answer):
    for network, handle in ACCOUNTS.items():
        assert get(stack, f"/v3/accounts/{network}/{handle}").body == served.body
    several = get(stack, "/v3/scores?names=mira,nobody-at-all").json()
    assert several == {"data": [served.json()], "missing": ["nobody-at-all"]}


def test_the_history_begins_today_with_this_score(stack: Stack, served: Answer):
    days = get(stack, "/v3/scores/mira/history?days=7").json()["days"]
    assert abs(days[-1]["score"] - served.json()["value"]) <= 0.005  # kept in hundredths
    assert days[-1]["networks"].keys() == ACCOUNTS.keys()


def test_a_score_that_did_not_change_is_not_sent_again(stack: Stack, served: Answer):
    again = get(stack, "/v3/scores/mira", **{"if-none-match": served.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", served.headers["etag"])


def test_the_member_sees_their_score_even_when_nobody_else_does(stack: Stack, mira: Person, served: Answer):
    assert mira.change(public=False).status == 200
    try:
        hidden = get(stack, "/v3/scores/mira")
        unknown = get(stack, "/v3/scores/nobody-at-all")
        assert (hidden.status, hidden.json()["detail"]) == (unknown.status, unknown.json()["detail"])
        assert mira.ask("GET", "/v3/me/score").json() == served.json()
    finally:
        assert mira.change(public=True).status == 200
    assert get(stack, "/v3/scores/mira").status == 200


def test_a_new_name_is_on_the_page_at_once(stack: Stack, mira: Person, served: Answer):
    assert mira.change(name="mira-a", display_name="Mira A").status == 200
    try:
        moved = get(stack, "/v3/scores/mira-a").json()
        assert (moved["name"], moved["display_name"]) == ("mira-a", "Mira A")
        assert moved["value"] == served.json()["value"]
        assert get(stack, "/v3/scores/mira-a/explanation").json()["name"] == "mira-a"
    finally:
        assert mira.change(name="mira", display_name="Mira").status == 200


def test_who_cannot_prove_an_account_does_not_take_it_from_who_did(
    stack: Stack, mira: Person, served: Answer
):
    rival = Person(stack, "rival").join()
    rival.change(consents={"score": True})
    linked = rival.link("github", ACCOUNTS["github"])
    assert linked.status == 201
    account_id = linked.json()["account_id"]
    refused = rival.ask("POST", f"/v3/me/accounts/github/{account_id}/verify")
    assert (refused.status, refused.json()["code"]) == (409, "not_proven")
    assert get(stack, f"/v3/accounts/github/{ACCOUNTS['github']}").json()["name"] == "mira"


def test_no_function_said_anything_about_mira_s_address_in_its_log(
    stack: Stack, mira: Person, served: Answer
):
    said = [str(line) for line in stack.logs()]
    assert said
    assert not [line for line in said if mira.email in line or mira.token in line]
