"""Evaluations for people: a table per scheme, a bar on stderr while the models learn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

SCHEMES = {
    "one_unseen": "Folds of persons, at least one of a pair unseen",
    "both_unseen": "Folds of persons, both unseen",
}


@contextmanager
def progress() -> Iterator[Callable[[int], None]]:
    """Gives a function that hears the number of fits, then 0 for each that is done."""
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("learning", total=None)

        def told(total: int) -> None:
            bar.update(task, total=total) if total else bar.advance(task)

        yield told


def show(found: Mapping[str, Any]) -> None:
    """Tables of an evaluation, or the reason why there are none."""
    console = Console()
    if "shipped" not in found:
        console.print(found["note"])
        return
    learnt = (
        f"; {found['learnt_pairs']} of the pairs are of people it has learnt"
        if "learnt_pairs" in found
        else ""
    )
    shipped = {f"model {found['model']}": found["shipped"], **found["models"]}
    console.print(table(f"{found['pairs']} pairs{learnt}", shipped, found["differences"]))
    for scheme, one in found.get("folds", {}).items():
        console.print(table(SCHEMES[scheme], one["models"], one["differences"]))
    console.print("In brackets: 95 % of samples of persons. Differences under 0.005 are noise.")


def table(title: str, models: Mapping[str, Any], differences: Mapping[str, Any]) -> Table:
    """A line per model."""
    made = Table("Model", "AUC", "Accuracy", "ECE", "AUC ahead", "Pairs", title=title)
    for name, one in models.items():
        ahead = differences.get(name, {}).get("auc")
        made.add_row(
            name, said(one["auc"]), said(one["accuracy"]), said(one["ece"]), said(ahead, "+"), str(one["n"])
        )
    return made


def said(one: Mapping[str, float] | None, sign: str = "") -> str:
    """A figure with its interval."""
    if one is None:
        return "–"
    if one["low"] is None:
        return f"{one['value']:{sign}.4f}"
    return f"{one['value']:{sign}.4f} ({one['low']:{sign}.3f} to {one['high']:{sign}.3f})"
