"""What a host may be asked, and which round `schedule` did last.

A host's budget is one number, the time at which it will be unspent again (GCRA, the generic cell rate
algorithm): taking calls moves it, waiting gives them back. Calls are taken in lots, those of a batch in one
write, since a write per call costs more than what it guards (performance.md §11).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.models import Model

from pegel.store.table import Patient

TABLE = os.environ["LIMITS_TABLE"]
ROUND = 300  # seconds: `schedule` runs so often
LEASE = 150  # seconds a run has for itself; its timeout in template.yaml is less
FORGOTTEN = 2 * 86_400  # seconds after which nothing of a host is worth knowing


class LimitItem(Model):
    """A host's budget, or the rounds."""

    class Meta(Patient):
        table_name = TABLE

    key = UnicodeAttribute(hash_key=True)
    unspent_at = NumberAttribute(null=True)
    blocked_until = NumberAttribute(null=True)
    last = NumberAttribute(null=True)  # round done last, counted from 1970
    busy_until = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


@dataclass(frozen=True, slots=True)
class Lot:
    """Calls that may be made now, and in how many seconds there may be more."""

    calls: int
    wait: float


def take(host: str, calls: int, at_least: int, budget: tuple[int, float], now: datetime) -> Lot:
    """Up to `calls` calls of a host's budget (calls, seconds), but none if fewer than `at_least` are left.

    Somebody else taking at the same moment wins; then there are none for now.
    """
    at, (most, seconds) = now.timestamp(), budget
    key, each = f"host#{host}", seconds / most
    if calls <= most and _take_unspent(key, calls * each, at):
        return Lot(calls, 0.0)
    item = _get(key)
    blocked = float(item.blocked_until or 0) if item else 0.0
    if blocked > at:
        return Lot(0, blocked - at)
    kept = float(item.unspent_at) if item and item.unspent_at is not None else None
    from_now_on = max(kept or 0.0, at)
    free = int((at + seconds - from_now_on) / each + 1e-6)
    granted = min(calls, free)
    if granted < at_least:
        return Lot(0, max(1.0, at_least * each - (at + seconds - from_now_on)))
    untouched = LimitItem.unspent_at.does_not_exist() if kept is None else LimitItem.unspent_at == kept
    actions = [LimitItem.unspent_at.set(from_now_on + granted * each), _expiry(at)]
    try:
        LimitItem(key).update(actions, condition=untouched)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return Lot(0, 1.0)
    return Lot(granted, 0.0)


def _take_unspent(key: str, cost: float, at: float) -> bool:
    """The usual case, in one write: nothing is spent of the whole budget, and nobody asked for a pause."""
    unspent = LimitItem.unspent_at.does_not_exist() | (LimitItem.unspent_at <= at)
    unblocked = LimitItem.blocked_until.does_not_exist() | (LimitItem.blocked_until <= at)
    try:
        LimitItem(key).update(
            [LimitItem.unspent_at.set(at + cost), _expiry(at)], condition=unspent & unblocked
        )
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True


def block(host: str, until: datetime, now: datetime) -> None:
    """The host asked for a pause: nobody asks it before then."""
    LimitItem(f"host#{host}").update(
        [LimitItem.blocked_until.set(until.timestamp()), _expiry(max(now, until).timestamp())]
    )


def begin_rounds(now: datetime) -> int | None:
    """The round done last, for the one run that may work now; None for any other.

    The first run of all starts with the current round.
    """
    at = now.timestamp()
    item = LimitItem("schedule")
    alone = LimitItem.busy_until.does_not_exist() | (LimitItem.busy_until <= at)
    try:
        item.update([LimitItem.busy_until.set(at + LEASE)], condition=alone)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return None
    return round_of(now) - 1 if item.last is None else int(item.last)


def end_rounds(last: int) -> None:
    """Remember how far it got, and let the next run work."""
    LimitItem("schedule").update([LimitItem.last.set(last), LimitItem.busy_until.remove()])


def round_of(now: datetime) -> int:
    """Number of the five minutes since 1970."""
    return int(now.timestamp()) // ROUND


def began_at(number: int) -> datetime:
    """When a round began."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number * ROUND)


def _get(key: str) -> LimitItem | None:
    try:
        return LimitItem.get(key, consistent_read=True)
    except LimitItem.DoesNotExist:
        return None


def _expiry(at: float):  # type: ignore[no-untyped-def] # pynamodb's actions have no public name
    return LimitItem.expires_at.set(int(at) + FORGOTTEN)
