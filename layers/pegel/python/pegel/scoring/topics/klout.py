"""Klout's own ontology of 1 June 2018 in our lexicon's format: 8,034 topics for those who want them.

    Topics: Klout Topic Ontology (2018-06-01), Klout, CC BY 3.0.

Changed on the way: one parent each (the first edge), the root's loop and the virtual root left out, and
`economics` added, which has edges and names but no row. Ids are strings: most do not survive a float.
Topics that are people stay, so that every Klout topic has its place, but no word assigns them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pegel.errors import CannotRun
from pegel.scoring.topics.language import VOICE
from pegel.scoring.topics.lexicon import Lexicon, Topic
from pegel.scoring.topics.terms import fold

ATTRIBUTION = "Topics: Klout Topic Ontology (2018-06-01), Klout, CC BY 3.0."
ONTOLOGY, EDGES, NAMES = (
    f"klout_topic_{what}_20180601.csv" for what in ("ontology", "edge", "display")
)  # topicId first in each but the edges, which are parent id, parent slug, child id, child slug
MISSING = {"8067190039628328240": ("economics", "Economics")}  # 21 edges and five names, but no row
PEOPLE = frozenset(
    {
        "actors",
        "artists",
        "authors",
        "celebrities",
        "djs",
        "economists",
        "singer-songwriters",
        "us-presidents",
    }
)
ROOT, NULL = "_ROOT_", "null"
SHORTEST = 3  # letters of a name that is an alias: `Up`, `G7` are not

Tell = Callable[[str, int], None]


def read(folder: Path, tell: Tell = lambda what, rows: None) -> Lexicon:
    """The lexicon of the three files. `tell` hears of each file that was read, with its number of rows."""
    topics = {row[0]: (row[1], row[2], "" if row[3] == NULL else row[3]) for row in rows(folder, ONTOLOGY)}
    tell(ONTOLOGY, len(topics))
    topics |= {id_: (*names, "") for id_, names in MISSING.items() if id_ not in topics}
    parents = kinship(folder, topics)
    tell(EDGES, sum(map(len, parents.values())))
    named = {row[0]: row[2] for row in rows(folder, NAMES) if row[1] == "de"}
    tell(NAMES, len(named))
    taken: set[str] = set()
    people = persons(topics, parents)
    return Lexicon(
        Topic(
            slug,
            next(iter(parents.get(id_, ())), ""),
            wikidata,
            name,
            named.get(id_, name),
            never((name, named.get(id_, name)), slug in people, taken),
        )
        for id_, (slug, name, wikidata) in sorted(topics.items(), key=lambda item: rank(item[1][0]))
    )


def never(names: Iterable[str], person: bool, taken: set[str]) -> tuple[str, ...]:
    """The names that are no words to search for, marked so: people's, little words, another topic's."""
    found = []
    for name in dict.fromkeys(names):
        term = fold(name)
        if person or term in taken or term in VOICE or len(term) < SHORTEST:
            found.append(f"!{name.replace('|', ' ')}")
        taken.add(term)
    return tuple(found)


def rank(slug: str) -> tuple[bool, str]:
    """Ordinary topics first: `fashion` has its name before `fashion-super` asks for it."""
    return slug.endswith("-super"), slug


def kinship(folder: Path, topics: dict[str, tuple[str, str, str]]) -> dict[str, list[str]]:
    """Child id → slugs of its parents, in the order of the file; only topics, and never itself."""
    found: dict[str, list[str]] = {}
    for parent, slug, child, _ in rows(folder, EDGES):
        if slug != ROOT and parent != child and parent in topics and child in topics:
            found.setdefault(child, []).append(slug)
    return found


def persons(topics: dict[str, tuple[str, str, str]], parents: dict[str, list[str]]) -> set[str]:
    """Topics that are somebody: under a trade, and nothing under them."""
    above = {slug for each in parents.values() for slug in each}
    return {
        topics[id_][0] for id_, each in parents.items() if PEOPLE & set(each) and topics[id_][0] not in above
    }


def rows(folder: Path, name: str) -> Iterator[list[str]]:
    """The rows of a file without its header (one header holds a typo: columns are read by place)."""
    try:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            found = csv.reader(file)
            next(found, None)
            yield from found
    except (OSError, UnicodeDecodeError, csv.Error) as failure:
        raise CannotRun(f"{folder / name} cannot be read: {failure}") from failure
