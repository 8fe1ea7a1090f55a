"""A score on the terminal: the number, what it is made of, strongest posts, and what could not be read."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pegel.cli import heard
from pegel.scoring import explanation, inputs, published
from pegel.scoring.features import Features
from pegel.scoring.score import Score
from pegel.scoring.sentences import number, sentence
from pegel.social import Account, Member

if TYPE_CHECKING:
    from pegel.cli.score import Reading

BAR = 24  # cells of the longest bar


def show(
    score: Score, readings: Sequence[Reading], features: Sequence[Features], args: argparse.Namespace
) -> None:
    """Print it."""
    console = Console(highlight=False, soft_wrap=True)
    if score.value is None:
        console.print(
            "[bold]Not enough data for a score[/]" if features else "[bold]Nothing could be read[/]"
        )
    else:
        low, high = score.interval or (score.value, score.value)
        console.print(
            f"[bold]Score {score.value:.2f}[/]  90 % between {low:.1f} and {high:.1f}  "
            f"[dim]model {score.model} · {score.value!r}[/]"
        )
        console.print(points_table(score, readings, features))
        show_moments(console, score, features)
        show_topics(console, heard.lines(score, features, args.language))
    if args.explain:
        show_sentences(console, readings, features, args.language)
    show_troubles(console, readings)


def points_table(score: Score, readings: Sequence[Reading], features: Sequence[Features]) -> Table:
    """Points by network and feature, strongest account first, with bars."""
    table = Table("Network", "Feature", "Value", "Points", "", box=None, padding=(0, 2, 0, 0))
    read = {one.account: one for one in features}
    largest = max((abs(p) for one in score.accounts for p in one.points.values()), default=0.0) or 1.0
    table.add_row("everybody", "where all start", "", f"{explanation.BASE:.2f}", "")
    for one in sorted(score.accounts, key=lambda account: -account.total):
        table.add_row(
            f"[bold]{one.network}[/]",
            escape(handle_of(one.account, readings)),
            "",
            f"[bold]{one.total:.2f}[/]",
            "",
        )
        for role, value in read[one.account].values.items():
            points = one.points.get(role)
            if points is None or value is None:
                table.add_row("", role, "unknown", "–", "")
            else:
                table.add_row("", role, number(value), f"{points:.2f}", bar(points / largest))
    return table


def bar(share: float) -> str:
    """A bar in eighths of a cell."""
    eighths = round(share * BAR * 8)
    return "█" * (eighths // 8) + " ▏▎▍▌▋▊▉"[eighths % 8].strip()


def show_moments(console: Console, score: Score, features: Sequence[Features]) -> None:
    """The strongest posts over all accounts."""
    moments = published.moments(score.accounts, {one.account: one for one in features})
    if not moments:
        return
    console.print("\n[bold]Strongest posts of the last 90 days[/]")
    for moment in moments:
        reactions = ", ".join(f"{count} {kind}" for kind, count in moment["reactions"].items() if count)
        excerpt = escape(" ".join(moment["excerpt"].split())[:70])
        console.print(
            f"  {moment['points']:5.2f}  {moment['posted_at'][:10]}  {moment['network']}  {reactions}"
        )
        console.print(f"         [dim]{excerpt}  {escape(moment['url'])}[/]")


def show_topics(console: Console, lines: Sequence[str]) -> None:
    """What the accounts are heard on."""
    if lines:
        console.print("\n[bold]Heard on[/]")
    for line in lines:
        console.print(f"  {escape(line)}")


def show_sentences(
    console: Console, readings: Sequence[Reading], features: Sequence[Features], language: str
) -> None:
    """Every feature of every account, in words."""
    for one in features:
        console.print(f"\n[bold]{one.network}[/] {escape(handle_of(one.account, readings))}")
        for role, value in one.values.items():
            console.print(f"  {role:10} {escape(sentence(one.network, role, value, language))}")


def show_troubles(console: Console, readings: Sequence[Reading]) -> None:
    """What could not be read, and what that means."""
    for one in readings:
        name = escape(f"{one.network}:{one.handle}")
        if one.snapshot is None:
            reason = escape(one.trouble or "nothing new")
            console.print(f"[yellow]![/] {name} was not read and is not in the score: {reason}")
        for note in one.snapshot.notes if one.snapshot else ():
            console.print(f"[yellow]·[/] {name}: {escape(note)}")


def handle_of(account: str, readings: Sequence[Reading]) -> str:
    """The handle of `network#account_id`, as the network spells it."""
    for one in readings:
        if one.snapshot and f"{one.snapshot.network}#{one.snapshot.account_id}" == account:
            return one.snapshot.handle
    return account


def to_json(score: Score, readings: Sequence[Reading], features: Sequence[Features], language: str) -> str:
    """The explanation as the API gives it, with the interval and what could not be read beside it."""
    accounts = {
        one.account: Account("", one.network, handle_of(one.account, readings), one.account.partition("#")[2])
        for one in features
    }
    topics = heard.topics(score, features)
    subject = published.Subject(Member(""), accounts, features, topics)
    why = json.loads(published.why(subject, score))
    values = inputs.to_inputs(features, score.model)
    public = {"name": "", "topics": [one.to_document() for one in topics]}
    document = explanation.explanation(public, why, values, (), {}, language, {})
    document["interval"] = score.interval
    document["enough_data"] = score.value is not None
    document["notes"] = [
        {"network": one.network, "handle": one.handle, "read": one.snapshot is not None, "notes": notes(one)}
        for one in readings
    ]
    return json.dumps(document, indent=2, ensure_ascii=False)


def notes(reading: Reading) -> list[str]:
    """Sentences on one reading."""
    told = list(reading.snapshot.notes) if reading.snapshot else []
    return [reading.trouble, *told] if reading.trouble else told
