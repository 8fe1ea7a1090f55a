"""`pegel networks list`: every network in a table, or one with all that is read of it and why."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from pegel.cli.access.entered import add_optional_installation, entered_at, network_named
from pegel.networks import NETWORKS
from pegel.networks.described import TOLD, Described, described
from pegel.networks.network import Network
from pegel.social import Access

NOWHERE = "no installation was named: shown as it is before anything was entered"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which, and how."""
    parser.add_argument("network", nargs="?", metavar="NETWORK", help="one network, in full")
    parser.add_argument("--json", action="store_true", help="for programs, everything")
    parser.add_argument(
        "--markdown", action="store_true", help="networks by what they tell, as the README has it"
    )
    add_optional_installation(parser)


def run(args: argparse.Namespace) -> int:
    """Always 0: a network that is off is no failure."""
    chosen = [network_named(args.network)] if args.network else list(NETWORKS.values())
    if args.markdown:
        print("\n".join(markdown(chosen)))
        return 0
    entered = entered_at(args)
    told = [described(network, entered.get(network.name, Access())) for network in chosen]
    if args.json:
        print(json.dumps({"data": [to_json(one) for one in told]}, indent=2, ensure_ascii=False))
    elif args.network:
        show_one(told[0], chosen[0])
    else:
        show(told, note="" if args.stack else NOWHERE)
        show_blocked(told)
    return 0


def to_json(one: Described) -> Mapping[str, object]:
    """A network for programs."""
    return {**asdict(one), "on": not one.off_because, "reads": [read._asdict() for read in one.reads]}


def markdown(networks: Iterable[type[Network]]) -> Iterable[str]:
    """Network by role and reaction: ✓ given, – told to nobody, which is unknown and never zero."""
    kinds = [kind for kind in TOLD if any(kind in network.gives for network in networks)]
    yield f"| network | {' | '.join(kinds)} |"
    yield f"|---|{'---|' * len(kinds)}"
    for network in networks:
        cells = ("✓" if kind in network.gives else "–" for kind in kinds)
        yield f"| {network.title} | {' | '.join(cells)} |"


def show(told: Iterable[Described], note: str) -> None:
    """All of them."""
    from rich.console import Console
    from rich.table import Table

    table = Table("Network", "State", "Proven by", "Tells", "Unknown", "Kept", "Score", show_lines=True)
    for one in told:
        table.add_row(
            f"{one.title}\n[dim]{one.name}[/dim]",
            f"off: {one.off_because}" if one.off_because else "[green]on[/green]",
            ", ".join(one.proofs),
            ", ".join(one.gives),
            ", ".join(one.unknown) or "–",
            f"{one.kept_for} days",
            "counts" if one.counts else "no part" if one.off_because else "topics only",
        )
    console = Console(highlight=False)
    console.print(table)
    if note:
        console.print(note, style="dim")


def show_blocked(told: Iterable[Described]) -> None:
    """Servers that are blocked, if any are."""
    from rich.console import Console
    from rich.table import Table

    where: dict[tuple[str, str], list[str]] = {}
    for one in told:
        for blocked in one.blocked.items():
            where.setdefault(blocked, []).append(one.title)
    table = Table("Blocked server", "Why", "Not read there")
    for (server, why), titles in sorted(where.items()):
        table.add_row(server, why or "–", ", ".join(titles))
    if where:
        Console(highlight=False).print(table)


def show_one(one: Described, network: type[Network]) -> None:
    """What is read of an account there, and why."""
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    state = f"off: {one.off_because}" if one.off_because else "on"
    console.print(f"[bold]{one.title}[/bold] is {state}")
    table = Table("Read", "Fields", "Why")
    for read in one.reads:
        table.add_row(read.role, read.fields, read.en)
    console.print(table)
    console.print(f"Kept for {one.kept_for} days; proven by {', '.join(one.proofs)}. {network.docs}")
    for sentence in filter(None, (one.agreement, one.notice)):
        console.print(sentence)
    show_blocked([one])
