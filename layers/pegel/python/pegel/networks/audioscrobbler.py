"""What stands around every answer of Last.fm: JSON or XML, failures in a 200. https://www.last.fm/api/errorcodes"""

from __future__ import annotations

from abc import ABC
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from pegel.answer import Answer
from pegel.errors import AccountGone, BadAnswer, RateLimited, Unreachable
from pegel.networks import markup, refusals
from pegel.networks.network import Network
from pegel.networks.values import count, entries

BUSY, GONE, DOWN = 29, {6, 7, 17}, {8, 11, 16}  # its own numbers; 17: hidden from who is not signed in


class Wrapped(Network, ABC):
    """Asks for answers of which one does not know beforehand whether they are JSON."""

    hosts = ("ws.audioscrobbler.com",)

    def signed(self, url: str) -> str:
        return f"{url}&api_key={quote(self.access.key)}"

    def body(self, answer: Answer) -> Any:
        if not answer.body.lstrip().startswith(b"<"):
            return answer.json()
        try:
            return markup.as_json(answer.body.decode())["lfm"]
        except (UnicodeDecodeError, KeyError) as error:
            raise BadAnswer(f"{answer.url} answered something that is not of Last.fm: {error!r}") from error

    def check(self, answer: Answer) -> None:
        failed: Any = None
        with suppress(BadAnswer, AttributeError):
            failed = self.body(answer).get("error")
        if failed is None:
            refusals.check(answer)
            return
        code = count(failed if isinstance(failed, dict) else {"code": failed}, "code")
        told = f"{answer.url} failed with {code}: {refusals.excerpt_of(answer)}"
        if code == BUSY or answer.status == 429:
            raise RateLimited(told, refusals.until(answer))
        raise (AccountGone if code in GONE else Unreachable if code in DOWN else BadAnswer)(told)


def listed(body: Any, outer: str, inner: str) -> list[Mapping[str, Any]]:
    """The entries of a list; one alone is no list there."""
    found = body[outer].get(inner) or []
    return entries([found] if isinstance(found, dict) else found, (), "Last.fm")
