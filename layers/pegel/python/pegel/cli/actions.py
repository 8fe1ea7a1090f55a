"""A command with commands of its own, as `pegel model train`; their modules are listed by name."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Mapping
from types import ModuleType
from typing import Any

Actions = Mapping[str, tuple[str, str]]  # name → module with add_arguments and run(args), what it does


def add_parsers(parser: Any, actions: Actions) -> None:
    """The arguments of every action."""
    named = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, (_, does) in actions.items():
        module_of(name, actions).add_arguments(named.add_parser(name, help=does, description=does))


def run(args: argparse.Namespace, actions: Actions) -> int:
    """0, or CannotRun with the reason."""
    return int(module_of(args.action, actions).run(args))


def module_of(name: str, actions: Actions) -> ModuleType:
    return importlib.import_module(f"pegel.cli.{actions[name][0]}")
