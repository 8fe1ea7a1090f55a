"""`pegel model`: train, evaluate and describe the score's model."""

from __future__ import annotations

import argparse
import importlib
from typing import Any

ACTIONS = {  # name -> module with add_arguments(parser) and run(args), what it does
    "train": ("modelling.train", "fit the curves and write a model file"),
    "evaluate": ("modelling.evaluate", "how well a model orders judged pairs"),
    "card": ("modelling.card", "write the model card, before and after the results"),
    "shadow": ("rollout.shadow", "score everybody by another model, publish nothing, and report"),
    "promote": ("rollout.promote", "serve both numbers for 30 days, then blend into the new one"),
    "rollback": ("rollout.rollback", "back to the model before, as slowly as the new one came"),
    "status": ("rollout.status", "which model is published, and how far another is on its way"),
}


def add_parser(subparsers: Any) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("model", help="the score's model", description=__doc__)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, (module, does) in ACTIONS.items():
        action = actions.add_parser(name, help=does, description=does)
        importlib.import_module(f"pegel.cli.{module}").add_arguments(action)


def run(args: argparse.Namespace) -> int:
    """0, or CannotRun with the reason."""
    module, _ = ACTIONS[args.action]
    return int(importlib.import_module(f"pegel.cli.{module}").run(args))
