"""Numbers of an explanation as sentences for people, in English and German. A language we do not speak is
answered in English.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pegel.scoring import words

LANGUAGES = ("en", "de")


def spoken(language: str) -> str:
    """The language that answers."""
    return language if language in LANGUAGES else LANGUAGES[0]


def sentence(network: str, role: str, value: float | None, language: str = "en") -> str:
    """What a feature says."""
    language = spoken(language)
    if value is None:
        return words.FEATURES[language]["unknown"]
    if value == 0 and role in words.NOBODY[language]:
        return words.NOBODY[language][role]
    what = words.CURATED.get(network, words.LISTED)[language]
    return words.FEATURES[language][role].format(value=number(value, language), what=what, n=Plural(value))


def followers(told: float, sampled: int | None, counted: float, language: str = "en") -> str:
    """How many follow, and how many of them count; `sampled` were looked at."""
    language = spoken(language)
    if round(counted) >= round(told):
        return sentence("", "reach", told, language)
    said = words.FEATURES[language]["sampled" if sampled else "counted"]
    value, sample = number(round(counted), language), number(sampled or 0, language)
    return said.format(told=number(told, language), value=value, sample=sample, n=Plural(told))


def line(role: str, points: float, language: str = "en") -> str:
    """A feature and what it gives: `Shared by people with an audience +2.4`."""
    return f"{words.LINES[spoken(language)][role]} {signed(points, language)}"


def cause(name: str, points: float, language: str = "en") -> str:
    """What moved a score, and how far."""
    up, _, down = words.CAUSES[spoken(language)][name].partition("|")
    return f"{(down or up) if points < 0 else up} {signed(points, language)}"


def change(start: date, end: date, points: float, language: str = "en") -> str:
    """How far a score moved between two days."""
    language = spoken(language)
    said = words.CHANGES[language]["moved" if points else "still"]
    told = {"start": day(start, language), "end": day(end, language)}
    return said.format(points=signed(points, language), n=Plural(abs(points), digits=2), **told)


def moment(
    network: str, at: date, points: float, reactions: Mapping[str, int | None], language: str = "en"
) -> str:
    """A post and what it gave; kinds that nobody used, or that have no name, are left out."""
    language = spoken(language)
    said = words.MOMENTS[language]
    named = [(said.get(f"{network}.{kind}") or said.get(kind), count) for kind, count in reactions.items()]
    counted = [text.format(value=number(n, language), n=Plural(n)) for text, n in named if text and n]
    told = said["moment" if counted else "silent"]
    return told.format(day=day(at, language), points=signed(points, language), reactions=", ".join(counted))


def sub_score(name: str, value: float, language: str = "en") -> str:
    """One of reach, amplification and network."""
    language = spoken(language)
    told = number(value if name == "reach" else round(value), language)
    return words.SUB_SCORES[language][name].format(value=told, n=Plural(value))


def percentile(group: str, value: float, language: str = "en") -> str:
    """Where a score stands among all, the region, or accounts of its size."""
    language = spoken(language)
    return words.PERCENTILES[language][group].format(value=localized(f"{value:.1f}", language))


class Plural:
    """In a saying, `{n:many|one}` becomes the words for its number."""

    def __init__(self, value: float, digits: int = 0) -> None:
        self.is_one = round(value, digits) == 1

    def __format__(self, told: str) -> str:
        many, one = told.split("|")
        return one if self.is_one else many


def number(value: float, language: str = "en") -> str:
    """1,234 or 1.234; below 10, one decimal where there is one."""
    return localized(f"{value:,.1f}".removesuffix(".0") if value < 10 else f"{value:,.0f}", language)


def signed(points: float, language: str = "en") -> str:
    """+2.4 or −0,3; what is less than a tenth has two decimals, and nothing no sign."""
    digits = 1 if abs(points) >= 0.095 else 2
    told = f"{points:+.{digits}f}"
    return localized("0" if float(told) == 0 else told.replace("-", "−"), language)


def day(at: date, language: str = "en") -> str:
    """25 November 2026, 25. November 2026."""
    month = words.MONTHS[spoken(language)].split()[at.month - 1]
    return f"{at.day}{'.' if language == 'de' else ''} {month} {at.year}"


def localized(told: str, language: str) -> str:
    """Digits as the language groups them."""
    return told.translate(str.maketrans(",.", ".,")) if language == "de" else told
