"""API keys: their form, how they are looked up, how they end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from unit.api.gateway import Wire, function

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


class Keys:
    """The Keys table, from memory."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, object]] = {}
        self.asked: list[str] = []

    def __call__(self, operation: str, said: dict[str, object]) -> tuple[int, dict[str, object]]:
        told: dict = said  # type: ignore[type-arg]
        self.asked.append(operation)
        match operation:
            case "PutItem":
                self.items[told["Item"]["key"]["S"]] = told["Item"]
                return 200, {}
            case "GetItem":
                found = self.items.get(told["Key"]["key"]["S"])
                return 200, {"Item": found} if found else {}
            case "Scan":
                (wanted,) = told["ExpressionAttributeValues"].values()
                alike = [one for one in self.items.values() if one["id"] == wanted]
                return 200, {"Items": alike, "Count": len(alike), "ScannedCount": len(self.items)}
        assert operation == "UpdateItem"
        item = self.items[told["Key"]["key"]["S"]]
        (item["revoked_at"],) = told["ExpressionAttributeValues"].values()
        return 200, {"Attributes": item}


@pytest.fixture
def kept() -> Iterator[SimpleNamespace]:
    """The store and its table."""
    with function("scores"):
        from pegel.store import api_keys

        table = Keys()
        Wire(table).attach(api_keys.KeyItem._get_connection().connection.client)
        yield SimpleNamespace(keys=api_keys, table=table)


def test_a_key_is_told_once_and_kept_as_a_hash(kept: SimpleNamespace) -> None:
    text = kept.keys.create("Ada", NOON)
    assert re.fullmatch(r"pegel_live_\w{8}_\w{32}_\w{6}", text)
    written = json.dumps(kept.table.items)
    assert text not in written
    assert text[20:52] not in written, "its secret part"
    key = kept.keys.owner(text, NOON)
    assert (key.owner, key.scopes, key.live, key.created_at) == ("Ada", ("read",), True, NOON)
    assert key.shown == f"{text[:20]}…{text[-4:]}"


def test_a_key_for_tests_says_so(kept: SimpleNamespace) -> None:
    text = kept.keys.create("Ada", NOON, live=False)
    assert text.startswith("pegel_test_")
    assert not kept.keys.owner(text, NOON).live


def test_two_keys_are_two(kept: SimpleNamespace) -> None:
    assert kept.keys.create("Ada", NOON) != kept.keys.create("Ada", NOON)


@pytest.mark.parametrize("at", [6, 15, 30, 51, 55])
def test_a_mistyped_key_is_refused_without_a_look(kept: SimpleNamespace, at: int) -> None:
    text = kept.keys.create("Ada", NOON)
    other = text[:at] + ("x" if text[at] != "x" else "y") + text[at + 1 :]
    kept.table.asked.clear()
    assert kept.keys.owner(other, NOON) is None
    assert kept.table.asked == []


@pytest.mark.parametrize("text", ["", "pegel_live_", "x" * 58, "pegel_live_" + "é" * 48, "eyJhbGciOi.J.S"])
def test_what_is_no_key_is_nobody_s(kept: SimpleNamespace, text: str) -> None:
    assert kept.keys.owner(text, NOON) is None
    assert kept.table.asked == []


def test_a_well_formed_key_that_nobody_made_is_nobody_s(kept: SimpleNamespace) -> None:
    head = "pegel_live_abcdefgh_" + "x" * 32
    assert kept.keys.owner(f"{head}_{kept.keys.checksum(head)}", NOON) is None
    assert kept.table.asked == ["GetItem"]


def test_a_look_up_is_good_for_a_minute_and_so_is_a_revoked_key(kept: SimpleNamespace) -> None:
    text = kept.keys.create("Ada", NOON)
    assert kept.keys.owner(text, NOON)
    kept.table.asked.clear()
    assert kept.keys.revoke(text[:20], NOON).revoked_at == NOON
    assert kept.keys.owner(text, NOON + timedelta(seconds=59))
    assert "GetItem" not in kept.table.asked
    assert kept.keys.owner(text, NOON + timedelta(seconds=60)) is None


def test_a_key_is_revoked_once(kept: SimpleNamespace) -> None:
    text = kept.keys.create("Ada", NOON)
    kept.keys.revoke(text[11:19], NOON)
    again = kept.keys.revoke(text[11:19], NOON + timedelta(days=1))
    assert again.revoked_at == NOON
    assert kept.keys.revoke("nobodys1", NOON) is None
