"""What reading a network has cost in a UTC day, in units of its price: reserved before, settled after.

Who dies between the two leaves what they reserved: the day then ends early, never over its budget.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from pegel.store.limits import LimitItem, updated
from pegel.store.table import deciding

KEPT = timedelta(days=40)  # a month of days to look back on


@dataclass(frozen=True, slots=True)
class Day:
    """Units that are spent, units put aside by who is reading now (or has died), readings that were paid."""

    spent: int
    reserved: int
    readings: int


def reserve(network: str, each: int, readings: int, a_day: int, now: datetime) -> int:
    """Put units for up to so many readings aside; for how many there were enough."""
    return _take(network, each, readings, a_day, now, aside=True)


def pay(network: str, each: int, calls: int, a_day: int, now: datetime) -> int:
    """Spend units on up to so many calls whose cost is known; for how many there were enough."""
    return _take(network, each, calls, a_day, now, aside=False)


def _take(  # noqa: PLR0913, PLR0917 - what it is for is said by the two above
    network: str, each: int, wanted: int, a_day: int, now: datetime, aside: bool
) -> int:
    while wanted > 0:
        cost = each * wanted
        enough = LimitItem.spent.does_not_exist() | (LimitItem.spent <= a_day - cost)
        actions: list[Action] = [
            LimitItem.spent.add(cost),
            LimitItem.reserved.add(cost if aside else 0),
            LimitItem.expires_at.set(_expiry(now)),
        ]
        if cost <= a_day and updated(LimitItem(_key(network, now)), actions, enough):
            return wanted
        day = of(network, now)
        left = a_day - day.spent - day.reserved
        wanted = min(wanted, max(0, left) // each)  # fewer each time, or others were faster
    return 0


def settle(network: str, reserved: int, spent: int, readings: int, now: datetime) -> None:
    """Write what it came to instead of what was reserved at `now`. Sent twice by botocore, it counts once."""
    actions: list[Action] = [
        LimitItem.spent.add(spent - reserved),
        LimitItem.reserved.add(-reserved),
        LimitItem.readings.add(readings),
    ]
    with TransactWrite(connection=deciding(), client_request_token=uuid4().hex) as write:
        write.update(LimitItem(_key(network, now)), actions=actions)


def of(network: str, now: datetime) -> Day:
    """The UTC day of `now`."""
    try:
        item = LimitItem.get(_key(network, now), consistent_read=True)
    except LimitItem.DoesNotExist:
        return Day(0, 0, 0)
    reserved = int(item.reserved or 0)
    return Day(int(item.spent or 0) - reserved, reserved, int(item.readings or 0))


def tomorrow(now: datetime) -> datetime:
    """When the next UTC day begins."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _key(network: str, now: datetime) -> str:
    return f"spent#{network}#{now:%Y-%m-%d}"


def _expiry(now: datetime) -> int:
    return int((now + KEPT).timestamp())
