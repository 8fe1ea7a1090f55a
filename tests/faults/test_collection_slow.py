"""Hosts that do not end, and hosts that want to be left alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import pytest
from aside import Aside
from faults.batch import account_of, collect, join, put_off
from integration.mastodon_servers import Servers

from pegel.answer import Answer
from pegel.errors import Unreachable
from pegel.social import Account


class Hanging(Servers):
    """Does not answer before it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        self.let_go.wait(30)
        return super().get(url, headers)


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    servers = Hanging()
    yield servers
    servers.let_go.set()


class Tired(Servers):
    """Answers, and says that this was the last call for ten minutes."""

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        answer = super().get(url, headers)
        said = {**answer.headers, "x-ratelimit-remaining": "0", "retry-after": "600"}
        return Answer(answer.status, said, answer.body, url, self.now)


def test_a_pause_that_a_good_answer_asked_for_is_kept_by_the_next_batch_too(aside: Aside) -> None:
    join(aside, "good")
    collect(aside, ("good",), Tired())
    servers = Servers()
    assert collect(aside, ("good",), servers) == {"batchItemFailures": []}
    assert not servers.readings, "it is left alone"
    assert len(put_off(aside)) == 2
    blocked_until = aside.module("pegel.store.limits").found("host#mastodon#good.example").blocked_until
    assert 590 < blocked_until - datetime.now(UTC).timestamp() <= 600
    assert "asked for a pause" in account_of(aside, "good").trouble


def test_an_account_that_never_ends_is_its_hosts_trouble_and_those_behind_it_are_put_off(
    aside: Aside, hanging: Hanging
) -> None:
    reading = aside.module("reading")
    network = aside.module("pegel.networks").NETWORKS["mastodon"](hanging)
    accounts = [
        Account("mem_x", "mastodon", f"@u1@s{number}.example", f"1@s{number}.example")
        for number in range(reading.AT_ONCE + 2)
    ]
    admitted = reading.Admission(network, datetime.now(UTC))
    results = [result for _, result in reading.read(admitted, accounts, 3.0, enough=0.1)]
    assert [str(one) for one in results if isinstance(one, Unreachable)] == ["took longer than 0 s"] * 16
    assert [one for one in results if isinstance(one, reading.PutOff)] == [reading.PutOff(0.0)] * 2


def test_an_account_that_had_little_time_is_put_off(aside: Aside, hanging: Hanging) -> None:
    reading = aside.module("reading")
    network = aside.module("pegel.networks").NETWORKS["mastodon"](hanging)
    account = Account("mem_x", "mastodon", "@u1@s1.example", "1@s1.example")
    admitted = reading.Admission(network, datetime.now(UTC))
    assert reading.read(admitted, [account], 0.1) == [(account, reading.PutOff(0.0))]
