"""A lexicon made ready for look-ups: what a phrase, a tag or a part of a word may mean, how rare it is."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pegel.scoring.numbers import log
from pegel.scoring.topics.lexicon import Lexicon, Topic
from pegel.scoring.topics.terms import fold, forms, joined, spellings, words

FREQUENCIES = Path(__file__).with_name("frequencies.json")
REMEMBERED = 30_000  # words whose look-up is kept
UNSEEN = 10_000.0  # texts of which one is taken to hold a phrase that no everyday text holds
SHORT = 4  # letters by which a word is told to be in no list


class Trust(IntEnum):
    """How far an alias may be trusted."""

    SURE = 0
    AMBIGUOUS = 1
    WEAK = 2
    NEVER = 3


UMLAUTS = re.compile("[äöüßÄÖÜ]")  # `Chöre` are no chores
MARKS = {"~": Trust.WEAK, "!": Trust.NEVER}
Use = tuple[str, Trust, str]  # topic, how far, language ("" is any)


class Meaning(NamedTuple):
    """The topics a phrase may mean, by how far it may be trusted. Empty: it says nothing."""

    sure: tuple[str, ...]
    ambiguous: tuple[str, ...]
    weak: tuple[str, ...]


class Look(NamedTuple):
    """What a word may be: listed words, a phrase of its own, the most words of its phrases, a part."""

    listed: tuple[str, ...] = ()
    own: str = ""
    most: int = 1
    part: str = ""


NOTHING, NOWHERE = Meaning((), (), ()), Look()


class Index:
    """Phrases, tags and stems of a lexicon. Built once in a process; look-ups are remembered."""

    def __init__(self, lexicon: Lexicon, frequencies: Mapping[str, int], documents: int) -> None:
        self.lexicon = lexicon
        self.uses: dict[str, list[Use]] = defaultdict(list)  # by phrase, `#tag`, `stem*`, `*stem`
        self.longest: dict[str, int] = {}  # first word → words of the longest phrase that begins with it
        self.known: set[str] = set()  # words of phrases
        for topic in lexicon.topics.values():
            plain = (topic.slug, Trust.SURE, "")
            for alias in topic.aliases:
                if alias.isascii() and alias.islower() and alias.replace(" ", "").isalnum():  # most are
                    self._phrase(alias.split(), plain)
                else:
                    self._add(topic.slug, alias)
            for name in names(topic):
                if not self._listed(topic.slug, fold(name)):
                    self._list(name.lstrip("#*").rstrip("*"), (topic.slug, Trust.SURE, german(name)))
        self.heads = {word[:SHORT] for word in self.known}
        self.heads |= {key[:-1][:SHORT] for key in self.uses if key[-1] == "*"}
        self.tails = {key[-SHORT:] for key in self.uses if key[0] == "*"}
        self.rarity = {term: rarity(count, documents) for term, count in frequencies.items()}
        self.tags: dict[tuple[str, str], Any] = {}  # tags that were read (matching.py)
        self._looks: dict[bool, dict[str, Look]] = {True: {}, False: {}}
        self._meanings: dict[tuple[str, str], Meaning] = {}

    def _listed(self, slug: str, name: str) -> bool:
        """Whether a name is among the aliases of its topic, with whatever mark."""
        return any(use[0] == slug for use in self.uses.get(" ".join(words(name)), ()))

    def _add(self, slug: str, alias: str) -> None:
        language, trust = "", Trust.SURE
        if alias[2:3] == ":":
            language, alias = alias[:2], alias[3:]
        if alias[0] in MARKS:
            trust, alias = MARKS[alias[0]], alias[1:]
        elif alias[-1] == "?":
            trust, alias = Trust.AMBIGUOUS, alias[:-1]
        self._list(alias, (slug, trust, language or german(alias)))

    def _list(self, alias: str, use: Use) -> None:
        for term in spellings(alias):
            if term[0] in "#*" or term[-1] == "*":
                for key in {term, joined(term)}:
                    self.uses[key].append(use)
            else:
                self._phrase(term.split() if term.isalnum() else words(term), use)

    def _phrase(self, parts: Sequence[str], use: Use) -> None:
        """A phrase in words; written together it is a tag."""
        self.uses[" ".join(parts)].append(use)
        self.known.update(parts)
        if len(parts) > 1:
            self.uses["#" + "".join(parts)].append(use)
            if len(parts) > self.longest.get(parts[0], 1):
                self.longest[parts[0]] = len(parts)

    def looks(self, tokens: Iterable[str], language: str) -> list[Look]:
        """What each folded word of a text may be; in an English one it has no German endings."""
        german = language in ("de", "")
        known, found = self._looks[german], []
        for word in tokens:
            look = known.get(word)
            if look is None:
                if len(known) >= REMEMBERED:
                    known.clear()
                look = known[word] = self._look(word, german)
            found.append(look)
        return found

    def _look(self, word: str, german: bool) -> Look:
        if word[:SHORT] not in self.heads and len(word) >= SHORT:
            part = self.part(word)
            return Look(part=part) if part else NOWHERE
        listed = forms(word, self.known, german)
        own = next((form for form in listed if form in self.uses), "")
        most = max((self.longest.get(form, 1) for form in listed), default=1)
        return Look(listed, own, most, "" if own else self.part(word))

    def part(self, word: str) -> str:
        """The longest listed beginning of a longer word, else its longest listed end; "" for neither."""
        if word[:SHORT] in self.heads:
            for length in range(len(word), SHORT - 2, -1):
                if (key := f"{word[:length]}*") in self.uses:
                    return key
        for ending in ("", "s", "n", "e", "en", "er", "es"):
            stem = word.removesuffix(ending)
            if stem[-SHORT:] in self.tails and word.endswith(ending):
                for begin in range(1, len(stem) - SHORT + 1):
                    if (key := f"*{stem[begin:]}") in self.uses:
                        return key
        return ""

    def meaning(self, key: str, language: str) -> Meaning:
        """What a key of `uses` means in a text of a language; of an unknown one (""), all it may mean."""
        found = self._meanings.get((key, language))
        if found is None:
            found = self._meanings[key, language] = meant(self.uses.get(key, ()), language)
        return found

    def tag(self, key: str) -> Meaning:
        """What a tag means, as a phrase or as a tag alone."""
        return meant((*self.uses.get(f"#{key}", ()), *self.uses.get(key, ())), "")

    def rare(self, term: str) -> float:
        """How rare a phrase is, [0, 1]: what frequencies.json does not list stands in one of UNSEEN texts."""
        return self.rarity.get(term, 1.0)


def meant(uses: Iterable[Use], language: str) -> Meaning:
    """The uses a text of this language can have, sorted by trust; a topic is in one of the lists only."""
    by_trust: tuple[dict[str, None], ...] = ({}, {}, {}, {})
    for topic, trust, spoken in sorted(uses, key=lambda use: use[1]):
        known = any(topic in lower for lower in by_trust[:trust])
        if not known and (not spoken or not language or spoken == language):
            by_trust[trust][topic] = None
    found = Meaning(*(tuple(topics) for topics in by_trust[:3]))
    return found if any(found) else NOTHING


def german(alias: str) -> str:
    """The language of an alias that tells none: German with a compound's mark or a letter English lacks."""
    return "de" if "*" in alias or (not alias.isascii() and UMLAUTS.search(alias)) else ""


def names(topic: Topic) -> Iterable[str]:
    """The names people use as they are: not `Bees and beekeeping`, `Java (language)`."""
    for name in dict.fromkeys((topic.name_en, topic.name_de)):
        if not (" and " in name or " und " in name or "(" in name):
            yield name


def rarity(count: int, documents: int) -> float:
    """Inverse document frequency as a share of its largest: 1 for a phrase of one text in UNSEEN."""
    return min(1.0, log(max(documents / count, 1.0)) / log(UNSEEN))


@cache
def index(path: Path | None = None) -> Index:
    """The index of our lexicon, or of another one in its format."""
    counted = json.loads(FREQUENCIES.read_text(encoding="utf-8"))
    lexicon = Lexicon.load(path) if path else Lexicon.load()
    return Index(lexicon, counted["counts"], counted["documents"])
