"""What came back from the outside, and the shape of whatever goes out for it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn, Protocol
from urllib.parse import urlsplit

from pegel.errors import BadAnswer

FEED = re.compile(r"[/+]xml|feed\+json", re.IGNORECASE)  # types under which feeds are served


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, whatever its status: a redirect or a refusal is an answer too.

    `headers` have lower-case names; `body` is decompressed; `received_at` is aware UTC, in a replay the
    time of the recording.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    received_at: datetime

    def json(self) -> Any:
        """The body as JSON; BadAnswer for a page, another type, or a body that was cut."""
        kind = self.headers.get("content-type", "").lower()
        if kind and "json" not in kind:
            raise BadAnswer(f"{place(self.url)} answered {kind.split(';')[0]} instead of JSON")
        try:
            return json.loads(self.body, parse_constant=_refuse)
        except (ValueError, RecursionError) as error:  # also: not UTF-8, a number of 5,000 digits
            raise BadAnswer(f"{place(self.url)} answered something that is no JSON: {error}") from error


class Fetch(Protocol):
    """Goes out for a URL. ForbiddenAddress, Unreachable and BadAnswer (too large) are its refusals."""

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        """Ask once; no redirect is followed and nothing is tried again."""
        ...


class Sends(Protocol):
    """Goes out with a form, with the same refusals."""

    def post(self, url: str, data: Mapping[str, str], headers: Mapping[str, str] = {}) -> Answer:
        """Send once; no redirect is followed and nothing is tried again."""
        ...


def place(url: str) -> str:
    """An address as it may be told: a query may hold a key, what stands before an @ a password.

    >>> place("https://mira:word@api.example:443/a?api_key=secret#x")
    'https://api.example:443/a'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that is none"
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def roomier(limit: int, headers: Mapping[str, str]) -> int:
    """The cap on a body: five times as much for what calls itself a feed (networks.md §3, rule 7)."""
    return 5 * limit if FEED.search(headers.get("content-type", "")) else limit


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
