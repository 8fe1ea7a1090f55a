"""How often a caller of the public API may ask, by key or by address: so many at once, so many a day.

Each of a caller's two budgets is one number in the Limits table, the time at which it will be unspent again
(GCRA, as in store/limits.py). A write per call would cost more than the read it guards (performance.md §11),
so a process takes a lot and spends it by itself: ten calls of the day's budget, and of those that may be made
at once half of what is left, so that another process finds some too. A lot is spent at full speed as long as
its burst lasts, and after that at one call a second.

So the day's budget is never exceeded; a burst by at most one call a second for each further process.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from pegel.store.limits_table import Mismatch, Silent, update

LOT = 10  # calls
ALONE = 1_000  # ms between two calls of a lot whose burst is over
TRIES = 5  # somebody else may take at the same moment; whoever loses so often is refused for a second
REMEMBERED = 10_000  # callers


@dataclass(frozen=True)
class Policy:
    """So many calls in so many seconds; `each` is the ms after which one comes back."""

    name: str
    most: int
    seconds: int

    @cached_property
    def each(self) -> int:
        """A whole number: what is kept is compared for equality."""
        return 1_000 * self.seconds // self.most


class Allowance(NamedTuple):
    """What one kind of caller may do."""

    burst: Policy
    daily: Policy
    kept: int  # seconds an unspent budget is kept: as long as the last use of a key is of interest


OF_KEY = Allowance(Policy("burst", 10, 1), Policy("daily", 10_000, 86_400), kept=400 * 86_400)
# An address may be an office or a whole mobile network, and a page asks for its parts at once: five a second,
# up to fifty of them together.
OF_ADDRESS = Allowance(Policy("burst", 50, 10), Policy("daily", 5_000, 86_400), kept=3_600)


class Spent(NamedTuple):
    """One call, made or refused. Without the table (`blind`) it was made and not counted."""

    refused: Policy | None = None
    wait: int = 0  # seconds until a refused call may be made
    burst: int = 0  # calls left, as far as this process knows
    daily: int = 0
    reset_at: int = 0  # when the day's budget will be unspent again, seconds since 1970
    blind: bool = False
    failure: str = ""  # what went wrong, told by the call that met it


@dataclass(slots=True)
class Held:
    """What this process holds of one caller's budgets. Times are ms since 1970."""

    daily: int = 0  # calls taken of the day's budget
    burst: int = 0  # of these, still to be made at once
    until: int = 0  # by then
    next: int = 0  # from when another may be made alone
    shut: int = 0  # until when all are refused
    refused: Policy | None = None
    numbers: tuple[int, int] | None = None  # the table's, as last seen: when burst and day are unspent again


_held: dict[str, Held] = {}


def spend(caller: str, allowance: Allowance, now: datetime) -> Spent:
    """Make one call of a caller's (`key#…`, `address#…`), or be refused. Never raises: without the table
    everybody is let in.
    """
    at = int(now.timestamp() * 1_000)
    held = _held.get(caller) or _new(caller)
    if held.burst and at < held.until and held.daily:
        held.burst -= 1
        held.daily -= 1
    elif at < held.shut:
        return Spent(held.refused, -(-(held.shut - at) // 1_000))
    elif held.daily and at >= held.until and at >= held.next:
        held.daily -= 1
        held.next = at + ALONE
    else:
        try:
            if not _take(caller, allowance, held, at):
                return Spent(held.refused, -(-(held.shut - at) // 1_000))
        except Silent as silent:
            return Spent(blind=True, failure=silent.reason)
    return _told(held, allowance, at)


def _new(caller: str) -> Held:
    if len(_held) >= REMEMBERED:
        _held.clear()
    return _held.setdefault(caller, Held())


def _take(caller: str, allowance: Allowance, held: Held, at: int) -> bool:
    """A lot from the table, one call of it spent. False: `held` is shut.

    Numbers only grow, so what is seen to be spent is spent, and a refusal needs no look.
    """
    held.burst = 0
    for _ in range(TRIES):
        burst_at, daily_at = (max(number, at) for number in held.numbers or (0, 0))
        free = _free(allowance.burst, burst_at, at) - (at < held.next)  # the last call was made alone
        burst = min(LOT, (free + 1) // 2)
        daily = min(LOT, _free(allowance.daily, daily_at, at)) if held.daily < burst else 0
        burst = min(burst, held.daily + daily)
        if burst < 1:
            policy = allowance.burst if free < 1 else allowance.daily
            return _shut(held, policy, burst_at if free < 1 else daily_at, at)
        wanted = (burst_at + burst * allowance.burst.each, daily_at + daily * allowance.daily.each)
        if _write(caller, allowance, held, wanted, at):
            held.daily += daily - 1
            held.burst, held.until = burst - 1, at + 1_000 * allowance.burst.seconds
            return True
    return _shut(held, allowance.burst, at, at)


def _free(policy: Policy, unspent_at: int, at: int) -> int:
    return (at + 1_000 * policy.seconds - unspent_at) // policy.each


def _shut(held: Held, policy: Policy, unspent_at: int, at: int) -> bool:
    """Refuse until there is one more, for whole seconds: the caller is told the same."""
    missing = unspent_at + policy.each - at - 1_000 * policy.seconds
    held.shut, held.refused = at + 1_000 * max(1, -(-missing // 1_000)), policy
    return False


def _write(caller: str, allowance: Allowance, held: Held, wanted: tuple[int, int], at: int) -> bool:
    """Put the numbers in place of those last seen. False: others are there, and are known from now on."""
    values = {":burst": wanted[0], ":daily": wanted[1], ":used": at}
    values[":expires"] = wanted[1] // 1_000 + allowance.kept
    condition = "attribute_not_exists(daily_at)"
    if held.numbers:
        condition = "burst_at = :was_burst AND daily_at = :was_daily"
        values |= {":was_burst": held.numbers[0], ":was_daily": held.numbers[1]}
    try:
        update(
            caller,
            "SET burst_at = :burst, daily_at = :daily, used_at = :used, expires_at = :expires",
            {name: {"N": str(value)} for name, value in values.items()},
            ConditionExpression=condition,
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except Mismatch as other:
        seen = other.seen
        held.numbers = (int(seen["burst_at"]["N"]), int(seen["daily_at"]["N"])) if seen else None
        return False
    held.numbers = wanted
    return True


def _told(held: Held, allowance: Allowance, at: int) -> Spent:
    """A call that was made, and what is left: in the table, as last seen, and here."""
    burst_at, daily_at = held.numbers or (0, 0)
    burst = _free(allowance.burst, burst_at if burst_at > at else at, at)
    daily = _free(allowance.daily, daily_at if daily_at > at else at, at)
    here = held.burst if at < held.until else 0
    return Spent(None, 0, burst + here, daily + held.daily, daily_at // 1_000 + 1)
