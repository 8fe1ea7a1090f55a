"""`pegel model status`: which model is published, and how far another one is on its way."""

from __future__ import annotations

import argparse
import json
from datetime import date

from pegel.cli.rollout.installation import add_arguments as add_installation
from pegel.cli.rollout.installation import found, now
from pegel.scoring.rollout import Phase, Rollout


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    add_installation(parser)
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """0."""
    here, today = found(args), now().date()
    rollout = here.store("rollouts").get()
    counted_at = here.store("distributions").counted_at()
    if args.json:
        told = {**rollout.at(today).to_json(), "share": rollout.share(today)}
        until = rollout.until and rollout.until.isoformat()
        print(
            json.dumps(
                {**told, "until": until, "counted_at": counted_at and counted_at.isoformat()}, indent=2
            )
        )
    else:
        print(sentence(rollout, today))
        print(
            f"distribution counted {counted_at:%Y-%m-%d %H:%M} UTC"
            if counted_at
            else "nobody was counted yet"
        )
    return 0


def sentence(rollout: Rollout, day: date) -> str:
    """How it stands on a day."""
    now_ = rollout.at(day)
    match now_.phase:
        case Phase.SHADOW:
            return f"{now_.model} is published; {now_.next} is in shadow since {now_.since}"
        case Phase.BOTH:
            return f"{now_.model} counts, {now_.next} is served beside it; it is alone from {rollout.until}"
        case Phase.BLEND | Phase.BACK:
            alone = now_.next if now_.phase is Phase.BLEND else now_.model
            return f"{now_.share(day):.0%} {now_.next} in {now_.model}; {alone} is alone from {rollout.until}"
    return f"{now_.model} is published"
