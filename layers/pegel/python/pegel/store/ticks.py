"""Which round `schedule` did last: an item of Limits."""

from __future__ import annotations

from datetime import datetime

from pegel.store.limits import LimitItem, updated

ROUND = 300  # seconds: `schedule` runs so often
LEASE = 150  # seconds a run has for itself; its timeout in template.yaml is less


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
