"""A stack filled with the demo world shows it over HTTP, and lets Mira in."""

import dataclasses
import json
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from pegel.cli.demo import world
from pegel.cli.demo.people import MIRA
from pegel.cli.stack.filling import fill
from pegel.cli.stack.stack import Stack
from pegel.store.batch import Batch


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    with Stack(tmp_path_factory.mktemp("demo")) as stack:
        stack.start()
        told = stack.work / "world"
        stack.deploy({"Stage": "local", "PublicUrl": "https://pegel.example", "Replay": str(told)})
        user = fill(stack.environment, told, lambda done, of: None)  # as `pegel up` does
        stack.open()
        yield stack, dataclasses.asdict(user)


def get(stack, path, **options):
    try:
        with urlopen(Request(stack.url + path, **options), timeout=20) as answer:
            return answer.status, json.load(answer)
    except HTTPError as error:
        return error.code, json.load(error)


def test_miras_page_has_a_score_a_reason_and_ninety_days(filled):
    stack, _ = filled
    status, score = get(stack, "/v3/scores/mira")
    assert status == 200 and 40 <= score["score"] <= 60 and 1 < score["change"]["month"] < 8
    _, why = get(stack, "/v3/scores/mira/explanation")
    points = [feature["points"] for account in why["accounts"] for feature in account["features"]]
    assert why["base"] + sum(points) == pytest.approx(score["value"], abs=1e-9)
    assert why["moments"][0]["excerpt"].startswith("A year of #balconysolar")
    _, history = get(stack, "/v3/scores/mira/history?days=90")
    assert len(history["days"]) == 90 and all(day["score"] for day in history["days"])
    assert "bluesky" not in history["days"][0]["networks"] and "bluesky" in history["days"][-1]["networks"]


def test_mira_is_heard_on_energy_endorsed_and_among_its_leaders(filled):
    stack, _ = filled
    (energy, *others) = get(stack, "/v3/scores/mira/explanation")[1]["topics"]
    assert energy["slug"] == "energy" and energy["score"] > 20 and energy["endorsements"] and others
    assert "#balconysolar" in energy["sentence"] and energy["percentile"] > 50
    _, topic = get(stack, "/v3/topics/energy")
    assert topic["members"] >= 20 and "mira" in [one["name"] for one in topic["leaders"]]


def test_an_account_leads_to_its_member(filled):
    stack, _ = filled
    assert get(stack, "/v3/accounts/github/mira-pegel") == get(stack, "/v3/scores/mira")


def test_not_enough_data_and_stale_accounts_are_there_to_be_seen(filled):
    stack, _ = filled
    assert get(stack, "/v3/scores/lotte")[1]["enough_data"] is False
    networks = get(stack, "/v3/scores/ruben")[1]["networks"]
    assert [bool(one["stale_since"]) for one in networks if one["network"] == "mastodon"] == [True]


def test_mira_signs_in_and_sees_three_proven_accounts_and_one_that_is_not_read(filled):
    stack, user = filled
    body = json.dumps({"email": user["email"], "password": user["password"]}).encode()
    _, session = get(stack, "/v3/session", data=body, headers={"Content-Type": "application/json"})
    held = {"Authorization": f"Bearer {session['access_token']}"}
    status, accounts = get(stack, "/v3/me/accounts", headers=held)
    assert status == 200 and get(stack, "/v3/me", headers=held)[1]["id"] == user["member_id"]
    *read, on_x = accounts["data"]
    assert [(one["state"], one["proof"], one["trouble"]) for one in read] == [("proven", "rel-me", None)] * 3
    assert (on_x["handle"], on_x["state"], on_x["read_at"]) == ("mira_misst", "proven", None)
    assert on_x["trouble"].startswith("X (Twitter) is not read by this installation")
    assert "x" not in {one["network"] for one in get(stack, "/v3/scores/mira")[1]["networks"]}


def test_the_readers_key_opens_the_api_and_klouts_paths(filled):
    stack, user = filled
    assert user["key"].startswith("pegel_test_")
    assert get(stack, "/v3/models", headers={"x-api-key": user["key"]})[0] == 200
    path = "/v2/identity.json/twitter?screenName=mira_misst&key="
    status, on_klout = get(stack, path + user["key"])
    assert (status, on_klout["network"]) == (200, "ks")
    with pytest.raises(HTTPError, match="403"):
        urlopen(stack.url + path + user["key"][:-1], timeout=20)


def served(stack, queue):
    """Wait until a queue is empty."""
    asked = {"QueueUrl": stack.environment[queue], "AttributeNames": ["All"]}
    left, ends = True, time.monotonic() + 60
    while left:
        assert time.monotonic() < ends, f"{queue} is not served"
        time.sleep(0.2)
        told = stack.client("sqs").get_queue_attributes(**asked)["Attributes"]
        left = any(int(count) for name, count in told.items() if name.startswith("ApproximateNumber"))


def test_members_are_named_both_ways_and_a_reading_of_all_accounts_changes_nothing(filled):
    stack, user = filled
    told = {name: get(stack, f"/v3/scores/{name}/influence")[1] for name in ("mira", "jonas", "kofi")}
    assert len(told["mira"]["influenced_by"]) >= 2 and len(told["mira"]["influences"]) >= 2
    scored_at = get(stack, "/v3/scores/mira")[1]["scored_at"]

    for life in next(lives for person, lives in world.people() if person is MIRA):
        batch = Batch(life.network, ((user["member_id"], f"{life.network}#{life.known_as}"),))
        url = stack.environment["COLLECT_QUEUE_URL"]
        stack.client("sqs").send_message(QueueUrl=url, MessageBody=batch.to_json())
    served(stack, "COLLECT_QUEUE_URL")
    served(stack, "SCORE_QUEUE_URL")

    assert get(stack, "/v3/scores/mira")[1]["scored_at"] > scored_at
    assert {name: get(stack, f"/v3/scores/{name}/influence")[1] for name in told} == told
