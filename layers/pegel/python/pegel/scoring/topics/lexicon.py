"""The topics: names in English and German, what they are called in posts, and how they hang together.

A lexicon is one CSV file – slug, parent, wikidata, name_en, name_de, aliases – that people can read and edit.
`topics.csv` is ours; its Wikidata ids come from the Klout Topic Ontology (2018-06-01), Klout, CC BY 3.0, and
are blank where that has none. Aliases are separated by `|`; a mark says how far one may be trusted:

    borrow checker   sure, in both languages; a name that is not listed among the aliases is taken as sure
    en:art, de:tee   in texts of that language only; so is, unmarked, what has an umlaut or ß
    rust?            ambiguous: counts where something else in the post, or in the account, speaks for it
    ~compiler        weak: hints at the topic, never assigns it alone
    #go              as a tag only, never as a word
    klima*, *brot    begins or ends a longer word, in German texts: compounds (`en:` for English ones)
    !kunststoff      never this topic, whatever a `*` says
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pegel.errors import CannotRun

FILE = Path(__file__).with_name("topics.csv")
COLUMNS = ("slug", "parent", "wikidata", "name_en", "name_de", "aliases")


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject someone may be heard on. `parent` and `wikidata` are "" where there is none or none known."""

    slug: str
    parent: str
    wikidata: str
    name_en: str
    name_de: str
    aliases: tuple[str, ...]

    def name(self, language: str = "en") -> str:
        """In English or German; other languages are answered in English."""
        return self.name_de if language == "de" else self.name_en


class Lexicon:
    """All topics by slug, in the order of their file."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        self.topics: Mapping[str, Topic] = {topic.slug: topic for topic in topics}

    @classmethod
    def load(cls, path: Path = FILE) -> Lexicon:
        """Read a lexicon; CannotRun where it is no such file or a topic stands twice."""
        try:
            with path.open(encoding="utf-8", newline="") as file:
                rows = csv.reader(file)
                if tuple(next(rows, ())) != COLUMNS:
                    raise CannotRun(f"{path} is no lexicon: its first line is not {','.join(COLUMNS)}")
                topics = [
                    Topic(slug, parent, wikidata, english, german, tuple(filter(None, aliases.split("|"))))
                    for slug, parent, wikidata, english, german, aliases in rows
                ]
        except (OSError, ValueError, csv.Error) as failure:
            raise CannotRun(f"{path} cannot be read as a lexicon: {failure}") from failure
        lexicon = cls(topics)
        if len(lexicon.topics) != len(topics):
            raise CannotRun(f"{path} holds a topic twice")
        return lexicon

    def save(self, path: Path) -> None:
        """Write it as `load` reads it."""
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(COLUMNS)
            for one in self.topics.values():
                row = (one.slug, one.parent, one.wikidata, one.name_en, one.name_de, "|".join(one.aliases))
                rows.writerow(row)

    def ancestors(self, slug: str) -> tuple[str, ...]:
        """From the parent up to the root. Walked with a visited set: a file may hold a loop."""
        found: dict[str, None] = {}
        parent = self.topics[slug].parent
        while parent in self.topics and parent not in found and parent != slug:
            found[parent] = None
            parent = self.topics[parent].parent
        return tuple(found)

    @cached_property
    def roots(self) -> Mapping[str, str]:
        """The topmost topic of each."""
        return {slug: (slug, *self.ancestors(slug))[-1] for slug in self.topics}

    def related(self, one: str, other: str) -> bool:
        """Parent and child, or children of one parent."""
        up, beside = self.topics[one].parent, self.topics[other].parent
        return up == other or beside == one or (up == beside != "")
