"""How often a caller may ask, with DynamoDB's answers at the transport: one process, and two of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from unit.api.gateway import Wire, function
from unit.api.limits import Limits

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
Process = Callable[[], Any]


@pytest.fixture
def table() -> Limits:
    return Limits()


@pytest.fixture
def process(table: Limits) -> Process:
    """A new process's own copy of the store, on the same table."""

    def start() -> Any:
        with function("scores"):
            from pegel.store import addresses, api_keys, callers, limits_table

            Wire(table).attach(limits_table.connection().client)
        return SimpleNamespace(callers=callers, addresses=addresses, keys=api_keys, table=limits_table)

    return start


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def spend(process: Any, at: datetime = NOON, caller: str = "key#a") -> Any:
    return process.callers.spend(caller, process.callers.OF_KEY, at)


def test_the_eleventh_call_of_a_second_is_refused_and_told_when_to_come_back(process: Process) -> None:
    one = process()
    assert [spend(one).refused for _ in range(10)] == [None] * 10
    refused = spend(one)
    assert (refused.refused.name, refused.wait, refused.burst) == ("burst", 1, 0)
    assert spend(one, after(1)).refused is None


def test_what_is_left_is_counted_down(process: Process) -> None:
    one = process()
    left = [spend(one) for _ in range(10)]
    assert [spent.burst for spent in left] == list(range(9, -1, -1))
    assert [spent.daily for spent in left] == list(range(9_999, 9_989, -1))


def test_two_processes_share_one_limit_and_neither_goes_without(process: Process) -> None:
    both = (process(), process())
    made = [number % 2 for number in range(30) if spend(both[number % 2]).refused is None]
    assert len(made) == 10
    assert set(made) == {0, 1}, "the second found some left"


def test_a_day_s_calls_are_as_many_in_two_processes_as_in_one(process: Process) -> None:
    both = (process(), process())
    made = 0
    for number in range(10_400):  # faster than a day's budget comes back, slower than a burst
        made += spend(both[number % 2], after(number)).refused is None
    assert 10_000 <= made <= 10_000 + 10_400 / 8.64


def test_a_day_s_budget_that_is_gone_comes_back_call_by_call(process: Process, table: Limits) -> None:
    one = process()
    gone = int(NOON.timestamp() * 1000) + 86_400_000
    table.items["key#a"] = {"burst_at": {"N": "0"}, "daily_at": {"N": str(gone)}}
    refused = spend(one)
    assert (refused.refused.name, refused.wait, refused.daily) == ("daily", 9, 0)
    assert spend(one, after(8)).refused is refused.refused
    assert spend(one, after(9)).refused is None
    assert spend(one, after(10)).refused is refused.refused


def test_a_lot_makes_a_call_cost_a_tenth_of_a_write(process: Process, table: Limits) -> None:
    one = process()
    assert not [1 for number in range(1_000) if spend(one, after(2 * number)).refused]
    assert table.writes == 100


def test_a_burst_costs_a_write_for_each_half_of_what_is_left(process: Process, table: Limits) -> None:
    one = process()
    for _ in range(30):
        spend(one)
    assert table.writes == 4, "5, 3, 1 and 1 calls; a refusal writes nothing"


def test_what_is_left_of_a_lot_is_spent_at_one_call_a_second(process: Process, table: Limits) -> None:
    both = (process(), process())
    for one in both:
        spend(one)
    made = [number % 2 for number in range(40) if spend(both[number % 2], after(60)).refused is None]
    assert len(made) == 11, "one more than the limit for the second process"


def test_callers_do_not_share(process: Process) -> None:
    one = process()
    for _ in range(11):
        spend(one)
    assert spend(one, caller="key#b").refused is None


def test_without_the_table_everybody_is_let_in_and_it_is_told_once(process: Process, table: Limits) -> None:
    one, table.broken = process(), True
    spent = [spend(one) for _ in range(30)]
    assert not [1 for each in spent if each.refused or not each.blind]
    (failure,) = [each.failure for each in spent if each.failure]
    assert "InternalServerError" in failure


def test_an_address_is_another_name_every_day_and_the_same_in_every_process(process: Process) -> None:
    both = (process(), process())
    names = {one.addresses.named("192.0.2.7", at) for one in both for at in (NOON, after(11 * 3600))}
    tomorrow = both[0].addresses.named("192.0.2.7", after(12 * 3600))
    assert len(names) == 1
    assert tomorrow not in names
    assert "192.0.2.7" not in str(names)


def test_a_customer_s_ipv6_addresses_are_one_caller(process: Process) -> None:
    named = process().addresses.named
    assert named("2001:db8:1:2::1", NOON) == named("2001:db8:1:2:ffff::9", NOON)
    assert named("2001:db8:1:2::1", NOON) != named("2001:db8:1:3::1", NOON)
    assert named("192.0.2.1", NOON) != named("192.0.2.2", NOON)
