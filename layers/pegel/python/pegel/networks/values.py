"""Values out of strangers' answers: counts, moments, text. What cannot be what it means is a BadAnswer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from pegel.errors import BadAnswer
from pegel.social import EXCERPT
from pegel.times import when

MOST = 2**53  # more than a JSON number holds exactly: no count of people
UNFINISHED = 200  # characters of a tag that never ends
MENTION = re.compile(r"@[\w.-]*\w(?:@[\w.-]*\w)?")  # names of others are not kept
URL = re.compile(r"https?://[^\s<>\"'()]+[^\s<>\"'().,;:!?]")
BARE = re.compile(r"(?<![\w/.@:-])(?:[a-z0-9-]+\.)+[a-z]{2,}/[^\s<>\"'()]*[^\s<>\"'().,;:!?]", re.I)


def count(thing: Mapping[str, Any], *names: str) -> int | None:
    """The first of these counters that is told, else None (missing, null). A string of digits counts."""
    value = next((thing[name] for name in names if thing.get(name) is not None), None)
    if value is None:
        return None
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,16}", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST:
        raise BadAnswer(f"{names[0]} is {str(value)[:40]!r}, which is no count")
    return value


def moment(value: object, what: str = "a time") -> datetime:
    """Aware UTC; BadAnswer for what is no time."""
    found = when(value)
    if not found or isinstance(value, int | float):
        raise BadAnswer(f"{what} is {str(value)[:40]!r}, which is no time")
    return found


def epoch(value: object, what: str = "a time") -> datetime:
    """Aware UTC from seconds since 1970, a number or digits; BadAnswer for what is none."""
    try:
        return datetime.fromtimestamp(float(str(value)), UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise BadAnswer(f"{what} is {str(value)[:40]!r}, which is no time") from error


def votes(thing: Mapping[str, Any], *names: str) -> int | None:
    """Net votes, as they are told: below zero, too. Only the score counts those as nobody."""
    value = next((thing[name] for name in names if thing.get(name) is not None), None)
    below = isinstance(value, int) and not isinstance(value, bool) and -MOST <= value < 0
    return value if below else count(thing, *names)


@contextmanager
def shaped(where: str) -> Iterator[None]:
    """Translate inside: an answer of another shape (a list where an object belongs …) is a BadAnswer."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise BadAnswer(f"{where} answered in another shape than documented: {error!r}") from error


def entries(body: Any, names: Iterable[str], who: str) -> list[Mapping[str, Any]]:
    """The objects of a list answer, which may be kept under one of these names (`data.children`: deeper)."""
    if isinstance(body, dict):
        body = next((found for name in names if (found := _within(body, name)) is not None), None)
    if not isinstance(body, list) or not all(isinstance(item, dict) for item in body):
        raise BadAnswer(f"{who} answered {type(body).__name__} where a list was expected")
    return body


def _within(body: Any, path: str) -> Any:
    """What stands under a path of names; None where nothing does."""
    for name in path.split("."):
        body = body.get(name) if isinstance(body, dict) else None
    return body


def identity(thing: Mapping[str, Any], name: str) -> str:
    """A stable id, as text; BadAnswer when it is missing."""
    value = thing.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise BadAnswer(f"{name} is {str(value)[:40]!r}, which is no id")
    return str(value)


def plain(text: object) -> str:
    """Text on one line without control characters; anything but text is empty."""
    if not isinstance(text, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def excerpt(text: object) -> str:
    """The beginning of a member's own post, at most EXCERPT characters.

    Names of others are left out, and addresses: they lead to people's profiles, by name.
    """
    line = MENTION.sub("@…", BARE.sub("…", URL.sub("…", plain(text))))
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}…"


def urls(text: object) -> tuple[str, ...]:
    """Web addresses in a text, also those written without https://."""
    line = plain(text)
    bare = (f"https://{found}" for found in BARE.findall(URL.sub(" ", line)))
    return tuple(dict.fromkeys([*URL.findall(line), *bare]))


class Markup(HTMLParser):
    """HTML of strangers: no junk stops it, and what never ends takes no time.

    The parser raises AssertionError at a `<![` of no known kind, which is a comment by HTML's own rules, and
    older ones begin anew at every `<` of an end that is unfinished (CVE-2025-6069).
    """

    def feed(self, data: str) -> None:
        """Take HTML, in one piece or several."""
        super().feed(data.replace("<![", "<! ["))

    def close(self) -> None:
        """Take what is left as text, if it is short."""
        self.rawdata = self.rawdata[:UNFINISHED]
        super().close()


class Page(Markup):
    """HTML as text, and where its links lead (mentions and hashtags are no links of the author)."""

    def __init__(self, html: object) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []
        if isinstance(html, str):
            self.feed(html)
            self.close()
        self.text = plain("".join(self.parts))

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        """A block begins with a space; a link is kept."""
        told = dict(attrs)
        if tag in ("p", "br", "li", "div", "blockquote"):
            self.parts.append(" ")
        if (
            tag == "a"
            and told.get("href")
            and not {"mention", "hashtag"} & set((told.get("class") or "").split())
        ):
            self.links.append(str(told["href"]))

    def handle_endtag(self, tag: str) -> None:
        """A block ends with a space."""
        if tag in ("p", "li", "div", "blockquote"):
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        """Text is text."""
        self.parts.append(data)
