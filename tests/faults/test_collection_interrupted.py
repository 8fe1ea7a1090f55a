"""Killed, late, twice, or not at all: what was to be read is read, once, and nothing newer is overwritten."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from aside import FOLDERS, ROOT, Aside, Context
from faults.batch import account_of, collect, documents, event, join, objects, score
from integration.mastodon_servers import Servers


def test_when_its_time_is_nearly_over_it_hands_the_rest_back(aside: Aside) -> None:
    join(aside, "good")
    assert collect(aside, ("good",), Servers(), Context(seconds=1)) == {"batchItemFailures": []}
    assert not account_of(aside, "good").reading
    limits = aside.module("pegel.store.limits")
    untouched = limits.found("host#mastodon#good.example") is None
    assert untouched, "what was not asked costs its host's budget nothing"
    assert aside.serve(aside.collect_queue, partial(aside.module("collect").collect, by=Servers())) == 1
    assert account_of(aside, "good").reading


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
    ticks, schedule = aside.module("pegel.store.ticks"), aside.module("schedule")
    ticks.end_rounds(ticks.round_of(datetime.now(UTC)) - 3 * 288)
    assert schedule.lambda_handler({}, aside.context) == {"rounds": 288, "accounts": 2}
    assert schedule.lambda_handler({}, aside.context) == {"rounds": 0, "accounts": 0}


@dataclass
class Ending(Context):
    """Each time somebody looks at the clock a second less is left."""

    def get_remaining_time_in_millis(self) -> int:
        self.seconds -= 1
        return super().get_remaining_time_in_millis()


def test_a_day_too_long_for_one_run_is_caught_up_by_several(aside: Aside) -> None:
    join(aside, "good", "fine")
    ticks, schedule = aside.module("pegel.store.ticks"), aside.module("schedule")
    current = ticks.round_of(datetime.now(UTC))
    ticks.end_rounds(current - 288)
    assert schedule.lambda_handler({}, Ending(seconds=19))["rounds"] == 4, (
        "the last begins 15 s before the end"
    )
    rest = schedule.lambda_handler({}, aside.context)
    assert rest["rounds"] - (ticks.round_of(datetime.now(UTC)) - current) in {283, 284}
    assert aside.waiting(aside.collect_queue) == 2


def test_two_ticks_at_once_are_one(aside: Aside) -> None:
    ticks, now = aside.module("pegel.store.ticks"), datetime.now(UTC)
    assert ticks.begin_rounds(now) is not None
    assert aside.module("schedule").lambda_handler({}, aside.context) == {"rounds": 0, "accounts": 0}
    assert ticks.begin_rounds(now + timedelta(seconds=ticks.LEASE)) is not None, (
        "a run that died holds nobody up"
    )
