"""`pegel networks`: which are read here and why others are not, what opens them, and what they cost."""

from __future__ import annotations

import argparse
from typing import Any

from pegel.cli import actions

ACTIONS = {
    "list": ("access.listing", "what each network tells, on what terms, and whether it is on"),
    "enable": ("access.enable", "turn a network on: its keys, its budget, what was agreed on"),
    "disable": ("access.disable", "turn a network off, and forget its keys"),
    "block": ("access.block", "a server whose accounts are linked and read no more, nor any beneath it"),
    "unblock": ("access.block", "a server that was blocked is read again"),
    "quota": ("access.quota", "what was asked and spent today, and what a run would cost"),
}


def add_parser(subparsers: Any) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("networks", help="networks, their terms and budgets", description=__doc__)
    actions.add_parsers(parser, ACTIONS)


def run(args: argparse.Namespace) -> int:
    """0, or CannotRun with the reason."""
    return actions.run(args, ACTIONS)
