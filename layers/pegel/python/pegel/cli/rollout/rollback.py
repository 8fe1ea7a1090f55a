"""`pegel model rollback`: back to the model before, from the share the new one has, as slowly as it came."""

from __future__ import annotations

import argparse

from pegel.cli.rollout.installation import add_arguments as add_installation
from pegel.cli.rollout.installation import add_consent, agreed, found, now
from pegel.cli.rollout.status import sentence


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    add_installation(parser)
    add_consent(parser)


def run(args: argparse.Namespace) -> int:
    """0 once it is decided; CannotRun where there is nothing to go back to."""
    rollouts = found(args).store("rollouts")
    before = rollouts.get()
    after = before.rollback(now().date())
    print(f"now:   {sentence(before, now().date())}\nafter: {sentence(after, now().date())}")
    if agreed(args, "Roll back?"):
        rollouts.put(after, before, now())
        print("decided; the next nightly run publishes it for everybody")
    return 0
