"""A sliding window of calls: how many were taken in each tenth of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pegel.social import Budget

SLOTS = 10  # parts of a window
KEPT = SLOTS + 2  # of them count: a window touches one more, and a call may be made a slot after it was taken


@dataclass(frozen=True, slots=True)
class Seen:
    """A budget as the table has it: calls by slot, newest first. `kept` is the item's own state."""

    budget: Budget
    at: float
    taken: tuple[int, ...]
    kept: tuple[int, tuple[int, ...]] | None
    blocked: float

    @property
    def readings(self) -> int:
        """That may be made now."""
        return (
            0 if self.blocked > self.at else max(self.budget.calls - sum(self.taken), 0) // self.budget.each
        )

    @property
    def wait(self) -> float:
        """Seconds until there is enough for one."""
        if self.blocked > self.at:
            return self.blocked - self.at
        free, width = self.budget.calls - sum(self.taken), self.budget.seconds / SLOTS
        for age in range(KEPT - 1, -1, -1):
            free += self.taken[age]
            if free >= self.budget.each:
                return (slot_of(self.budget, self.at) - age + KEPT) * width - self.at
        return self.budget.seconds


def slot_of(budget: Budget, at: float) -> int:
    return int(at * SLOTS / budget.seconds)


def with_more(taken: tuple[int, ...], calls: int) -> Iterator[int]:
    """Taken more in the newest slot; or less, in the newest that have any."""
    for before in taken:
        now = max(before + calls, 0)
        calls -= now - before
        yield now
