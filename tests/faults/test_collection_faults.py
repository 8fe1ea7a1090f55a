"""Whatever a network does, no score changes by it, and the others in the batch are served."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aside import FOLDERS, ROOT, Aside, Context, opened
from faults.bad_servers import HOSTS, Answering, way_out
from integration.mastodon_servers import Servers

from pegel.answer import Answer
from pegel.errors import NotRecorded
from pegel.social import Account, Member

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack
    from pegel.fetch import Live

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
AT_EIGHT = 8  # number of the account on every host, so that all have a post with reactions


@pytest.fixture
def aside(stack: Stack) -> Iterator[Aside]:
    with opened(stack, f"fault{secrets.token_hex(3)}") as made:
        yield made


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    with way_out(tmp_path_factory.mktemp("servers")) as out:
        yield out


def member_of(host: str) -> str:
    return f"mem_{host:0>26}"


def join(aside: Aside, *hosts: str, number: int = AT_EIGHT) -> None:
    """A member for each host, with one proven account there."""
    members, accounts = aside.module("pegel.store.members"), aside.module("pegel.store.accounts")
    for host in hosts:
        members.save(Member(member_of(host), name=host, joined_at=LONG_AGO), 0)
        account = Account(member_of(host), "mastodon", f"@u{number}@{host}.example", str(number))
        accounts.prove(accounts.link(account), "rel-me", LONG_AGO)


def event(*hosts: str, number: int = AT_EIGHT, since: str = "") -> dict[str, Any]:
    """One message of CollectQueue with the accounts of these hosts."""
    message: dict[str, Any] = {
        "network": "mastodon",
        "accounts": [[member_of(host), f"mastodon#{number}"] for host in hosts],
    }
    if since:
        message["since"] = since
    record = {"messageId": "one", "body": json.dumps(message), "eventSource": "aws:sqs", "attributes": {}}
    return {"Records": [record]}


def collect(aside: Aside, hosts: tuple[str, ...], by: Any, context: Context | None = None) -> Any:
    return aside.module("collect").collect(event(*hosts), context or aside.context, by)


def score(aside: Aside) -> None:
    aside.serve(aside.score_queue, aside.module("score").lambda_handler)


def account_of(aside: Aside, host: str, number: int = AT_EIGHT) -> Account:
    kept: Account = aside.module("pegel.store.accounts").get(member_of(host), f"mastodon#{number}")
    return kept


def documents(aside: Aside, *hosts: str) -> dict[str, bytes]:
    scores = aside.module("pegel.store.scores")
    return {host: kept.document for host in hosts if (kept := scores.get(member_of(host)))}


def put_off(aside: Aside) -> list[str]:
    """Members whose accounts wait in the queue, now or later."""
    sqs = aside.stack.client("sqs")
    told = sqs.get_queue_attributes(QueueUrl=aside.collect_queue, AttributeNames=["All"])["Attributes"]
    return [name for name in told if name.startswith("ApproximateNumberOf") for _ in range(int(told[name]))]


def objects(aside: Aside) -> list[str]:
    """Keys of the snapshot objects."""
    listed = aside.stack.client("s3").list_objects_v2(Bucket=aside.environment["SNAPSHOTS_BUCKET"])
    return [one["Key"] for one in listed.get("Contents", [])]


class Raising:
    """A way out that fails for one host with what nobody expected."""

    def __init__(self, host: str, failure: BaseException) -> None:
        self.host, self.failure, self.servers = host, failure, Servers()

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        if f"//{self.host}." in url:
            raise self.failure
        return self.servers.get(url, headers)


def test_a_bad_answer_is_a_named_trouble_and_the_others_in_the_batch_are_served(
    aside: Aside, live: Live
) -> None:
    join(aside, *HOSTS)
    old = Servers()
    old.now -= timedelta(days=1)
    assert collect(aside, HOSTS, old) == {"batchItemFailures": []}
    score(aside)
    before = documents(aside, *HOSTS)
    assert set(before) == set(HOSTS)

    assert collect(aside, HOSTS, live) == {"batchItemFailures": []}
    score(aside)

    trouble = {host: account_of(aside, host).trouble for host in HOSTS}
    assert "429" in trouble["limited"]
    assert trouble["broken"].startswith("Unreachable") and "500" in trouble["broken"]
    assert trouble["page"].startswith("BadAnswer") and "instead of JSON" in trouble["page"]
    assert trouble["large"].startswith("BadAnswer") and "too large" in trouble["large"]
    assert trouble["inside"].startswith("BadAnswer") and "169.254.169.254" in trouble["inside"]
    assert trouble["endless"].startswith("Unreachable") and "too slow" in trouble["endless"]
    assert trouble["cut"].startswith("BadAnswer") and "no JSON" in trouble["cut"]
    assert "fell from 18 to 0" in trouble["zero"]
    assert account_of(aside, "gone").state == "gone"
    assert (trouble["good"], trouble["fine"]) == ("", "")
    after = documents(aside, *HOSTS)
    assert {host for host in HOSTS if after[host] != before[host]} == {"good", "fine"}
    assert all(account_of(aside, host).stale_since for host in HOSTS if trouble[host] and host != "gone")


def test_a_host_that_wants_a_pause_is_not_asked_again_before(aside: Aside, live: Live) -> None:
    join(aside, "limited")
    collect(aside, ("limited",), live)
    asked = Answering.asked["limited"]
    assert collect(aside, ("limited",), live) == {"batchItemFailures": []}
    assert Answering.asked["limited"] == asked
    assert len(put_off(aside)) == 2, "both readings wait in the queue"


def test_what_nobody_expected_is_set_aside_alone(aside: Aside) -> None:
    join(aside, "good", "broken")
    raising = Raising("broken", RuntimeError("a mistake of ours"))
    assert collect(aside, ("good", "broken"), raising) == {"batchItemFailures": []}
    assert account_of(aside, "good").reading
    (alone,) = aside.messages(aside.collect_queue)
    assert json.loads(alone["body"])["accounts"] == [[member_of("broken"), f"mastodon#{AT_EIGHT}"]]
    assert collect(aside, ("broken",), raising) == {"batchItemFailures": [{"itemIdentifier": "one"}]}
    assert not account_of(aside, "broken").trouble, "a mistake of ours is not the network's"


def test_a_recording_that_is_missing_is_a_trouble_and_the_others_are_served(aside: Aside) -> None:
    join(aside, "good", "broken")
    raising = Raising("broken", NotRecorded("no answer for this"))
    assert collect(aside, ("good", "broken"), raising) == {"batchItemFailures": []}
    assert account_of(aside, "good").reading
    assert account_of(aside, "broken").trouble == "NotRecorded: no answer for this"


def test_when_its_time_is_nearly_over_it_hands_the_rest_back(aside: Aside) -> None:
    join(aside, "good")
    assert collect(aside, ("good",), Servers(), Context(seconds=1)) == {"batchItemFailures": []}
    assert not account_of(aside, "good").reading
    assert aside.serve(aside.collect_queue, partial(aside.module("collect").collect, by=Servers())) == 1
    assert account_of(aside, "good").reading


def test_what_was_put_off_for_nearly_a_day_is_left_to_its_next_slot(aside: Aside, live: Live) -> None:
    join(aside, "limited")
    long_since = (datetime.now(UTC) - timedelta(hours=21)).isoformat()
    aside.module("collect").collect(event("limited", since=long_since), aside.context, live)
    assert put_off(aside) == []


def test_killed_in_the_middle_of_a_batch_all_is_read_by_whoever_takes_it_up_next(
    aside: Aside, tmp_path: Path
) -> None:
    hosts = ("good", "fine", "zero")
    join(aside, *hosts)
    code = tmp_path / "killed.py"
    code.write_text(
        "import json, os, sys\n"
        "from aside import Context\n"
        "from collect import collect\n"
        "from integration.mastodon_servers import Servers\n"
        "class Dying(Servers):\n"
        "    def get(self, url, headers={}):\n"
        "        if '//zero.' in url:\n"
        "            os._exit(137)\n"
        "        return super().get(url, headers)\n"
        "collect(json.load(sys.stdin), Context(), Dying())\n"
    )
    roots = [ROOT / "tests", ROOT / "layers/pegel/python", *(ROOT / "functions" / name for name in FOLDERS)]
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots))}
    killed = subprocess.run(
        [sys.executable, code],
        env=settings,
        input=json.dumps(event(*hosts)).encode(),
        capture_output=True,
        check=False,
    )
    assert killed.returncode == 137, killed.stderr.decode()

    assert collect(aside, hosts, Servers()) == {"batchItemFailures": []}
    score(aside)
    assert all(account_of(aside, host).reading for host in hosts)
    assert set(documents(aside, *hosts)) == set(hosts)


def test_an_object_whose_accounts_were_not_written_any_more_is_scored_all_the_same(aside: Aside) -> None:
    join(aside, "good")
    account = account_of(aside, "good")
    network = aside.module("pegel.networks").NETWORKS["mastodon"](Servers())
    aside.module("pegel.store.snapshots").write([(account, network.snapshot(account.handle))])
    score(aside)
    assert json.loads(documents(aside, "good")["good"])["networks"][0]["handle"] == "@u8@good.example"


def test_a_run_that_ends_late_does_not_overwrite_a_later_one(aside: Aside) -> None:
    scores, now = aside.module("pegel.store.scores"), datetime.now(UTC)
    assert scores.put("mem_x", b"later", b"", b"", {}, now)
    assert not scores.put("mem_x", b"earlier", b"", b"", {}, now - timedelta(seconds=1))
    assert scores.get("mem_x").document == b"later"


class Wordy(Servers):
    """Everybody writes long posts of which no letter can be foreseen."""

    def body(self, host: str, path: str, query: Mapping[str, list[str]]) -> Any:
        said = super().body(host, path, query)
        if path.endswith("/statuses") and said:
            others = [
                {**said[0], "id": f"9{number}" * 8, "content": secrets.token_urlsafe(600)}
                for number in range(4)
            ]
            return said + others
        return said


def test_an_account_with_long_posts_is_one_write_unit_all_the_same(aside: Aside) -> None:
    join(aside, "good")
    collect(aside, ("good",), Wordy())
    key = {"member_id": {"S": member_of("good")}, "key": {"S": f"mastodon#{AT_EIGHT}"}}
    table = aside.environment["ACCOUNTS_TABLE"]
    item = aside.stack.client("dynamodb").get_item(TableName=table, Key=key)["Item"]
    size = sum(len(name) + len(next(iter(value.values()))) for name, value in item.items())
    assert 700 < size <= 1024
    (first, *_) = account_of(aside, "good").reading["features"]["moments"]
    assert first[2], "something of the post is left"


def test_the_same_reading_twice_writes_no_second_object(aside: Aside) -> None:
    join(aside, "good")
    servers = Servers()
    collect(aside, ("good",), servers)
    read_at = account_of(aside, "good").read_at
    servers.now += timedelta(hours=1)
    collect(aside, ("good",), servers)
    assert len(objects(aside)) == 1
    assert account_of(aside, "good").read_at == read_at


def test_ticks_that_were_missed_are_caught_up_and_a_second_tick_does_nothing(aside: Aside) -> None:
    join(aside, "good", "fine")
    limits, schedule = aside.module("pegel.store.limits"), aside.module("schedule")
    limits.end_rounds(limits.round_of(datetime.now(UTC)) - 3 * 288)
    assert schedule.lambda_handler({}, aside.context) == {"rounds": 288, "accounts": 2}
    assert schedule.lambda_handler({}, aside.context) == {"rounds": 0, "accounts": 0}


def test_two_ticks_at_once_are_one(aside: Aside) -> None:
    limits, now = aside.module("pegel.store.limits"), datetime.now(UTC)
    assert limits.begin_rounds(now) is not None
    assert aside.module("schedule").lambda_handler({}, aside.context) == {"rounds": 0, "accounts": 0}
    assert limits.begin_rounds(now + timedelta(seconds=limits.LEASE)) is not None, (
        "a run that died holds nobody up"
    )
