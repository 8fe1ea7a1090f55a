"""`pegel model train`: the same input gives the same file."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from pegel.cli.modelling import data
from pegel.scoring import model as models


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The action's arguments."""
    parser.add_argument("--pairs", type=Path, required=True, metavar="FILE", help="judged pairs (CSV)")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="the model file (default: among the shipped ones)"
    )
    parser.add_argument("--version", default=None, help="of the model (default: year and month)")


def run(args: argparse.Namespace) -> int:
    """Write a model file."""
    data.check_installed()
    from rich.console import Console

    from pegel.scoring import pairs, population, train

    version = args.version or train.default_version(datetime.now(UTC).date())
    out = args.out or models.FOLDER / f"{version}.json"
    with Console(stderr=True).status("reading pairs") as status:
        judged = pairs.read(args.pairs)
        document = train.train(judged, population.read(data.folder()), version, status.update)
    train.write(document, out)
    print(
        f"model {version}, {len(judged.first)} pairs, sha256 {document['checksum'][:16]}…, written to {out}"
    )
    return 0
