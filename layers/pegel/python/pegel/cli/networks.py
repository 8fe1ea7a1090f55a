"""`pegel networks`: which are read here and why others are not, what opens them, and what they cost."""

from __future__ import annotations

import argparse
import importlib
from typing import Any

ACTIONS = {  # name -> module of pegel.cli.access with add_arguments(parser) and run(args), what it does
    "list": ("listing", "what each network tells, on what terms, and whether it is on"),
    "enable": ("enable", "turn a network on: its keys, its budget, what was agreed on"),
    "disable": ("disable", "turn a network off, and forget its keys"),
    "block": ("block", "a server whose accounts are linked and read no more, nor any beneath it"),
    "unblock": ("block", "a server that was blocked is read again"),
    "quota": ("quota", "what was asked and spent today, and what a run would cost"),
}


def add_parser(subparsers: Any) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("networks", help="networks, their terms and budgets", description=__doc__)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, (module, does) in ACTIONS.items():
        action = actions.add_parser(name, help=does, description=does)
        importlib.import_module(f"pegel.cli.access.{module}").add_arguments(action)


def run(args: argparse.Namespace) -> int:
    """0, or CannotRun with the reason."""
    module, _ = ACTIONS[args.action]
    return int(importlib.import_module(f"pegel.cli.access.{module}").run(args))
