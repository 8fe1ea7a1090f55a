"""One whole round for many members: schedule → queue → collect → snapshots → queue → score.

The network is a fake at the way out; tables, queues, bucket and key are the local stack's.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from aside import FOLDERS, ROOT, Aside

from pegel.social import Account, Member

MANY = int(os.environ.get("PEGEL_MEMBERS", "2000"))  # CI: 10,000; some ten calls of the emulator each
ON_A_SERVER = 1  # account: nobody waits for a server's budget, test_collection_faults.py is about that
A_DAY = 288  # rounds
WORKERS = 3  # of a function; more only wait for the same cores
WORKER = ROOT / "tests" / "integration" / "collection_worker.py"


def seed(aside: Aside, count: int) -> None:
    """Members with one proven account each, never read."""
    store = {name: aside.module(f"pegel.store.{name}") for name in ("members", "account_items", "salts")}
    joined_at = datetime(2026, 1, 1, tzinfo=UTC)
    with (
        store["members"].MemberItem.batch_write() as members,
        store["account_items"].AccountItem.batch_write() as accounts,
        store["salts"].SaltItem.batch_write() as salts,
    ):
        for number in range(count):
            member_id = f"mem_{number:026d}"
            server = f"s{number // ON_A_SERVER}.example"
            handle, account_id = f"@u{number}@{server}", f"{number}@{server}"
            account = Account(member_id, "mastodon", handle, account_id, state="proven", proven_at=joined_at)
            members.save(
                store["members"].to_item(Member(member_id, name=f"u{number}", joined_at=joined_at, version=1))
            )
            accounts.save(store["account_items"].to_item(account))
            salts.save(store["salts"].SaltItem(member_id, salt=secrets.token_bytes(32)))


def a_day_ago(aside: Aside) -> None:
    """`schedule` ran last a day ago: every account is due once since."""
    ticks = aside.module("pegel.store.ticks")
    ticks.end_rounds(ticks.round_of(datetime.now(UTC)) - A_DAY)


def work(function: str, queue: str) -> Counter[str]:
    """Several workers of a function on one queue; how often each account was looked up by all of them."""
    roots = [ROOT / "tests", ROOT / "layers/pegel/python", *(ROOT / "functions" / name for name in FOLDERS)]
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots)), "POWERTOOLS_LOG_LEVEL": "ERROR"}
    command = [sys.executable, str(WORKER), function, queue]
    workers = [subprocess.Popen(command, env=settings, stdout=subprocess.PIPE) for _ in range(WORKERS)]
    told = [worker.communicate()[0].splitlines()[-1] for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * WORKERS
    return sum((Counter(json.loads(line)) for line in told), Counter())


def scored(aside: Aside) -> dict[str, dict[str, Any]]:
    """Member → document, of everybody who has one."""
    scores = aside.module("pegel.store.scores")
    items = [item for item in scores.ScoreItem.scan() if item.key.startswith("mem_")]
    assert len({item.key for item in items}) == len(items)
    return {item.key: json.loads(scores.get(item.key).document) for item in items[:20]} | {
        item.key: {} for item in items[20:]
    }


def test_a_round_for_thousands_of_members_loses_none_and_doubles_none(aside: Aside) -> None:
    seed(aside, MANY)
    a_day_ago(aside)

    assert aside.module("schedule").lambda_handler({}, aside.context)["accounts"] == MANY
    readings = work("collect", aside.collect_queue)
    work("score", aside.score_queue)

    assert set(readings.values()) == {1}, "each account was read once"
    assert len(readings) == MANY
    assert Counter(member for member, _ in in_objects(aside)) == Counter(f"mem_{n:026d}" for n in range(MANY))
    assert len(scored(aside)) == MANY
    assert (aside.waiting(aside.collect_queue), aside.waiting(aside.score_queue)) == (0, 0)


def test_a_second_tick_of_the_same_round_queues_nothing(aside: Aside) -> None:
    schedule = aside.module("schedule")
    schedule.lambda_handler({}, aside.context)
    assert schedule.lambda_handler({}, aside.context) == {"rounds": 0, "accounts": 0}


def in_objects(aside: Aside) -> Iterator[tuple[str, str]]:
    """(member, account) of every record in every snapshot object."""
    s3, bucket = aside.stack.client("s3"), aside.environment["SNAPSHOTS_BUCKET"]
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for listed in page["Contents"]:
            head = s3.get_object(Bucket=bucket, Key=listed["Key"])["Body"].readline()
            yield from ((member_id, account) for member_id, account, _ in json.loads(head))
