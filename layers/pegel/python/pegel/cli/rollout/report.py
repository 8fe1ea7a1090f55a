"""The report on a model in shadow, on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pegel.cli.rollout import cost

WIDTH = 40  # characters of the longest bar


def show(told: Mapping[str, Any]) -> None:
    """Distributions, movers, thresholds, groups, and what it cost."""
    from rich.console import Console
    from rich.table import Table

    console, report = Console(highlight=False), told["report"]
    console.print(
        f"{report['members']} members · 99 % move by {report['moved_by_99_percent']} points at most"
    )
    quantiles = Table("Part below", "Old", "", "New", "", title="Scores")
    for name, old in report["scores"]["old"].items():
        new = report["scores"]["new"].get(name)
        quantiles.add_row(name.replace("p0", "p") + " %", f"{old:.1f}", bar(old), f"{new:.1f}", bar(new))
    movers = Table("More than", "Up", "Down", title="Biggest movers, people")
    for far, up in report["movers"]["up"].items():
        movers.add_row(f"{far} points", str(up), str(report["movers"]["down"][far]))
    crossed = Table("Threshold", "Come to it", "Fall below", title="Perk thresholds crossed")
    for threshold, one in report["thresholds"].items():
        crossed.add_row(threshold, f"{one['up']:.2%}", f"{one['down']:.2%}")
    groups = Table("Group", "Members", "Mean move", *report["thresholds"], "", title="Kept above, ÷ all")
    for one in report["groups"]:
        kept = ["–" if part is None else f"{part:.2f}" for part in one["kept"].values()]
        fair = "" if one["fair"] else "[red]below 4/5[/]"
        groups.add_row(one["group"], str(one["members"]), f"{one['mean_move']:+.1f}", *kept, fair)
    for table in (quantiles, movers, crossed, groups):
        console.print(table)
    enough = report["enough_data"]
    console.print(f"{enough['gained']} would gain a score, {enough['lost']} would lose theirs")
    console.print(f"blend: {report['blend_days']} days · the run cost ${cost.counted(told['effort']):.4f}")


def bar(score: float) -> str:
    """A score as a bar."""
    return "█" * round(score / 100 * WIDTH)
