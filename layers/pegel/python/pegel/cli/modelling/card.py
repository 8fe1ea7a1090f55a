"""`pegel model card`: first what is claimed, then, once the results are there, what came out."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from pegel.errors import CannotRun
from pegel.scoring import card as cards
from pegel.scoring import model as models


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The action's arguments."""
    parser.add_argument("--version", default=None, help="of the model (default: the current one)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the card (default: beside the model)")
    parser.add_argument("--complete", action="store_true", help="add the results below what was claimed")
    parser.add_argument(
        "--results", type=Path, nargs="+", metavar="FILE", help="what `pegel model evaluate --json` printed"
    )


def run(args: argparse.Namespace) -> int:
    """Write the card."""
    model = models.load(args.version)
    file = args.out or models.FOLDER / f"{model.version}.md"
    if args.complete != bool(args.results):
        raise CannotRun(
            "--complete and --results FILE belong together: results of `pegel model evaluate --json`"
        )
    there = file.read_text(encoding="utf-8") if file.is_file() else ""
    if args.complete:
        if not there:
            raise CannotRun(f"there is no card {file}: write it with `pegel model card`, before the results")
        text = cards.complete(there, model, [read(one) for one in args.results])
    elif cards.is_complete(there) and model.checksum in there:
        raise CannotRun(f"{file} holds results of this model: what was claimed before is not written again")
    else:
        text = cards.before(model)
    file.write_text(text, encoding="utf-8")
    print(f"card of model {model.version}{' with results' if args.complete else ''}, written to {file}")
    return 0


def read(file: Path) -> dict[str, Any]:
    """One evaluation."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CannotRun(f"{file} is no result of `pegel model evaluate --json`: {error}") from error
    if not isinstance(found, dict):
        raise CannotRun(f"{file} is no result of `pegel model evaluate --json`")
    return found
