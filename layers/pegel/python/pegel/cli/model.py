"""`pegel model train` and `pegel model evaluate`: fit curves to judged pairs, and say how good they are."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pegel.errors import CannotRun
from pegel.scoring import model as models

DATA = "../shared/data"  # where PEGEL_DATA is not set: beside the repository


def add_parser(subparsers: Any) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("model", help="train and evaluate the score's model", description=__doc__)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    train = actions.add_parser("train", help="fit the curves and write a model file")
    train.add_argument("--pairs", type=Path, required=True, metavar="FILE", help="judged pairs (CSV)")
    train.add_argument(
        "--out", type=Path, metavar="FILE", help="the model file (default: among the shipped ones)"
    )
    train.add_argument("--version", default=None, help="of the model (default: year and month)")
    judge = actions.add_parser("evaluate", help="how well a model orders judged pairs")
    judge.add_argument("--pairs", type=Path, required=True, metavar="FILE", help="judged pairs (CSV)")
    judge.add_argument("--version", default=None, help="of the model (default: the current one)")
    judge.add_argument(
        "--predictions", type=Path, metavar="OUT", help="write P(A is the more influential) per pair"
    )
    judge.add_argument(
        "--repeats", type=int, default=10, help="of 5 folds of persons; 0: the shipped model alone"
    )
    judge.add_argument("--json", action="store_true")


def run(args: argparse.Namespace) -> int:
    """0, or CannotRun with the reason."""
    try:
        import scipy  # noqa: F401
    except ImportError as error:
        raise CannotRun("training needs SciPy: pip install 'pegel[model]'") from error
    return train(args) if args.action == "train" else evaluate(args)


def train(args: argparse.Namespace) -> int:
    """Write a model file; the same input gives the same file."""
    from rich.console import Console

    from pegel.scoring import pairs, population
    from pegel.scoring import train as training

    version = args.version or training.default_version(datetime.now(UTC).date())
    out = args.out or models.FOLDER / f"{version}.json"
    console = Console(stderr=True)
    with console.status("reading pairs") as status:
        judged = pairs.read(args.pairs)
        figures = population.read(Path(os.environ.get("PEGEL_DATA", DATA)))
        document = training.train(judged, figures, version, status.update)
    training.write(document, out)
    print(
        f"model {version}, {len(judged.first)} pairs, sha256 {document['checksum'][:16]}…, written to {out}"
    )
    return 0


def evaluate(args: argparse.Namespace) -> int:
    """The shipped model on all pairs, and models of its kind and baselines on folds of persons."""
    from pegel.scoring import evaluation, pairs

    judged = pairs.read(args.pairs)
    model = models.load(args.version)
    probability = evaluation.probabilities(judged, evaluation.strengths(judged.people, model))
    if args.predictions:
        lines = "\n".join(repr(float(one)) for one in probability)
        args.predictions.write_text(f"probability\n{lines}\n", encoding="ascii")
    shipped = evaluation.quality(probability, judged.chosen) if judged.chosen is not None else None
    folds = on_folds(judged, args.repeats, model) if shipped and args.repeats > 0 else {}
    if args.json:
        print(json.dumps(to_json(model.version, len(judged.first), shipped, folds), indent=2))
    else:
        show(model.version, len(judged.first), shipped, folds)
    return 0


def on_folds(judged: Any, repeats: int, model: models.Model) -> Mapping[str, Any]:
    """Cross-validation with a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import Progress

    from pegel.scoring import baselines, evaluation

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("folds of persons", total=repeats)
        step: Callable[[int], None] = lambda _: progress.advance(bar)  # noqa: E731
        return evaluation.cross_validated(judged, baselines.models(judged, model), repeats, step)


def to_json(version: str, count: int, shipped: Any, folds: Mapping[str, Any]) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "model": version,
        "pairs": count,
        "shipped": shipped.to_json() if shipped else None,
        "folds": {
            name: {scheme: one.to_json() for scheme, one in schemes.items()}
            for name, schemes in folds.items()
        },
    }


def show(version: str, count: int, shipped: Any, folds: Mapping[str, Any]) -> None:
    """As a table."""
    from rich.console import Console
    from rich.table import Table

    table = Table("Model", "Judged on", "AUC", "Accuracy", "ECE", "Pairs", title=f"{count} pairs")
    rows = [(f"model {version}, shipped", "all (it may have learnt them)", shipped)] if shipped else []
    for name, schemes in folds.items():
        rows += [(name, f"folds, {scheme.replace('_', ' ')}", one) for scheme, one in schemes.items()]
    for name, scheme, one in rows:
        table.add_row(name, scheme, f"{one.auc:.4f}", f"{one.accuracy:.4f}", f"{one.ece:.4f}", str(one.n))
    Console().print(table)
    if shipped is None:
        print("The file has no column Choice: nothing to compare with.")
