"""`pegel topics`: the subjects people are heard on – list them, assign them, measure how well that goes."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pegel.cli import tagged
from pegel.cli.topic_precision import evaluate
from pegel.errors import CannotRun
from pegel.scoring.topics import klout
from pegel.scoring.topics.assignment import Heard, assign
from pegel.scoring.topics.index import index
from pegel.scoring.topics.lexicon import Lexicon, Topic
from pegel.social import Post


def add_parser(subparsers: Any) -> None:
    """The arguments of `pegel topics`."""
    parser = subparsers.add_parser("topics", help="the subjects people are heard on")
    does = parser.add_subparsers(dest="does", metavar="DOES", required=True)
    every = argparse.ArgumentParser(add_help=False)
    every.add_argument("--lexicon", type=Path, metavar="FILE", help="another lexicon than ours")
    every.add_argument("--language", choices=("en", "de"), default="en", help="of names and sentences")
    every.add_argument("--json", action="store_true", help="for programs")
    does.add_parser("list", parents=[every], help="all topics")
    show = does.add_parser("show", parents=[every], help="one topic with its aliases")
    show.add_argument("slug", metavar="SLUG")
    assigns = does.add_parser("assign", parents=[every], help="the topics of accounts, each a file")
    assigns.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help="snapshots, recorded answers, tables, texts (.txt)",
    )
    evaluate = does.add_parser("evaluate", parents=[every], help="precision at 1 and 3 on tagged material")
    evaluate.add_argument("--tagged", required=True, type=Path, metavar="FOLDER", help=tagged.__doc__)
    imports = does.add_parser("import", parents=[every], help="Klout's 8,034 topics as a lexicon")
    imports.add_argument("folder", type=Path, metavar="FOLDER", help="with the three CSV files")
    imports.add_argument("--to", type=Path, default=Path("klout-topics.csv"), metavar="FILE")


def run(args: argparse.Namespace) -> int:
    """0 when it was done; failures leave by name."""
    return DOES[args.does](args)


def list_topics(args: argparse.Namespace) -> int:
    """Every topic with its parent and name."""
    topics = lexicon(args).topics.values()
    if args.json:
        print(json.dumps([as_data(topic) for topic in topics], ensure_ascii=False, indent=1))
        return 0
    for topic in topics:
        print(f"{topic.slug:26} {topic.parent or '–':20} {topic.name(args.language)}")
    print(f"{len(topics):,} topics")
    return 0


def show_topic(args: argparse.Namespace) -> int:
    """One topic."""
    found = lexicon(args)
    if args.slug not in found.topics:
        raise CannotRun(f"{args.slug!r} is no topic: `pegel topics list` has them all")
    topic = found.topics[args.slug]
    if args.json:
        print(json.dumps(as_data(topic), ensure_ascii=False, indent=1))
        return 0
    print(f"{topic.slug}: {topic.name_en} · {topic.name_de}")
    print(f"under     {' › '.join(reversed(found.ancestors(args.slug))) or '–'}")
    print(f"Wikidata  {topic.wikidata or '–'}")
    print(f"aliases   {', '.join(topic.aliases) or '–'}")
    return 0


def assign_topics(args: argparse.Namespace) -> int:
    """What each file's account is heard on, and from what."""
    using, found = index(args.lexicon), {}
    for file in args.files:
        if file.suffix == ".txt":
            posts = [Post(file.name, tagged.LONG_AGO, {}, excerpt=tagged.read(file))]
        else:
            posts = [one.post for one in tagged.in_file(file)]
        found[str(file)] = assign(posts, using=using)
    if args.json:
        shown = {name: [data_of(one) for one in heard] for name, heard in found.items()}
        print(json.dumps(shown, ensure_ascii=False, indent=1))
        return 0
    for name, heard in found.items():
        print(name if heard else f"{name}: no topic")
        for one in heard:
            told = one.evidence.sentence(args.language)
            print(f"  {using.lexicon.topics[one.topic].name(args.language):30} {one.weight:9.2f}  {told}")
    return 0


def import_klout(args: argparse.Namespace) -> int:
    """Klout's ontology into a file that --lexicon reads."""
    found = klout.read(args.folder, lambda what, rows: print(f"{rows:7,} rows of {what}"))
    found.save(args.to)
    print(f"{len(found.topics):,} topics in {args.to}. {klout.ATTRIBUTION}")
    return 0


def lexicon(args: argparse.Namespace) -> Lexicon:
    """The one asked for, or ours."""
    return Lexicon.load(args.lexicon) if args.lexicon else Lexicon.load()


def as_data(topic: Topic) -> dict[str, Any]:
    """A topic as JSON has it."""
    return {name: getattr(topic, name) for name in Topic.__slots__}


def data_of(one: Heard) -> dict[str, Any]:
    """A topic somebody is heard on, as JSON has it."""
    proof = {name: getattr(one.evidence, name) for name in one.evidence.__slots__}
    return {"topic": one.topic, "weight": one.weight, "evidence": proof}


DOES: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "list": list_topics,
    "show": show_topic,
    "assign": assign_topics,
    "evaluate": evaluate,
    "import": import_klout,
}
