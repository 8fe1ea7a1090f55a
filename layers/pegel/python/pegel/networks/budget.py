"""What a reading takes of the budgets of its hosts, and what it costs. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from pegel.errors import BudgetSpent, RateLimited
from pegel.social import Budget

if TYPE_CHECKING:
    from pegel.networks.network import Network

USUAL = 8  # calls taken for a reading at once; one that needs more takes more as it comes
PAGE = 100  # items, the most that most networks put on a page of posts


class Purse:
    """What may be spent in units of a network's price, and what was: one for all who ask for a batch.

    `more` gives another reading's units, 0 where there are none; `empty` says so. Without it nobody counts.
    """

    def __init__(
        self, allowed: int = 0, more: Callable[[], int] | None = None, empty: BudgetSpent | None = None
    ) -> None:
        self.allowed, self._more, self._empty = allowed, more, empty
        self._paid: list[int] = []  # threads append to it at once
        self._filling = Lock()

    @property
    def spent(self) -> int:
        """So far."""
        return sum(self._paid)

    def pay(self, units: int) -> None:
        """It was asked, or answered: it costs, whatever comes of it."""
        if units:
            self._paid.append(units)

    def check(self, units: int) -> None:
        """Raise BudgetSpent where so many are not left: until the next day nothing that costs is asked."""
        if self._more is None or not units or self.spent + units <= self.allowed:
            return
        with self._filling:
            while self.spent + units > self.allowed and (more := self._more()):
                self.allowed += more
        if self._empty and self.spent + units > self.allowed:
            raise self._empty


class Calls:
    """What may be asked of one bucket: one for all who ask for a batch. `more` takes further calls, or says
    until when there are none.
    """

    def __init__(self, more: Callable[[], tuple[int, datetime]]) -> None:
        self.taken = self.made = 0
        self._more, self._lock = more, Lock()

    def spend(self, host: str) -> None:
        """One call. Raises RateLimited where none is left and none can be had."""
        with self._lock:
            if self.made >= self.taken:
                more, until = self._more()
                if not more:
                    raise RateLimited(f"{host} was asked as often as it may be for now", until)
                self.taken += more
            self.made += 1


def budgets(network: Network, handle: str, calls: int = 0) -> tuple[Budget, ...]:
    """Of every host that a reading asks; or of the first one alone, for so many calls."""
    first = network.host(handle)
    each = min(calls or min(network.calls, USUAL), network.budget[0])  # more would never be granted
    of_first = Budget(network.bucket(first), each, *network.budget)
    if calls:
        return (of_first,)
    others = (
        Budget(network.bucket(host), each, most, seconds)
        for host, (each, most, seconds) in network.also.items()
    )
    return (of_first, *others)


def most(kind: str) -> int:
    """Items that one answer may hold."""
    return 1 if kind in ("profile", "more") else PAGE


def estimate(network: Network) -> int:
    """Units that are put aside for a reading: what it takes at most, as long as one page holds its posts.

    Of its calls one is for the profile, one for posts, one for what their list leaves out, as far as these
    are priced; the rest ask for people.
    """
    if network.price is None:
        return 0
    told = network.price.call.keys() | network.price.item.keys()
    kinds = [kind for kind in ("profile", "posts", "whole", "more") if kind in told]
    lists = max(0, network.calls - len(kinds)) if "people" in told else 0
    once = sum(network.cost(kind, 1, most(kind)) for kind in kinds)
    return once + network.cost("people", lists, lists * PAGE)
