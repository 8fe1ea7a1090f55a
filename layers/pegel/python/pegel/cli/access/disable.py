"""`pegel networks disable`: nothing is read there any more, and its keys are forgotten."""

from __future__ import annotations

import argparse
from dataclasses import replace

from pegel.cli.access.entered import entered_at, network_named
from pegel.cli.rollout.installation import add_arguments as add_installation
from pegel.cli.rollout.installation import found
from pegel.social import Access

OFF = Access(a_day=0)  # what is blocked stays blocked


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which."""
    parser.add_argument("network", metavar="NETWORK")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    add_installation(parser)


def run(args: argparse.Namespace) -> int:
    """0; what was read stays as long as the network's terms let it."""
    network, installation = network_named(args.network), found(args)
    if args.dry_run:
        print(f"--dry-run: {network.title} would be off, its keys forgotten; nothing was changed")
        return 0
    blocked = entered_at(args).get(network.name, OFF).blocked
    installation.store("access").enter(network.name, replace(OFF, blocked=blocked))
    print(
        f"{network.title} is off: processes that run know it within five minutes; "
        f"what was read leaves within {network.terms.stores_for} days"
    )
    return 0
