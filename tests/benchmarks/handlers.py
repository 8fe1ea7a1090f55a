"""One read of a score: Pegel's handler against a bare one, Chalice, FastAPI with Mangum.

Everybody gets the event as bytes and gives the answer as bytes, as Lambda's runtime does; serves the same
document; writes the same log line. `memory`: the store is a dict, what remains is the handler. `table`: all
read through our store, DynamoDB answers at the transport, so signing and parsing stay in.
"""

from __future__ import annotations

import io
import json
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging import StreamHandler
from types import ModuleType, SimpleNamespace
from typing import Any

from benchmarks import frameworks
from benchmarks.measure import Row, against_itself, interleaved
from unit.api.conftest import guarded
from unit.api.gateway import Context, Table, Wire, event, function

GOAL = 5.0  # times the bare handler that logs nothing
PATH = "/v3/scores/mira"
DOCUMENT: dict[str, Any] = {
    "name": "mira",
    "display_name": "Mira Albrecht",
    "region": "DE",
    "score": 64,
    "value": 63.98125731,
    "interval": [62.1, 65.8],
    "enough_data": True,
    "model": "2026.11",
    "scored_at": "2026-11-25T04:05:00Z",
    "change": {"day": 0.1, "week": -0.2, "month": 3.0},
    "networks": [
        {"network": name, "handle": handle, "points": points, "stale_since": None}
        for name, handle, points in (
            ("mastodon", "@mira@pegel.example", 27.412),
            ("bluesky", "mira.pegel.example", 21.118),
            ("github", "mira-pegel", 14.451),
        )
    ],
}
BODY = json.dumps(DOCUMENT, separators=(",", ":")).encode()


def rows(rounds: int = 5) -> list[Row]:
    """All lines of the table."""
    return [*measured("memory", from_memory, rounds), *measured("table", from_table, rounds)]


def measured(group: str, store: Callable[[], Any], rounds: int) -> Iterator[Row]:
    """Candidates over one kind of store: answers compared, then A/A, then the time."""
    with store() as (entry, find):
        calls = candidates(entry, find)
        compare(calls)
        apart = against_itself(calls["bare"], rounds)
        taken = interleaved(calls, rounds)
    for name, seconds in taken.items():
        goal = GOAL if name == "Pegel" else None
        ratio = seconds / taken["bare"]
        yield Row(f"read, {group}", name, 1e6 * seconds, "µs", ratio, goal, f"A/A {apart:.1%}")
    behind = taken["Pegel"] / taken["FastAPI + Mangum"]
    yield Row(f"read, {group}", "Pegel ÷ FastAPI + Mangum", behind, "", behind, 1.0)


def candidates(entry: Any, find: frameworks.Find) -> dict[str, Callable[[], bytes]]:
    """Each as bytes in, bytes out."""
    from pegel.telemetry import logger

    for handler in logger.handlers:
        assert isinstance(handler, StreamHandler)
        handler.setStream(Bin())  # lines are made and written, into nothing

    def tell(route: str | None, status: int) -> None:
        logger.info("answered", extra={"request_id": "req_1", "route": route, "status": status, "ms": 0.1})

    request = {**event("GET", PATH, headers=HEADERS), "pathParameters": {"name": "mira"}}
    first = frameworks.first_format(request)
    return {
        "bare": runtime(frameworks.bare(find, lambda *_: None), request),
        "bare, logging": runtime(frameworks.bare(find, tell), request),
        "Pegel": runtime(entry.lambda_handler, request),
        "Chalice": runtime(frameworks.chalice(find, tell), first),
        "FastAPI + Mangum": runtime(frameworks.fastapi(find, tell), request),
    }


HEADERS = {
    "accept": "application/json",
    "accept-encoding": "gzip, br",
    "user-agent": "curl/8.10",
    "x-forwarded-for": "192.0.2.7",
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
}


def runtime(handler: frameworks.Handler, request: dict[str, Any]) -> Callable[[], bytes]:
    """A call as Lambda's runtime makes it."""
    sent, context = json.dumps(request), Context()
    return lambda: json.dumps(handler(json.loads(sent), context)).encode()


def compare(calls: dict[str, Callable[[], bytes]]) -> None:
    """Everybody serves the same document, or there is nothing to compare."""
    for name, call in calls.items():
        answer = json.loads(call())
        served = (answer["statusCode"], json.loads(answer["body"]))
        assert served == (200, DOCUMENT), f"{name} served something else: {served}"


class Bin(io.TextIOBase):
    """Takes every log line, keeps none."""

    def write(self, text: str) -> int:
        return len(text)


@contextmanager
def from_memory() -> Iterator[tuple[Any, frameworks.Find]]:
    """The store's place is taken by one that answers from a dict."""
    kept = SimpleNamespace(document=BODY, history=b"", run_at=None)
    store, limits = ModuleType("pegel.store.scores"), ModuleType("pegel.store.limits_table")
    vars(store).update(by_name={"mira": kept}.get)
    vars(limits).update(update=granted, Mismatch=KeyError, Silent=OSError)
    with function("scores", {"pegel.store.scores": store, "pegel.store.limits_table": limits}) as entry:
        without_end()
        yield entry, {"mira": DOCUMENT}.get


def granted(key: str, *_: Any, **__: Any) -> dict[str, Any]:
    """A lot, or the day's salt."""
    return {"Attributes": {"salt": {"B": key.encode()}}}


def without_end() -> None:
    """Calls are counted as always, and nobody comes to the end of them."""
    from pegel.store import callers

    guard = sys.modules["guard"]
    plenty = callers.Policy("plenty", 10**9, 10**6)
    allowance = callers.OF_ADDRESS._replace(burst=plenty, daily=plenty)
    vars(guard).update(BY_ADDRESS=guard.BY_ADDRESS._replace(allowance=allowance))


@contextmanager
def from_table() -> Iterator[tuple[Any, frameworks.Find]]:
    """Our store, with DynamoDB's answers at its transport."""
    with function("scores") as entry:
        from pegel.store import score_items
        from pegel.store import scores as store

        table = Table()
        Wire(table).attach(score_items.ScoreItem._get_connection().connection.client)
        guarded(table)
        without_end()
        table.keep(score_items.ScoreItem("name#mira", member_id="mem_mira"))
        table.keep(score_items.ScoreItem("mem_mira", document=zlib.compress(BODY, 9), history=b""))

        def find(name: str) -> dict[str, Any]:
            kept = store.by_name(name)
            assert kept
            return dict(json.loads(kept.document))

        yield entry, find
