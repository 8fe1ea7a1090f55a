"""What hosts may be asked, and what a day may cost, on the real tables and by many at once."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from aside import Aside
from integration.kept import NOW, store

from pegel.social import Budget

FIVE_MINUTES = 300.0


@pytest.fixture
def one() -> str:
    return f"host{secrets.token_hex(4)}.example"


def taken_of(aside: Aside, *hosts: str) -> list[int]:
    """Calls taken of each host at NOW."""
    items = [store(aside, "limits").found(f"host#{host}") for host in hosts]
    return [int(sum(item.taken)) if item else 0 for item in items]


def test_a_host_is_asked_no_more_often_than_its_budget_allows(aside: Aside, one: str) -> None:
    limits, budget = store(aside, "limits"), (Budget(one, 24, 100, FIVE_MINUTES),)
    assert [limits.take(budget, 1, NOW).readings for _ in range(6)] == [1, 1, 1, 1, 0, 0]
    wait = limits.take(budget, 1, NOW).wait
    assert 300 <= wait <= 360, "a whole window, and a call may be made a little later than it was taken"
    assert limits.take(budget, 9, NOW + timedelta(seconds=wait - 1)).readings == 0
    assert limits.take(budget, 9, NOW + timedelta(seconds=wait)).readings == 4


def test_a_lot_is_cut_to_whole_readings_and_the_rest_stays_in_the_budget(aside: Aside, one: str) -> None:
    limits, budget = store(aside, "limits"), (Budget(one, 24, 100, FIVE_MINUTES),)
    assert limits.take(budget, 10, NOW).readings == 4
    assert taken_of(aside, one) == [4 * 24]


def test_what_a_lot_did_not_need_is_given_back_at_once(aside: Aside, one: str) -> None:
    limits, budget = store(aside, "limits"), Budget(one, 25, 100, FIVE_MINUTES)
    assert limits.take((budget,), 9, NOW).readings == 4
    assert limits.give_back(budget, 80, NOW + timedelta(seconds=40))
    assert taken_of(aside, one) == [20]
    assert limits.take((budget,), 9, NOW + timedelta(seconds=40)).readings == 3


def test_no_window_ever_holds_more_than_the_budget(aside: Aside, one: str) -> None:
    limits, budget = store(aside, "limits"), (Budget(one, 1, 40, FIVE_MINUTES),)
    made: list[int] = []
    for at in range(0, 1_500, 7):
        made += [at] * limits.take(budget, 1 + at % 11, NOW + timedelta(seconds=at)).readings
    assert max(sum(begin <= at < begin + 300 for at in made) for begin in made) == 40
    assert len(made) >= 4 * 40, "and what is free is used"


def test_of_many_who_take_at_once_nobody_takes_more_than_there_is(aside: Aside, one: str) -> None:
    limits, budget = store(aside, "limits"), (Budget(one, 10, 50, FIVE_MINUTES),)
    with ThreadPoolExecutor(16) as pool:
        lots = list(pool.map(lambda _: limits.take(budget, 1, NOW).readings, range(32)))
    assert 1 <= sum(lots) <= 5


def test_of_two_hosts_many_at_once_take_the_same_number_and_never_too_many(aside: Aside, one: str) -> None:
    limits = store(aside, "limits")
    both = (Budget(one, 2, 60, FIVE_MINUTES), Budget(f"second.{one}", 1, 12, FIVE_MINUTES))
    with ThreadPoolExecutor(16) as pool:
        lots = list(pool.map(lambda _: limits.take(both, 1, NOW).readings, range(48)))
    taken = sum(lots)
    assert 1 <= taken <= 12, "the second host allows twelve"
    assert taken_of(aside, one, f"second.{one}") == [taken * 2, taken]


def test_where_one_host_is_spent_the_other_keeps_its_budget(aside: Aside, one: str) -> None:
    limits = store(aside, "limits")
    first, second = Budget(one, 1, 10, FIVE_MINUTES), Budget(f"second.{one}", 1, 10, FIVE_MINUTES)
    assert limits.take((second,), 10, NOW).readings == 10
    refused = limits.take((first, second), 1, NOW)
    assert refused.readings == 0 and 300 <= refused.wait <= 360
    assert taken_of(aside, one) == [0]


def test_each_token_has_a_budget_of_its_own(aside: Aside, one: str) -> None:
    limits, mine, theirs = store(aside, "limits"), f"{one}#mine", f"{one}#theirs"
    assert limits.take((Budget(mine, 1, 5, FIVE_MINUTES),), 9, NOW).readings == 5
    limits.block(mine, NOW + timedelta(minutes=10), NOW)
    assert limits.take((Budget(theirs, 1, 5, FIVE_MINUTES),), 9, NOW).readings == 5


def test_a_host_that_asked_for_a_pause_is_left_alone_until_then(aside: Aside, one: str) -> None:
    limits, budget = store(aside, "limits"), Budget(one, 1, 50, FIVE_MINUTES)
    other = Budget(f"other.{one}", 1, 50, FIVE_MINUTES)
    limits.block(one, NOW + timedelta(minutes=10), NOW)
    assert limits.take((budget,), 1, NOW).wait == 600
    assert limits.take((other, budget), 1, NOW).wait == 600
    assert limits.take((budget,), 1, NOW + timedelta(minutes=10)).readings == 1


def test_a_day_s_units_are_never_exceeded_by_many_who_reserve_at_once(aside: Aside, one: str) -> None:
    spending = store(aside, "spending")
    with ThreadPoolExecutor(16) as pool:
        granted = list(pool.map(lambda _: spending.reserve(one, 7, 3, 100, NOW), range(16)))
    assert sum(granted) == 14
    assert spending.of(one, NOW) == spending.Day(0, 98, 0)
    assert spending.reserve(one, 7, 1, 100, NOW + timedelta(days=1)) == 1, "another day, another budget"


def test_what_was_reserved_and_not_needed_can_be_spent_by_others(aside: Aside, one: str) -> None:
    spending = store(aside, "spending")
    assert spending.reserve(one, 20, 5, 100, NOW) == 5
    assert spending.reserve(one, 20, 1, 100, NOW) == 0
    spending.settle(one, 100, 35, 5, NOW)
    assert spending.of(one, NOW) == spending.Day(35, 0, 5)
    assert spending.reserve(one, 20, 5, 100, NOW) == 3


def test_who_dies_after_reserving_leaves_the_reservation(aside: Aside, one: str) -> None:
    spending = store(aside, "spending")
    spending.reserve(one, 60, 1, 100, NOW)  # and nothing more is heard of them
    assert spending.reserve(one, 60, 1, 100, NOW) == 0
    assert spending.of(one, NOW) == spending.Day(0, 60, 0)


def test_what_costs_a_known_number_of_units_is_paid_at_once(aside: Aside, one: str) -> None:
    spending = store(aside, "spending")
    assert [spending.pay(one, 40, 1, 100, NOW) for _ in range(3)] == [1, 1, 0]
    assert spending.of(one, NOW) == spending.Day(80, 0, 0)
