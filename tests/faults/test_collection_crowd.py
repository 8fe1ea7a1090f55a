"""A thousand accounts of eight networks, 300 ms away, every twentieth answer no good (networks.md §5)."""

from __future__ import annotations

import heapq
import json
import socket
import subprocess
import sys
import threading
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from aside import Aside
from faults.bad_servers import PUBLIC, self_signed
from faults.crowd import CROWD, HOSTS, SERVERS

from pegel.errors import NetworkError, RateLimited
from pegel.fetch import Live
from pegel.networks import NETWORKS
from pegel.social import Access, Account

LATENCY = 0.3  # seconds
WORKERS = 4  # batches under way, 16 readings in each
BATCH = 100  # accounts, as many as a message names
ACCESS = Access(client_id="c", key="k", token="t", agreed="2026-11-25 by the tests")
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Live]]:
    """The log of the servers, and the way to them."""
    folder = tmp_path_factory.mktemp("crowd")
    certificate = self_signed(folder, HOSTS, "crowd.pem")
    command = [sys.executable, "-m", "faults.crowd", str(folder), str(LATENCY)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        port = int(server.stdout.readline())

        def connect(answer: Any, seconds: float) -> socket.socket:
            return socket.create_connection(("127.0.0.1", port), seconds)

        def resolve(host: str, to: int) -> list[Any]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (PUBLIC, to))]

        yield folder / "log", Live(resolve=resolve, connect=connect, trust=str(certificate), total=2.0)
        server.kill()


def accounts() -> Iterator[Account]:
    """All of them, a network after the other."""
    for name, twins in CROWD.items():
        for n in range(twins.many):
            told = {"n": f"{n:04}", "server": n % SERVERS}
            yield Account(
                f"mem_{name}{n}", name, twins.handle.format(**told), twins.account_id.format(**told)
            )


@dataclass
class Queue:
    """Batches by when they may be taken up; what came of each account."""

    aside: Aside
    live: Live
    came: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    waiting: list[tuple[float, int, str, list[Account]]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)
    lock: threading.Lock = field(default_factory=threading.Lock)
    busy: int = 0
    rested: float = 0.0  # seconds of all readers, while hosts wanted a pause

    def put(self, name: str, batch: list[Account], wait: float) -> None:
        heapq.heappush(self.waiting, (time.monotonic() + wait, next(self.numbers), name, batch))

    def work(self) -> None:
        """A worker, until nothing is left."""
        while True:
            with self.lock:
                if not self.waiting and not self.busy:
                    return
                ready = self.waiting and self.waiting[0][0] <= time.monotonic()
                if ready:
                    *_, name, batch = heapq.heappop(self.waiting)
                    self.busy += 1
            if not ready:
                time.sleep(0.02)
                continue
            results = self.read(name, batch)
            with self.lock:
                self.busy -= 1
                self.take(name, results)

    def read(self, name: str, batch: list[Account]) -> list[tuple[Account, Any]]:
        """As `collect` does with a message."""
        admission, reading = self.aside.module("admission"), self.aside.module("reading")
        network = NETWORKS[name](self.live, ACCESS, b"key")
        read: list[tuple[Account, Any]] = reading.read(
            admission.Admission(network, datetime.now(UTC)), batch, 100.0
        )
        with self.lock:
            self.rested += sum(network.rested)
        return read

    def take(self, name: str, results: list[tuple[Account, Any]]) -> None:
        """What was put off comes again, the rest is done."""
        again: dict[float, list[Account]] = defaultdict(list)
        for account, result in results:
            if hasattr(result, "wait"):
                again[result.wait].append(account)
            elif isinstance(result, RateLimited):
                again[max(0.1, (result.until - datetime.now(UTC)).total_seconds())].append(account)
            else:
                self.came[account.key].append(result)
        for wait, batch in again.items():
            self.put(name, batch, wait)


@pytest.fixture(scope="module")
def run(crowd: tuple[Path, Live], crowd_aside: Aside) -> dict[str, Any]:
    """What came of everybody, what the servers noted, and how long it took."""
    queue = Queue(crowd_aside, crowd[1])
    everybody: dict[str, list[Account]] = defaultdict(list)
    for account in accounts():
        everybody[account.network].append(account)
    batches = [
        (name, several[at : at + BATCH])
        for name, several in everybody.items()
        for at in range(0, len(several), BATCH)
    ]
    for name, batch in sorted(batches, key=lambda one: -len(one[1])):  # the small ones fill what is left
        queue.put(name, batch, 0.0)
    began, worked = time.monotonic(), time.process_time()
    threads = [threading.Thread(target=queue.work) for _ in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = [json.loads(line) for line in crowd[0].read_text().splitlines()]
    told = {"wall": time.monotonic() - began, "cpu": time.process_time() - worked}
    return told | {"came": queue.came, "log": lines, "rested": queue.rested}


def test_everybody_is_read_or_has_an_error_with_a_name_and_nobody_twice(run: dict[str, Any]) -> None:
    came = run["came"]
    assert len(came) == 1_000
    assert {len(results) for results in came.values()} == {1}
    kinds = Counter(type(result).__name__ for (result,) in came.values())
    odd = [r for (r,) in came.values() if not (isinstance(r, NetworkError) or type(r).__name__ == "Read")]
    assert not odd
    assert kinds["Read"] > 700
    assert kinds["Unreachable"] and kinds["BadAnswer"]


def test_no_host_is_asked_more_often_than_its_budget_in_any_window(run: dict[str, Any]) -> None:
    asked: dict[str, list[float]] = defaultdict(list)
    for at, host, *_ in run["log"]:
        asked[host].append(at)
    assert len(asked) == len(HOSTS)
    for host, times in asked.items():
        network = NETWORKS[HOSTS[host]]
        most, seconds = network.budget if host not in network.also else network.also[host][1:]
        times.sort()
        fullest = max(bisect_left(times, begin + seconds) - at for at, begin in enumerate(times))
        assert fullest <= most, host


def test_what_it_took_is_told(run: dict[str, Any]) -> None:
    calls, slow = len(run["log"]), sum(fault == "slow" for *_, fault in run["log"])
    waited = calls * LATENCY + slow * (2.0 - LATENCY) + run["rested"]
    ideal = waited / (WORKERS * 16)
    print(f"{calls:,} calls in {run['wall']:.1f} s, ideal {ideal:.1f} s: × {run['wall'] / ideal:.2f}; "
          f"{1_000 * run['cpu'] / calls:.2f} ms of processor a call")  # fmt: skip
    assert run["wall"] < 5 * ideal, "a bound against standing still: the ratio itself is for `make bench`"
