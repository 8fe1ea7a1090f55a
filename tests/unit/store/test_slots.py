"""When accounts are read."""

from __future__ import annotations

from collections import Counter

from pegel.store.slots import SLOTS, daily, early, weekly

KEYS = [f"mastodon#{number}" for number in range(28_800)]


def test_a_slot_is_one_of_the_day_and_never_moves() -> None:
    assert daily("bluesky#did:plc:a") == daily("bluesky#did:plc:a") == "184"
    assert {daily(key) for key in KEYS} == {f"{number:03d}" for number in range(SLOTS)}


def test_the_day_is_filled_evenly() -> None:
    counts = Counter(map(daily, KEYS)).values()
    assert min(counts) > 50 and max(counts) < 150, "100 on average"


def test_a_quiet_account_keeps_its_five_minutes_on_one_weekday() -> None:
    assert all(weekly(key).split("-")[0] == daily(key) for key in KEYS[:100])
    days = Counter(weekly(key).split("-")[1] for key in KEYS)
    assert set(days) == set("0123456")
    assert max(days.values()) < 1.1 * min(days.values())


def test_who_waits_for_a_new_day_is_in_its_first_hour() -> None:
    assert {early(key) for key in KEYS} == {f"{number:03d}" for number in range(12)}
