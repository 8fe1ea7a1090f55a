"""`pegel model promote VERSION`: serve both numbers for 30 days, then blend into the new one."""

from __future__ import annotations

import argparse
from pathlib import Path

from pegel.cli.rollout.installation import add_arguments as add_installation
from pegel.cli.rollout.installation import add_consent, agreed, found, now
from pegel.errors import CannotRun
from pegel.scoring.model import FOLDER
from pegel.scoring.rollout import BOTH, Phase

COMPLETED = "## Results"  # heading of a card's second half, which is written after the shadow run


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("version", help="of the model in shadow")
    add_installation(parser)
    add_consent(parser)


def run(args: argparse.Namespace) -> int:
    """0 once it is decided; CannotRun without a completed card or a shadow run of everybody."""
    card = FOLDER / f"{args.version}.md"
    if not is_completed(card):
        raise CannotRun(
            f"model {args.version} has no completed card: {card.name} needs “{COMPLETED}” filled in"
        )
    here = found(args)
    rollouts, before, today = here.store("rollouts"), here.store("rollouts").get(), now().date()
    told = here.store("runs").reported(f"shadow#{args.version}")
    if before.at(today).next != args.version or not told or told["model"] != before.model:
        raise CannotRun(f"model {args.version} was not in shadow: `pegel model shadow {args.version}` first")
    days = told["report"]["blend_days"]
    after = before.promote(today, days)
    if after.phase is Phase.BOTH:
        print(
            f"both numbers for {BOTH} days, then a blend over {days} days: 1/{days} more of the new one a day"
        )
    print(f"{args.version} is alone from {after.until}")
    if agreed(args, f"Promote {args.version} over {before.model}?"):
        rollouts.put(after, before, now())
        print("promoted; `pegel model rollback` takes it back as slowly")
    return 0


def is_completed(card: Path) -> bool:
    """Whether the card says what came out."""
    text = card.read_text(encoding="utf-8") if card.is_file() else ""
    return bool(text.partition(COMPLETED)[2].strip())
