"""`pegel networks quota`: of each host and day what is spent, what a reading costs, what a run would cost."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from pegel import fetch
from pegel.cli.access import quota_table
from pegel.cli.access.entered import entered_at
from pegel.cli.rollout.installation import add_arguments as add_installation
from pegel.cli.rollout.installation import found, now
from pegel.networks import NETWORKS
from pegel.networks.budget import budgets, estimate
from pegel.networks.network import Network
from pegel.networks.permission import a_day, why_not
from pegel.social import Access

DAYS = 7  # over which a reading's cost is measured
A_DAY = 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Host:
    """A host's budget, with this installation's token. `used` is the part that is spent now."""

    host: str
    calls: int
    seconds: float
    each: int  # calls of a reading
    used: float
    paused_until: str | None

    @property
    def readings_a_day(self) -> int:
        """As many as it allows."""
        return int(self.calls / self.each * A_DAY / self.seconds)


@dataclass(frozen=True, slots=True)
class Quota:
    """A network's day. Units are the network's own; None where nothing is counted."""

    name: str
    title: str
    off_because: str
    hosts: tuple[Host, ...]  # none: each server is a host of its own
    unit: str | None
    a_day: int | None
    spent: int
    reserved: int
    readings: int
    per_reading: float | None  # of the last days
    at_most: int  # put aside for a reading before it begins


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What of it."""
    parser.add_argument("--estimate", type=int, metavar="MEMBERS", help="what a day's run over so many costs")
    parser.add_argument("--json", action="store_true", help="for programs")
    add_installation(parser)


def run(args: argparse.Namespace) -> int:
    """0."""
    installation, entered, at = found(args), entered_at(args), now()
    limits, spending = installation.store("limits"), installation.store("spending")
    told = [
        quota(kind(fetch.from_environment(), entered.get(kind.name, Access())), limits, spending, at)
        for kind in NETWORKS.values()
    ]
    if args.json:
        runs = [run_over(one, args.estimate) for one in told] if args.estimate else [{}] * len(told)
        both = zip(told, runs, strict=True)
        print(json.dumps({"data": [asdict(one) | more for one, more in both]}, indent=2, ensure_ascii=False))
    elif args.estimate:
        quota_table.show_run(told, [run_over(one, args.estimate) for one in told], args.estimate)
    else:
        quota_table.show(told)
    return 0


def quota(network: Network, limits: Any, spending: Any, at: datetime) -> Quota:
    """One network's."""
    days = [spending.of(network.name, at - timedelta(days=ago)) for ago in range(DAYS)]
    readings = sum(day.readings for day in days)
    price = network.price
    return Quota(
        name=network.name,
        title=network.title,
        off_because=why_not(type(network), network.access),
        hosts=tuple(hosts(network, limits, at)) if network.hosts else (),
        unit=price.unit if price else None,
        a_day=a_day(type(network), network.access),
        spent=days[0].spent,
        reserved=days[0].reserved,
        readings=days[0].readings,
        per_reading=sum(day.spent for day in days) / readings if price and readings else None,
        at_most=estimate(network),
    )


def hosts(network: Network, limits: Any, at: datetime) -> Iterable[Host]:
    """Every host of a network that has some for all its accounts."""
    for budget in budgets(network, ""):
        used, paused_until = limits.used(budget, at)
        until = paused_until.isoformat(timespec="seconds") if paused_until else None
        host = budget.key.split("#")[1]
        yield Host(host, budget.calls, budget.seconds, budget.each, round(used, 4), until)


def run_over(one: Quota, members: int) -> dict[str, Any]:
    """A day's run over so many members, one account there each: its cost, and how many can be read."""
    each = one.at_most if one.per_reading is None else one.per_reading
    allowed = [host.readings_a_day for host in one.hosts]
    if one.a_day is not None and each:
        allowed.append(int(one.a_day / each))
    readable = min([members, *allowed])
    return {
        "members": members,
        "units": round(members * each),
        "readable": readable,
        "days": None if readable == 0 else -(-members // readable),
    }
