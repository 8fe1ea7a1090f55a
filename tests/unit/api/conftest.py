"""The API functions, with a table in memory behind them."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from unit.api import reasons
from unit.api.gateway import Answer, Table, Wire, asking, function
from unit.api.limits import Limits

from pegel.scoring import history

DOCUMENTS = {
    "mira": b'{"name":"mira","score":64,"value":63.98,"model":"2026.11"}',
    "noor": b'{"name":"noor","score":null,"value":null,"model":"2026.11"}',
    "shy": b'{"name":"shy","score":50,"value":50.0,"model":"2026.11"}',
    "ada": reasons.document("ada"),
}


def past(scores: dict[int, float | None]) -> list[history.Day]:
    """Days of November 2026."""
    return [history.Day(date(2026, 11, day), value, "2026.11") for day, value in scores.items()]


WHOLE = past({22: 62.0, 23: None, 24: 63.5, 25: 63.98})
NETWORKS = {"github": past({24: 10.0, 25: 11.0}), "mastodon": past({25: 27.4})}


@pytest.fixture(scope="module")
def api() -> Iterator[SimpleNamespace]:
    """The scores function: `ask`, its `table`, its store and what it logged."""
    with function("scores") as entry:
        from pegel.store import score_items
        from pegel.store import scores as store
        from pegel.telemetry import logger

        table, said = Table(), io.StringIO()
        limits = guarded(table)
        Wire(table).attach(score_items.ScoreItem._get_connection().connection.client)
        handler = logging.StreamHandler(said)
        handler.setFormatter(logger.registered_formatter)
        logger.addHandler(handler)
        for name, document in DOCUMENTS.items():
            keep(table, store, name, document)
        table.keep(
            score_items.ScoreItem("mastodon#@mira@pegel.example", member_id="mem_mira", account="mastodon#1")
        )
        ask = partial(by_somebody_else, asking(entry), (f"192.0.{n >> 8}.{n & 255}" for n in count()))
        yield SimpleNamespace(ask=ask, table=table, store=store, said=said, limits=limits)


def guarded(keys: Table) -> Limits:
    """What the guard of the public API asks: the Limits table, and that of the keys."""
    from pegel.store import api_keys, limits_table

    limits = Limits()
    Wire(limits).attach(limits_table.connection().client)
    Wire(keys).attach(api_keys.KeyItem._get_connection().connection.client)
    return limits


def by_somebody_else(
    ask: Callable[..., Answer], addresses: Iterator[str], *parts: Any, **more: Any
) -> Answer:
    """Each request from another address, unless the test says which: nobody runs into a limit."""
    return ask(*parts, **{"address": next(addresses), **more})


def keep(table: Table, store: Any, name: str, document: bytes) -> None:
    """A member's items, as the store writes them; `shy` has taken their page down."""
    from pegel.store import score_items

    member_id = f"mem_{name}"
    table.keep(score_items.ScoreItem(f"name#{name}", member_id=member_id))
    whole = history.pack(WHOLE) if name == "mira" else b""
    table.keep(
        score_items.ScoreItem(
            member_id, document=score_items.deflated(document), history=whole, hidden=name == "shy"
        )
    )
    why, looks = (score_items.deflated(each) for each in (reasons.why(), reasons.looks()))
    kept = score_items.joined(reasons.histories(NETWORKS))
    table.keep(score_items.ScoreItem(f"why#{member_id}", document=why, history=kept, inputs=looks))


@pytest.fixture
def get(api: SimpleNamespace) -> Callable[..., Answer]:
    """GET a path of the public API."""
    return lambda path, **more: api.ask("GET", path, **more)


@pytest.fixture
def lines(api: SimpleNamespace) -> Callable[[], list[dict[str, Any]]]:
    """What was logged since the last look."""

    def since() -> list[dict[str, Any]]:
        text = api.said.getvalue()
        api.said.seek(0)
        api.said.truncate()
        return [json.loads(line) for line in text.splitlines()]

    since()
    return since


SIGNED_IN = {"AuthenticationResult": {"AccessToken": "access", "ExpiresIn": 900, "RefreshToken": "refresh"}}


class Cognito:
    """Cognito's answers: one person is known, everything else is refused as Cognito refuses it."""

    def __init__(self) -> None:
        self.refusal = ""

    def __call__(self, operation, said):
        if self.refusal:
            return 400, {"__type": self.refusal, "message": "secret detail: User does not exist"}
        if operation == "InitiateAuth":
            return 200, SIGNED_IN
        if operation == "SignUp":
            return 200, {"UserConfirmed": False, "UserSub": "3f1d0c4e-9a5b-4c6d-8e7f-0123456789ab"}
        return 200, {}


@pytest.fixture(scope="module")
def members():
    with function("members") as entry:
        cognito = Cognito()
        wire = Wire(cognito)
        wire.attach(sys.modules["identity"].client())
        yield SimpleNamespace(ask=asking(entry), cognito=cognito, wire=wire)


@pytest.fixture
def ask(members):
    members.cognito.refusal = ""
    members.wire.asked.clear()
    return members.ask


@pytest.fixture
def refusing(members, ask):
    """Cognito refuses everything by this name."""

    def refuse(name):
        members.cognito.refusal = name

    return refuse
