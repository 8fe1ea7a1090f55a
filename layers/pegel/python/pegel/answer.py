"""What came back from the outside, and the shape of whatever goes out for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn, Protocol

from pegel.errors import BadAnswer


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
            raise BadAnswer(f"{self.url} answered {kind.split(';')[0]} instead of JSON")
        try:
            return json.loads(self.body, parse_constant=_refuse)
        except (ValueError, RecursionError) as error:  # also: not UTF-8, a number of 5,000 digits
            raise BadAnswer(f"{self.url} answered something that is no JSON: {error}") from error


class Fetch(Protocol):
    """Goes out for a URL. ForbiddenAddress, Unreachable and BadAnswer (too large) are its refusals."""

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        """Ask once; no redirect is followed and nothing is tried again."""
        ...


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")
