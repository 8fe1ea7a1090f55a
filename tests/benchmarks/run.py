"""All benchmarks: a table, bench.json, and failure if a goal is missed or the machine is too busy."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))  # started as a file: `make bench`

from benchmarks.measure import Row, Void  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

BENCHMARKS = {  # module -> what it measures; its function rows() does, the number is what --quick asks for
    "handlers": ("a read through each framework", 3),
    "imports": ("what a cold start imports", 11),
    "scoring": ("a million members scored", 0),
    "rescoring": ("a million members rescored by two models", 0),
}
NAMED = ("boto3", "pynamodb", "aws-lambda-powertools", "chalice", "fastapi", "mangum", "numpy")


def main() -> int:
    """0: every goal is met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, for CI")
    parser.add_argument(
        "--json", type=Path, default=ROOT / "bench.json", help="where the figures are written"
    )
    parser.add_argument("only", nargs="*", help=f"of {', '.join(BENCHMARKS)}; all if none is named")
    chosen = parser.parse_args()
    console = Console(width=None if sys.stdout.isatty() else 110)
    found: list[Row] = []
    voids: list[str] = []
    for name in chosen.only or BENCHMARKS:
        with console.status(f"{name}: {BENCHMARKS[name][0]}"):
            try:
                found += measured(name, chosen.quick)
            except Void as void:
                console.print(f"[red]{name} is void[/]: {void}")
                voids.append(name)
    console.print(table_of(found))
    chosen.json.write_text(
        json.dumps({"machine": machine(), "rows": [asdict(row) for row in found]}, indent=1)
    )
    missed = [row for row in found if row.met is False]
    console.print(f"{machine()['cpu']}, Python {platform.python_version()} · {len(missed)} goals missed")
    return 1 if missed or voids else 0


def measured(name: str, quick: bool) -> Sequence[Row]:
    """One benchmark's lines."""
    rows = importlib.import_module(f"benchmarks.{name}").rows
    few = BENCHMARKS[name][1]
    found = rows(few) if quick and few else rows()
    return [row if isinstance(row, Row) else to_row(row) for row in found]


def to_row(told: dict[str, Any]) -> Row:
    """A line of the scoring benchmark, which judges for itself. Raises Void if its A/A is apart."""
    if told["name"].startswith("A/A") and not told["ok"]:
        raise Void(f"the kernel differs from itself by {told['ratio']:.1f} %")
    note = f"other {1e3 * told['baseline']:,.1f} ms"
    took = 1e3 * told["candidate"]
    return Row("score", told["name"], took, "ms", told["ratio"], told["goal"], note, told["ok"])


def table_of(rows: Sequence[Row]) -> Table:
    """For people."""
    table = Table("what", "who", "time", "÷ baseline", "goal", "", "note", title="Benchmarks")
    before = ""
    for row in rows:
        if before and row.group != before:
            table.add_section()
        mark = {True: "[green]met[/]", False: "[red]missed[/]", None: ""}[row.met]
        time = f"{row.value:,.1f} {row.unit}" if row.unit else ""
        ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
        goal = "" if row.goal is None else f"{row.goal:g}" if row.judged is not None else f"≤ {row.goal:g}"
        table.add_row("" if row.group == before else row.group, row.name, time, ratio, goal, mark, row.note)
        before = row.group
    return table


def machine() -> dict[str, object]:
    """What the figures belong to."""
    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return {
        "cpu": names[0] if names else platform.processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in NAMED},
    }


if __name__ == "__main__":
    sys.exit(main())
