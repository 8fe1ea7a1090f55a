"""What a text and its tags may be about: every listed phrase in them, before ambiguity is resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pegel.scoring.topics.index import NOTHING, NOWHERE, REMEMBERED, Index, Look, Meaning
from pegel.scoring.topics.language import guess
from pegel.scoring.topics.terms import fold, hashtags, parts, plain, readings, words

TAG, PHRASE, WORD, COMPOUND, PART, HINT = 1.0, 0.85, 0.7, 0.6, 0.5, 0.25  # how much each says, at most


class Match(NamedTuple):
    """A phrase that was found. `shown` is what people see (`#rust`, `Passwörter`), `term` what is counted."""

    shown: str
    term: str
    weight: float  # of the kind of match; of words, times their rarity
    meaning: Meaning
    tag: bool = False
    name: bool = False  # written as a name: with a capital inside an English sentence


def matches(index: Index, text: str, tags: Iterable[str] = (), told: str | None = None) -> list[Match]:
    """Every phrase listed in the text, the longest first at each word, and in its tags; each term once."""
    spelt = words(plain(text))
    tokens = [word.lower() for word in spelt] if text.isascii() else [fold(word) for word in spelt]
    language = guess(tokens, told)
    found: dict[str, Match] = {}
    for tag in sorted({*tags, *hashtags(text)}):  # in no network's order: sums have the same bits
        if (match := in_tag(index, tag, language)) and match.term not in found:
            found[match.term] = match
    for match in in_text(index, tokens, language, spelt):
        if match.term not in found:
            found[match.term] = match
    return list(found.values())


def in_tag(index: Index, tag: str, language: str) -> Match | None:
    """What a tag says, remembered."""
    if (tag, language) not in index.tags:
        if len(index.tags) >= REMEMBERED:
            index.tags.clear()
        index.tags[tag, language] = read_tag(index, tag.strip().lstrip("#"), language)
    found: Match | None = index.tags[tag, language]
    return found


def read_tag(index: Index, tag: str, language: str) -> Match | None:
    """A tag read whole, else without its ending, else by its parts."""
    for reading in readings(tag):
        if any(meaning := index.tag(reading)):
            return Match(f"#{tag}", reading, TAG, meaning, tag=True)
    within = parts(tag)
    if len(within) == 1:
        (look,) = index.looks(within, language)
        if look.own and any(meaning := index.tag(look.own)):
            return Match(f"#{tag}", look.own, TAG, meaning, tag=True)
        if look.part and any(meaning := index.meaning(look.part, language)):
            return Match(f"#{tag}", within[0], COMPOUND, meaning, tag=True)
        return None
    for one in in_text(index, within, language, within):
        if one.meaning.sure:
            return Match(f"#{tag}", one.term, PART * one.weight, Meaning(one.meaning.sure, (), ()), tag=True)
    return None


def in_text(index: Index, tokens: Sequence[str], language: str, spelt: Sequence[str]) -> list[Match]:
    """The phrases of a text in order; none overlaps another. `spelt` are the tokens before folding."""
    found: list[Match] = []
    end, looks = 0, index.looks(tokens, language)
    for place, look in enumerate(looks):
        if look is NOWHERE or place < end:
            continue
        may_go_on = look.most > 1 and place + 1 < len(looks) and looks[place + 1].listed
        phrase, length = longest(index, looks, place) if may_go_on else (look.own, 1)
        if phrase:
            end = place + length
            if (meaning := index.meaning(phrase, language)) is not NOTHING:
                weight = (PHRASE if length > 1 else WORD) * index.rare(phrase)
                name = language == "en" and bool(meaning.ambiguous) and is_name(spelt, place)
                found.append(Match(" ".join(spelt[place:end]), phrase, weight, meaning, name=name))
        elif look.part and (meaning := index.meaning(look.part, language)) is not NOTHING:
            found.append(Match(spelt[place], tokens[place], COMPOUND, meaning))
    return found


def is_name(spelt: Sequence[str], place: int) -> bool:
    """Whether a word has a capital where most words behind the first have none."""
    capitals = [word[0].isupper() for word in spelt[1:]]
    return place > 0 and spelt[place][0].isupper() and 2 * sum(capitals) < len(capitals)


def longest(index: Index, looks: Sequence[Look], place: int) -> tuple[str, int]:
    """The longest listed phrase from a place on, and its number of words; ("", 1) where there is none."""
    best, length, first = looks[place].own, 1, looks[place]
    begun = list(first.listed)
    for more, look in enumerate(looks[place + 1 : place + first.most], 2):
        begun = [f"{phrase} {form}" for phrase in begun for form in look.listed]
        if not begun:
            break
        if whole := next((phrase for phrase in begun if phrase in index.uses), ""):
            best, length = whole, more
    return best, length
