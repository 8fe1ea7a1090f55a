"""What a host may be asked.

The budget of a network's host with a token is a sliding window: how many calls were taken in each tenth of
its seconds. A single number (GCRA) would let twice the budget pass in one window, a whole one at once and
another one as it refills. Calls are taken in lots, those of a batch in one write, since a write per call
costs more than what it guards (performance.md §11); where a reading asks two hosts, in one transaction. What
a lot did not need is given back.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from pynamodb.attributes import ListAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from pegel.social import Budget
from pegel.store.table import Patient, deciding, is_refused
from pegel.store.window import KEPT, Seen, slot_of, with_more

TABLE = os.environ["LIMITS_TABLE"]
GIVING = 3  # tries to give calls back, while others take
FORGOTTEN = 2 * 86_400  # seconds after which nothing of a host is worth knowing


class LimitItem(Model):
    """A host's budget, a network's day, or the rounds."""

    class Meta(Patient):
        table_name = TABLE

    key = UnicodeAttribute(hash_key=True)
    slot = NumberAttribute(null=True)  # the newest tenth of a window in which calls were taken, from 1970
    taken: ListAttribute[Any] = ListAttribute(of=NumberAttribute, null=True)  # in it and those before
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
    found = [_seen(budget, at) for budget in budgets]
    granted = min(readings, *(one.readings for one in found))
    if granted < 1:
        return Lot(0, max(1.0, *(one.wait for one in found)))
    if not _move([(one, granted * one.budget.each) for one in found], at):
        return Lot(0, 1.0)
    return Lot(granted, 0.0)


def give_back(budget: Budget, calls: int, now: datetime) -> bool:
    """Calls that were taken, and not made. Where others take at each try, they stay taken: that is safe."""
    at = now.timestamp()
    return any(_move([(_seen(budget, at), -calls)], at, is_open=False) for _ in range(GIVING))


def used(budget: Budget, now: datetime) -> tuple[float, datetime | None]:
    """The part of a budget that is spent, and until when its host wants a pause."""
    at = now.timestamp()
    seen = _seen(budget, at)
    paused = datetime.fromtimestamp(seen.blocked, UTC) if seen.blocked > at else None
    return sum(seen.taken) / budget.calls, paused


def _seen(budget: Budget, at: float) -> Seen:
    item = found(f"host#{budget.key}")
    kept = None
    taken = (0,) * KEPT
    if item and item.slot is not None:
        kept = int(item.slot), tuple(int(calls) for calls in item.taken or ())
        shift = slot_of(budget, at) - kept[0]
        if shift >= -KEPT:  # further ahead no clock is: its window was another one, and would never pass
            taken = ((0,) * min(max(shift, 0), KEPT) + kept[1] + taken)[:KEPT]
    return Seen(budget, at, taken, kept, float(item.blocked_until or 0) if item else 0.0)


def _move(changes: Sequence[tuple[Seen, int]], at: float, is_open: bool = True) -> bool:
    """Write that so many calls were taken of each, at once and as long as nobody took meanwhile.

    Calls that are given back were taken in the newest slots.
    """
    writes = []
    for seen, calls in changes:
        newest = slot_of(seen.budget, at)
        if seen.kept and newest < seen.kept[0] <= newest + KEPT:
            newest = seen.kept[0]
        actions = [
            LimitItem.slot.set(newest),
            LimitItem.taken.set(list(with_more(seen.taken, calls))),
            _expiry(at + seen.budget.seconds),
        ]
        same = _same(seen) & _unblocked(at) if is_open else _same(seen)
        writes.append((LimitItem(f"host#{seen.budget.key}"), actions, same))
    if len(writes) == 1:
        ((item, actions, same),) = writes
        return updated(item, actions, same)
    try:
        with TransactWrite(connection=deciding(), client_request_token=uuid4().hex) as write:
            for item, actions, same in writes:
                write.update(item, actions=actions, condition=same)
    except TransactWriteError as error:
        if not is_refused(error):
            raise
        return False
    return True


def _same(seen: Seen) -> Condition:
    if seen.kept is None:
        absent: Condition = LimitItem.slot.does_not_exist()
        return absent
    same: Condition = (LimitItem.slot == seen.kept[0]) & (LimitItem.taken == list(seen.kept[1]))
    return same


def _take_unspent(budget: Budget, readings: int, at: float) -> bool:
    """The usual case, in one write: nothing was taken lately, and nobody asked for a pause."""
    calls, slot = readings * budget.each, slot_of(budget, at)
    if calls > budget.calls:
        return False
    unspent = LimitItem.slot.does_not_exist() | (LimitItem.slot <= slot - KEPT)
    actions = [LimitItem.slot.set(slot), LimitItem.taken.set([calls]), _expiry(at + budget.seconds)]
    return updated(LimitItem(f"host#{budget.key}"), actions, unspent & _unblocked(at))


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
    """The host asked whoever asks it with this token for a pause: nobody does before then.

    A longer one that it told somebody else stays.
    """
    longer = LimitItem.blocked_until.does_not_exist() | (LimitItem.blocked_until < until.timestamp())
    actions = [LimitItem.blocked_until.set(until.timestamp()), _expiry(max(now, until).timestamp())]
    updated(LimitItem(f"host#{bucket}"), actions, longer)


def found(key: str) -> LimitItem | None:
    try:
        return LimitItem.get(key, consistent_read=True)
    except LimitItem.DoesNotExist:
        return None


def _expiry(at: float) -> Action:
    return LimitItem.expires_at.set(int(at) + FORGOTTEN)
