"""What the operator of an installation entered for a network, and the network by its name."""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from pegel.cli.rollout.installation import NAME, add_arguments, found
from pegel.errors import CannotRun
from pegel.networks import NETWORKS
from pegel.networks.network import Network
from pegel.social import Access


def network_named(name: str) -> type[Network]:
    """CannotRun for one that nobody reads."""
    if name not in NETWORKS:
        raise CannotRun(f"there is no network {name}; there are: {', '.join(NETWORKS)}")
    return NETWORKS[name]


def add_optional_installation(parser: argparse.ArgumentParser) -> None:
    """Where, if anywhere."""
    add_arguments(parser)
    parser.set_defaults(stack=None)


def entered_at(args: argparse.Namespace) -> Mapping[str, Access]:
    """Network → access at the installation that was named; nothing where none was."""
    if not args.stack and not args.endpoint:
        return {}
    args.stack = args.stack or NAME
    told: Mapping[str, Access] = found(args).store("access").entered()
    return told
