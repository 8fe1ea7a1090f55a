"""How a network is asked: signed, conditional, and not while its host wants a pause."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import datetime
from typing import Any, Self
from urllib.parse import urlsplit

from pegel.answer import Answer, Fetch
from pegel.errors import RateLimited
from pegel.networks import refusals
from pegel.social import Access
from pegel.times import when

NOTHING = Access()


class Asking:
    """Asks through `fetch`. `access` is what opens the network to us; `key` hashes who reacted.

    `pauses` are hosts that want to be left alone, by what their good answers said, and until when.
    """

    def __init__(self, fetch: Fetch, access: Access = NOTHING, key: bytes = b"") -> None:
        self.fetch, self.access, self.key = fetch, access, key
        self.pauses: dict[str, datetime] = {}

    def on_behalf(self, token: str) -> Self:
        """The same network, asked with a member's own token."""
        theirs = copy.copy(self)
        theirs.access = replace(self.access, member=token)
        return theirs

    def headers(self) -> dict[str, str]:
        """Sent with every request."""
        return {}

    def signed(self, url: str) -> str:
        """The address as it is asked, for networks that want their key in it: never kept, never told."""
        return url

    def check(self, answer: Answer) -> None:
        """Raise what an answer means that is no good one. Networks that refuse with a 200 look inside."""
        refusals.check(answer)

    def pause(self, answer: Answer) -> datetime | None:
        """Until when a good answer asks us to leave its host alone; None: it does not."""
        return refusals.until(answer) if refusals.spent(answer) else None

    def validator(self, answer: Answer) -> str:
        """What to send back to be told of news only, exactly as received; "" where there is none."""
        return answer.headers.get("etag") or answer.headers.get("last-modified", "")

    def body(self, answer: Answer) -> Any:
        """What an answer holds, for the translators; BadAnswer for what it cannot be."""
        return answer.json()

    def ask(self, url: str, validator: str = "") -> Answer | None:
        """A good answer, or None for "not modified" (304); typed errors for all others."""
        host = urlsplit(url).netloc.lower()
        if until := self.pauses.get(host):
            raise RateLimited(f"{host} asked for a pause in its last answer", until)
        headers = self.headers() | (conditional(validator) if validator else {})
        answer = replace(self.fetch.get(self.signed(url), headers), url=url)
        if until := self.pause(answer):
            self.pauses[host] = until
        if validator and answer.status == 304:
            return None
        self.check(answer)
        return answer

    def must_ask(self, url: str) -> Answer:
        """A good answer."""
        answer = self.ask(url)
        assert answer is not None  # nothing conditional was asked
        return answer


def conditional(validator: str) -> dict[str, str]:
    """The header for a validator: a date is one of Last-Modified, all others are ETags."""
    return {"If-Modified-Since" if when(validator) else "If-None-Match": validator}
