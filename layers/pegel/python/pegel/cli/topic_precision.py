"""`pegel topics evaluate`: precision at 1 and 3 on tagged material, by source and language."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from pegel.cli import tagged
from pegel.scoring.topics.index import Index, index
from pegel.scoring.topics.judging import Coverage, Judged, Tagged, coverage, judge
from pegel.scoring.topics.language import guess
from pegel.scoring.topics.terms import fold, words

NAMED = 10  # tags that are no topic

Measured = Mapping[str, Mapping[str, Judged]]


def evaluate(args: argparse.Namespace) -> int:
    """Precision of single texts and of accounts, their tags hidden and seen; tags that are no topics."""
    using, found = index(args.lexicon), tagged.in_folder(args.tagged)
    accounts: dict[tuple[str, str], list[Tagged]] = {}
    for one in found:
        accounts.setdefault((one.source, one.account), []).append(one)
    several = [group for group in accounts.values() if len(group) > 1]
    measured = {
        "texts": judged(using, [[one] for one in found if one.post.excerpt]),
        "accounts": judged(using, several),
        "tags seen": judged(using, several, seen=True),
    }
    show = as_json if args.json else as_table
    show(measured, coverage(using, found))
    return 0


def judged(using: Index, groups: Sequence[Sequence[Tagged]], seen: bool = False) -> Mapping[str, Judged]:
    """Counts by `source/language`, and of all."""
    found: dict[str, Judged] = {}
    for group in groups:
        if verdict := judge(using, group, seen):
            language = guess(words(fold(group[0].post.excerpt)), group[0].post.language) or "?"
            for key in (f"{group[0].source}/{language}", f"all/{language}", "all/all"):
                found.setdefault(key, Judged()).add(*verdict)
    return dict(sorted(found.items(), key=lambda item: (item[0].startswith("all/"), item[0])))


def as_json(measured: Measured, tags: Coverage) -> None:
    """Counts for programs."""
    named = {kind: {key: asdict(one) for key, one in by.items()} for kind, by in measured.items()}
    shares = {"tags": len(tags.tags), "topics": len(tags.tags) - len(tags.unknown)}
    print(json.dumps(named | {"coverage": shares, "unknown": tags.unknown}, ensure_ascii=False, indent=1))


def as_table(measured: Measured, tags: Coverage) -> None:
    """Shares for people."""
    print("precision  source             lang     n answered   at 1   at 3  wider assigned")
    for kind, by in measured.items():
        for key, one in by.items():
            source, _, language = key.rpartition("/")
            shares = (
                share(one.first, one.answered),
                share(one.right, one.assigned),
                share(one.wider, one.assigned),
            )
            start = f"{kind:10} {source[:18]:18} {language:4} {one.texts:5} {one.answered:8}"
            print(f"{start} {' '.join(shares)} {one.assigned:8}")
    often = sorted(tags.unknown, key=lambda tag: (-tags.unknown[tag], tag))[:NAMED]
    known = len(tags.tags) - len(tags.unknown)
    print(
        f"{known} of {len(tags.tags)} different tags are topics"
        + (f"; not: {', '.join(often)}" if often else "")
    )


def share(part: int, whole: int) -> str:
    """A share, or – of nothing."""
    return f"{part / whole:6.3f}" if whole else "     –"
