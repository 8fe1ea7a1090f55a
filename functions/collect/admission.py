"""Who of a batch may be read now: by the network's terms, the day's units, and its hosts' budgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from pegel.errors import BudgetSpent, NetworkError
from pegel.networks import servers
from pegel.networks.budget import Calls, Purse, budgets, estimate
from pegel.networks.network import Network
from pegel.networks.permission import a_day, why_not
from pegel.social import Account, Budget
from pegel.store import limits, spending

AGAIN = 300.0  # seconds until those who read now have settled
SOON = 5.0  # seconds until those who read now have given back what they did not need
MORE = 10  # calls at once, of a reading that needs more than a usual one


@dataclass(frozen=True, slots=True)
class PutOff:
    """Not asked: no budget, a host that wants a pause, or no time. Worth another try after `wait` seconds."""

    wait: float


@dataclass(frozen=True, slots=True)
class Unread:
    """Not asked: the network is off, or nobody gave what opens the account."""

    why: str


Waiting = PutOff | Unread | NetworkError


@dataclass
class Admission:
    """Who is read, each through the network as their token opens it, and why others are not."""

    network: Network
    now: datetime
    tokens: Mapping[str, str | NetworkError] = field(default_factory=dict)  # account → its member's
    _lots: set[Budget] = field(default_factory=set)

    def of(
        self, accounts: Iterable[Account]
    ) -> tuple[list[tuple[Network, Account]], list[tuple[Account, Waiting]]]:
        """Decide, and put aside what they cost; `paid` afterwards."""
        waiting: list[tuple[Account, Waiting]] = []
        opened: list[Account] = []
        for account in accounts:
            if isinstance(failed := self.tokens.get(account.key), NetworkError):
                waiting.append((account, failed))
            elif why := self._why_not(account):
                waiting.append((account, Unread(f"{self.network.title} is not read: {why}")))
            elif why := servers.blocked(self.network, account.handle):
                waiting.append((account, Unread(why)))
            else:
                opened.append(account)
        affordable = self._reserve(len(opened))
        if rest := opened[affordable:]:
            why_off = self._unaffordable()
            waiting += [(account, why_off) for account in rest]
        asked = [(self._as(account), account) for account in opened[:affordable]]
        allowed, put_off = self._within_budgets(asked)
        return allowed, waiting + put_off

    def paid(self, readings: int, unfinished: int) -> None:
        """Settle, and keep the pauses that hosts asked for. Who is still at it may spend what is theirs."""
        purse = self.network.purse
        if purse.allowed:
            cost = purse.spent + unfinished * estimate(self.network)
            spending.settle(self.network.name, purse.allowed, cost, readings, self.now)
        for bucket, until in tuple(self.network.pauses.items()):  # who is still at it may add one
            if self.network.left(bucket):
                limits.block(bucket, until, self.now)
        for budget in self._lots:
            lot = self.network.lots[budget.key]
            if (left := lot.taken - lot.made - unfinished * budget.each) > 0:
                limits.give_back(budget, left, self.now)
                lot.taken -= left

    def _why_not(self, account: Account) -> str:
        if why := why_not(type(self.network), self.network.access):
            return why
        needs_member = "member" in self.network.terms.needs and account.key not in self.tokens
        return "it answers only with a sign-in there, which this account lacks" if needs_member else ""

    def _as(self, account: Account) -> Network:
        token = self.tokens.get(account.key)
        return self.network.on_behalf(token) if isinstance(token, str) else self.network

    def _reserve(self, readings: int) -> int:
        """For how many there are units; they are put aside. What a reading takes beyond them it may fetch."""
        name, each = self.network.name, estimate(self.network)
        limit = a_day(type(self.network), self.network.access)
        if limit is None or not each:
            return readings
        affordable = spending.reserve(name, each, readings, limit, self.now)

        def more() -> int:
            return each * spending.reserve(name, each, 1, limit, self.now)

        self.network.purse = Purse(affordable * each, more, self._spent())
        return affordable

    def _unaffordable(self) -> Waiting:
        """The day's units are spent; or they are put aside by others, who may give some back."""
        limit = a_day(type(self.network), self.network.access) or 0
        spent = spending.of(self.network.name, self.now).spent
        return PutOff(AGAIN) if spent + estimate(self.network) <= limit else self._spent()

    def _spent(self) -> BudgetSpent:
        until = spending.tomorrow(self.now)
        return BudgetSpent(f"today's budget for {self.network.title} is spent", until)

    def _within_budgets(
        self, opened: Sequence[tuple[Network, Account]]
    ) -> tuple[list[tuple[Network, Account]], list[tuple[Account, Waiting]]]:
        """As far as the hosts allow it: whoever asks the same hosts with the same token is one lot."""
        lots: dict[tuple[Budget, ...], list[tuple[Network, Account]]] = {}
        for network, account in opened:
            lots.setdefault(budgets(network, account.handle), []).append((network, account))
        allowed: list[tuple[Network, Account]] = []
        put_off: list[tuple[Account, Waiting]] = []
        for asked, several in lots.items():
            lot = limits.take(asked, len(several), self.now)
            for budget in asked if lot.readings else ():
                self._took(budget, lot.readings * budget.each)
            allowed += several[: lot.readings]
            put_off += [(account, PutOff(lot.wait or SOON)) for _, account in several[lot.readings :]]
        return allowed, put_off

    def _took(self, budget: Budget, calls: int) -> None:
        """Calls that may be made; what a reading needs beyond them is asked for as it comes."""

        def more() -> tuple[int, datetime]:
            now = datetime.now(UTC)
            lot = limits.take((replace(budget, each=1),), MORE, now)
            return lot.readings, now + timedelta(seconds=max(lot.wait, 1.0))

        self._lots.add(budget)
        self.network.lots.setdefault(budget.key, Calls(more)).taken += calls
