"""`pegel model evaluate`: the shipped model on judged pairs, beside what it has to beat."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pegel.cli.modelling import data, tables
from pegel.errors import CannotRun
from pegel.scoring import model as models


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The action's arguments."""
    parser.add_argument("--pairs", type=Path, required=True, metavar="FILE", help="judged pairs (CSV)")
    parser.add_argument(
        "--train",
        type=Path,
        metavar="FILE",
        help="what the baselines learn from (default: peerindex/pairs.csv in $PEGEL_DATA)",
    )
    parser.add_argument("--version", default=None, help="of the model (default: the current one)")
    parser.add_argument(
        "--predictions", type=Path, metavar="OUT", help="write P(A is the more influential) per pair"
    )
    parser.add_argument(
        "--repeats", type=int, default=10, help="of 5 folds of persons, on the training file; 0: none"
    )
    parser.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """Judge, and print a table or one JSON document."""
    data.check_installed()
    from pegel.scoring import evaluation, pairs

    judged = pairs.read(args.pairs)
    model = models.load(args.version)
    probability = evaluation.probabilities(judged, evaluation.strengths(judged.people, model))
    if args.predictions:
        lines = "\n".join(repr(float(one)) for one in probability)
        args.predictions.write_text(f"probability\n{lines}\n", encoding="ascii")
    found = {"model": model.version, "checksum": model.checksum, "pairs": len(judged.first)}
    if judged.chosen is None:
        found["note"] = "The file has no column Choice: nothing to compare with."
    elif len(set(judged.chosen.tolist())) < 2:
        raise CannotRun(f"{args.pairs}, column Choice: all judgements are the same, so nothing can be ranked")
    else:
        found |= compared(args, judged, model, probability)
    print(json.dumps(found, indent=2)) if args.json else tables.show(found)
    return 0


def compared(args: argparse.Namespace, judged: Any, model: models.Model, shipped: Any) -> dict[str, Any]:
    """The shipped model beside baselines: learnt from another file, or on folds of this one."""
    from pegel.scoring import pairs, reports

    file = args.train or data.folder() / "peerindex/pairs.csv"
    if not file.is_file():
        note = f"There is no {file} to learn baselines from: the model is judged alone."
        print(note, file=sys.stderr)
        return {"note": note, **reports.alone(judged, shipped)}
    if file.read_bytes() == args.pairs.read_bytes():
        with tables.progress() as told:
            return reports.on_folds(judged, model, shipped, args.repeats, told)
    learnt = pairs.read(file)
    if learnt.chosen is None:
        raise CannotRun(f"{file} has no column Choice: --train names judged pairs to learn baselines from")
    with tables.progress() as told:
        return {"learnt_from": file.name, **reports.on_file(learnt, judged, model, shipped, told)}
