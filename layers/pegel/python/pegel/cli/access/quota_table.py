"""Budgets for people: bars, money in dollars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pegel.cli.access.quota import Quota

WIDTH = 10  # characters of a bar
MICRO = "micro-dollars"


def show(told: Sequence[Quota]) -> None:
    """What is spent."""
    from rich.console import Console
    from rich.table import Table

    table = Table("Network", "Host", "Calls", "Today", "A reading and day")
    for one in told:
        name = f"[dim]{one.title}[/dim]" if one.off_because else one.title
        several = one.hosts or (None,)
        for number, host in enumerate(several):
            first = number == 0
            table.add_row(
                name if first else "",
                host.host if host else "each server",
                f"{bar(host.used)} {host.calls} in {host.seconds:g} s" if host else "",
                today(one) if first else "",
                reading(one) if first else "",
            )
    console = Console(highlight=False)
    console.print(table)
    for one in told:
        for host in one.hosts:
            if host.paused_until:
                console.print(f"{host.host} asked for a pause until {host.paused_until}")


def show_run(told: Sequence[Quota], runs: Sequence[Mapping[str, Any]], members: int) -> None:
    """What a day would cost."""
    from rich.console import Console
    from rich.table import Table

    table = Table("Network", "A reading", f"{members:,} readings", "Can be read in a day")
    for one, run in zip(told, runs, strict=True):
        table.add_row(
            f"[dim]{one.title}[/dim]" if one.off_because else one.title,
            reading(one),
            units(run["units"], one.unit) if one.unit else "free",
            f"{run['readable']:,}" + ("" if run["days"] in (1, None) else f" (all in {run['days']:,} days)"),
        )
    console = Console(highlight=False)
    console.print(table)
    console.print("One account of each member on each network; dim ones are off.", style="dim")


def today(one: Quota) -> str:
    """What is spent of the day."""
    if one.unit is None or one.a_day is None:
        return "free"
    part = (one.spent + one.reserved) / one.a_day if one.a_day else 0.0
    aside = f", {units(one.reserved, one.unit)} put aside" if one.reserved else ""
    return f"{bar(part)} {units(one.spent, one.unit)} of {units(one.a_day, one.unit)}{aside}"


def reading(one: Quota) -> str:
    """What a member's account costs a day: measured, or at most."""
    if one.unit is None:
        return "free"
    if one.per_reading is None:
        return f"at most {units(one.at_most, one.unit)}"
    return f"{units(one.per_reading, one.unit)} ({one.readings:,} today)"


def units(number: float, unit: str | None) -> str:
    """Money as money."""
    return f"${number / 1e6:,.3f}" if unit == MICRO else f"{number:,.4g} {unit}"


def bar(part: float) -> str:
    """How full."""
    full = round(min(max(part, 0.0), 1.0) * WIDTH)
    return "█" * full + "░" * (WIDTH - full)
