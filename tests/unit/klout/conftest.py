"""The scores function as Klout's clients see it, with a few members in tables in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from unit.api.gateway import Answer, Context, Wire, event, function

from pegel.scoring import history

TODAY = date(2026, 11, 25)
MIRA, JONAS, NOOR, LOTTE, SHY = (
    "8125501736429953",
    "4410982203317",
    "7700112233445566",
    "6655443322110099",
    "5544332211009988",
)
TOPICS = [
    {"slug": "databases", "name": "Databases", "score": 41.5},
    {"slug": "rust", "name": "Rust", "score": None},
]
SCORED: dict[str, Any] = {
    "sub_scores": {"reach": 1840, "amplification": 41.7, "network": 58.4},
    "style": {"id": 11, "name": "Specialist"},
    "topics": TOPICS,
}


class Tables:
    """DynamoDB's answers from memory, whatever the table: what has a key is kept under it."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.refusal = ""

    def keep(self, item: Any) -> None:
        """Keep a pynamodb item."""
        wire = item.serialize()
        self.items[wire["key"]["S"]] = wire

    def __call__(self, operation: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.refusal:
            return 400, {"__type": f"com.amazonaws#{self.refusal}", "message": "not now"}
        if operation == "PutItem":
            self.items[said["Item"]["key"]["S"]] = said["Item"]
        if operation == "GetItem":
            found = self.items.get(said["Key"]["key"]["S"])
            return 200, {"Item": found} if found else {}
        if operation == "BatchGetItem":
            ((name, wanted),) = said["RequestItems"].items()
            there = [self.items[key["key"]["S"]] for key in wanted["Keys"] if key["key"]["S"] in self.items]
            return 200, {"Responses": {name: there}, "UnprocessedKeys": {}}
        return 200, {}


def rising(last: float) -> bytes:
    """Forty days up to today, a twentieth of a point more each day."""
    ages = range(40, 0, -1)
    days = [history.Day(TODAY - timedelta(days=age), last - 0.05 * age, "2026.11") for age in ages]
    return history.pack([*days, history.Day(TODAY, last, "2026.11")])


@pytest.fixture(scope="module")
def api() -> Iterator[SimpleNamespace]:
    """The function, its tables, its stores, and `keep`, which adds a member."""
    with function("scores") as entry:
        from pegel.store import api_keys, limits_table, score_items

        tables = Tables()
        clients = [
            model._get_connection().connection.client for model in (score_items.ScoreItem, api_keys.KeyItem)
        ]
        wires = [Wire(tables) for _ in range(3)]
        for wire, client in zip(wires, [*clients, limits_table.connection().client], strict=True):
            wire.attach(client)
        known = SimpleNamespace(entry=entry, tables=tables, items=score_items, keys=api_keys, wire=wires[0])
        populate(known)
        yield known


def populate(api: SimpleNamespace) -> None:
    """Mira, Jonas and Noor have scores, Noor no account on X; Lotte has no score yet; Shy hides theirs."""
    keep(api, "mira", MIRA, 64.0281735210437, x=("90718004", "mira_misst"), **SCORED)
    moved: dict[str, Any] = {"change": {"day": 0.25}}
    keep(api, "jonas", JONAS, 71.0, x=("104", "jonas_t"), **moved)
    keep(api, "noor", NOOR, 7.25, account="mastodon#@noor@pegel.example", **moved)
    keep(api, "lotte", LOTTE, None, x=("105", "lotte_b"))
    keep(api, "shy", SHY, 50.0, x=("106", "shy_one"), hidden=True)
    named = {"mem_jonas": 9.0, "mem_noor": 8.0, "mem_shy": 7.0}
    hers = named | {f"mem_quiet{n}": 1.0 for n in range(12)}
    theirs = {who: named[who] for who in ("mem_noor", "mem_shy")} | {f"mem_quiet{n}": 1.0 for n in range(23)}
    document = api.items.deflated(json.dumps({"x#90718004": theirs}).encode())
    api.tables.keep(api.items.ScoreItem("influence#mem_mira", document=document))
    api.tables.keep(api.items.ScoreItem("influencers#mem_mira", ties=hers))


def keep(  # noqa: PLR0917 - a member has that many parts
    api: SimpleNamespace,
    name: str,
    klout_id: str,
    value: float | None,
    x: tuple[str, str] | None = None,
    account: str = "",
    hidden: bool = False,
    past: bytes | None = None,
    **more: Any,
) -> None:
    """A member's items, as the store writes them."""
    item, member_id = api.items.ScoreItem, f"mem_{name}"
    document = {"name": name, "value": value, "scored_at": f"{TODAY}T05:00:00Z", "klout_id": klout_id, **more}
    document |= {"networks": [{"network": "x", "handle": x[1]}] if x else []}
    packed = api.items.deflated(json.dumps(document).encode())
    whole = rising(round(value, 2)) if value and past is None else past or b""
    api.tables.keep(item(member_id, document=packed, history=whole, hidden=hidden))
    key = f"x#{x[0]}" if x else None
    api.tables.keep(item(f"klout#{klout_id}", member_id=member_id, account=key))
    if x:
        api.tables.keep(item(f"id#{key}", member_id=member_id, account=key, handle=x[1]))
        api.tables.keep(item(f"x#{x[1]}", member_id=member_id, account=key))
    if account:
        api.tables.keep(item(account, member_id=member_id, account="mastodon#1@pegel.example"))


@pytest.fixture
def get(api: SimpleNamespace) -> Callable[..., Answer]:
    """GET a path with its query, as written; `{key}` is a new key, so that no call is one too many."""

    def got(address: str, method: str = "GET", **headers: str) -> Answer:
        if "{key}" in address:
            address = address.replace("{key}", api.keys.create("tests", datetime.now(UTC)))
        path, _, query = address.partition("?")
        sent = event(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
        told = api.entry.lambda_handler(sent | {"rawQueryString": query}, Context())
        return Answer(told["statusCode"], told["headers"], told["body"], ())

    return got
