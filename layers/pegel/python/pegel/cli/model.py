"""`pegel model`: train, evaluate and describe the score's model."""

from __future__ import annotations

import argparse
from typing import Any

from pegel.cli import actions

ACTIONS = {
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
    actions.add_parsers(parser, ACTIONS)


def run(args: argparse.Namespace) -> int:
    """0, or CannotRun with the reason."""
    return actions.run(args, ACTIONS)
