"""Which rounds `schedule` has to do, and whose turn it is in each."""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime
from pathlib import Path

from pegel.store.slots import SLOTS, daily, weekly

FILE = Path(__file__).resolve().parents[2] / "functions" / "schedule" / "rounds.py"
SPEC = importlib.util.spec_from_file_location("rounds", FILE)
assert SPEC and SPEC.loader
rounds = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(rounds)


def test_the_next_round_is_the_one_after_the_last() -> None:
    assert list(rounds.to_do(1000, 1001)) == [1001]
    assert list(rounds.to_do(1001, 1001)) == []


def test_rounds_that_were_missed_are_caught_up() -> None:
    assert list(rounds.to_do(1000, 1004)) == [1001, 1002, 1003, 1004]


def test_after_a_week_of_silence_every_account_is_read_once_not_seven_times() -> None:
    todo = rounds.to_do(1000, 1000 + 7 * SLOTS)
    assert len(todo) == SLOTS
    slots = [rounds.slots(number)[0] for number in todo]
    assert len(set(slots)) == SLOTS


def test_the_slot_is_that_of_the_clock_and_the_weekday_that_of_the_calendar() -> None:
    wednesday = datetime(2026, 11, 25, 9, 32, tzinfo=UTC)
    assert rounds.slots(int(wednesday.timestamp()) // 300) == ("114", "114-2")


def test_within_a_week_a_quiet_account_has_its_turn_once() -> None:
    key = "github#58116837"
    turns = [slot for number in range(7 * SLOTS) for slot in rounds.slots(number) if slot == weekly(key)]
    assert len(turns) == 1
    assert sum(daily(key) in rounds.slots(number) for number in range(7 * SLOTS)) == 7
