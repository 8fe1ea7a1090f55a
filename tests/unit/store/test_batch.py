"""Messages of CollectQueue."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from pegel.store.batch import MOST, Batch, batches, from_json, parts

EVENTS = Path(__file__).resolve().parents[3] / "events"


def test_a_batch_is_one_network_and_no_more_accounts_than_are_read_at_once() -> None:
    pairs = [(f"mem_{number}", f"github#{number:03d}") for number in range(2 * MOST + 10)]
    pairs.append(("mem_1", "bluesky#did:plc:a"))
    made = batches(pairs)
    assert sorted(len(batch.accounts) for batch in made) == [1, 10, MOST, MOST]
    assert sorted(pair for batch in made for pair in batch.accounts) == sorted(pairs)
    assert all(key.startswith(f"{batch.network}#") for batch in made for _, key in batch.accounts)


def test_nothing_due_makes_no_message() -> None:
    assert batches([]) == []


def test_a_message_is_read_as_it_was_sent() -> None:
    fresh = Batch("github", (("mem_1", "github#1"),))
    put_off = Batch("github", (("mem_1", "github#1"),), datetime(2026, 11, 25, 9, 30, tzinfo=UTC))
    assert from_json(fresh.to_json()) == fresh
    assert from_json(put_off.to_json()) == put_off
    assert "since" not in json.loads(fresh.to_json())


def test_the_sample_event_is_such_a_message() -> None:
    (record,) = json.loads((EVENTS / "collect.json").read_text())["Records"]
    assert from_json(record["body"]).network == "mastodon"


def test_parts_leave_nothing_out() -> None:
    assert list(parts(range(5), 2)) == [(0, 1), (2, 3), (4,)]
