"""What a host may be asked, and which round `schedule` did last.

The budget of a network's host with a token is one number, the time at which it will be unspent again (GCRA,
the generic cell rate algorithm): taking calls moves it, waiting gives them back. Calls are taken in lots,
those of a batch in one write, since a write per call costs more than what it guards (performance.md §11);
where a reading asks two hosts, in one transaction.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from pegel.social import Budget
from pegel.store.table import Patient, deciding, is_refused

TABLE = os.environ["LIMITS_TABLE"]
ROUND = 300  # seconds: `schedule` runs so often
LEASE = 150  # seconds a run has for itself; its timeout in template.yaml is less
FORGOTTEN = 2 * 86_400  # seconds after which nothing of a host is worth knowing


class LimitItem(Model):
    """A host's budget, a network's day, or the rounds."""

    class Meta(Patient):
        table_name = TABLE

    key = UnicodeAttribute(hash_key=True)
    unspent_at = NumberAttribute(null=True)
    blocked_until = NumberAttribute(null=True)
    last = NumberAttribute(null=True)  # round done last, counted from 1970
    busy_until = NumberAttribute(null=True)
    spent = NumberAttribute(null=True)  # units of a network's day (spending.py), with those put aside
    reserved = NumberAttribute(null=True)  # of these, put aside and not spent yet
    readings = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


@dataclass(frozen=True, slots=True)
class Lot:
    """Readings that may be made now, and in how many seconds there may be more."""

    readings: int
    wait: float


def take(budgets: Sequence[Budget], readings: int, now: datetime) -> Lot:
    """Calls for up to so many readings, of every one of these budgets or of none.

    Somebody else taking at the same moment wins; then there are none for now.
    """
    at = now.timestamp()
    if len(budgets) == 1 and _take_unspent(budgets[0], readings, at):
        return Lot(readings, 0.0)
    found = [_left(budget, at) for budget in budgets]
    granted = min(readings, *(left.readings for left in found))
    if granted < 1:
        return Lot(0, max(1.0, *(left.wait for left in found)))
    if not _move([(left, granted) for left in found], at):
        return Lot(0, 1.0)
    return Lot(granted, 0.0)


def used(budget: Budget, now: datetime) -> tuple[float, datetime | None]:
    """The part of a budget that is spent, and until when its host wants a pause."""
    item, at = _get(f"host#{budget.key}"), now.timestamp()
    spent = max(float(item.unspent_at or 0) - at, 0.0) if item else 0.0
    blocked = float(item.blocked_until or 0) if item else 0.0
    return spent / budget.seconds, datetime.fromtimestamp(blocked, UTC) if blocked > at else None


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left of a budget. `kept` is the moment in the table, from which it was computed."""

    budget: Budget
    kept: float | None
    readings: int
    wait: float  # seconds until there is enough for one


def _left(budget: Budget, at: float) -> _Left:
    item = _get(f"host#{budget.key}")
    kept = float(item.unspent_at) if item and item.unspent_at is not None else None
    if item and (item.blocked_until or 0) > at:
        return _Left(budget, kept, 0, float(item.blocked_until) - at)
    free = at + budget.seconds - max(kept or 0.0, at)
    cost = budget.each * budget.seconds / budget.calls
    return _Left(budget, kept, int(free / cost + 1e-6), cost - free)


def _move(taken: Sequence[tuple[_Left, int]], at: float) -> bool:
    """Write that so many readings were taken of each, at once and as long as nobody took meanwhile."""
    changes = []
    for left, readings in taken:
        budget, kept = left.budget, left.kept
        until = max(kept or 0.0, at) + readings * budget.each * budget.seconds / budget.calls
        same = LimitItem.unspent_at.does_not_exist() if kept is None else LimitItem.unspent_at == kept
        actions = [LimitItem.unspent_at.set(until), _expiry(at)]
        changes.append((LimitItem(f"host#{budget.key}"), actions, same & _unblocked(at)))
    if len(changes) == 1:
        ((item, actions, same),) = changes
        return updated(item, actions, same)
    try:
        with TransactWrite(connection=deciding(), client_request_token=uuid4().hex) as write:
            for item, actions, same in changes:
                write.update(item, actions=actions, condition=same)
    except TransactWriteError as error:
        if not is_refused(error):
            raise
        return False
    return True


def _take_unspent(budget: Budget, readings: int, at: float) -> bool:
    """The usual case, in one write: nothing is spent of the whole budget, and nobody asked for a pause."""
    calls = readings * budget.each
    if calls > budget.calls:
        return False
    unspent = LimitItem.unspent_at.does_not_exist() | (LimitItem.unspent_at <= at)
    moved = LimitItem.unspent_at.set(at + calls * budget.seconds / budget.calls)
    return updated(LimitItem(f"host#{budget.key}"), [moved, _expiry(at)], unspent & _unblocked(at))


def _unblocked(at: float) -> Condition:
    free: Condition = LimitItem.blocked_until.does_not_exist() | (LimitItem.blocked_until <= at)
    return free


def updated(item: Model, actions: list[Action], condition: Condition) -> bool:
    """Whether the condition held, and the item was changed."""
    try:
        item.update(actions, condition=condition)
    except UpdateError as error:
        if not is_refused(error):
            raise
        return False
    return True


def block(bucket: str, until: datetime, now: datetime) -> None:
    """The host asked whoever asks it with this token for a pause: nobody does before then."""
    LimitItem(f"host#{bucket}").update(
        [LimitItem.blocked_until.set(until.timestamp()), _expiry(max(now, until).timestamp())]
    )


def begin_rounds(now: datetime) -> int | None:
    """The round done last, for the one run that may work now; None for any other.

    The first run of all starts with the current round.
    """
    at = now.timestamp()
    item = LimitItem("schedule")
    alone = LimitItem.busy_until.does_not_exist() | (LimitItem.busy_until <= at)
    if not updated(item, [LimitItem.busy_until.set(at + LEASE)], alone):
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


def _expiry(at: float) -> Action:
    return LimitItem.expires_at.set(int(at) + FORGOTTEN)
