"""What stands around every answer of Stack Exchange: errors, pauses, pages. https://api.stackexchange.com/docs/wrapper

An error is HTTP 400 whatever it means, its own number is in the body; so are quota and pause.
"""

from __future__ import annotations

import re
from abc import ABC
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from pegel.answer import Answer
from pegel.errors import BadAnswer, RateLimited, Unreachable
from pegel.networks import refusals
from pegel.networks.network import Network

AGAIN = re.compile(r"available in (\d{1,7}) seconds")
PAGE = re.compile(r"(?<=[?&]page=)\d+")
THROTTLED, BROKEN = 502, (500, 503)


class Wrapped(Network, ABC):
    """Asks for wrapped answers."""

    def headers(self) -> dict[str, str]:
        return {"X-API-Access-Token": self.access.member} if self.access.member else {}

    def signed(self, url: str) -> str:
        return f"{url}&key={quote(self.access.key)}" if self.access.key else url

    def check(self, answer: Answer) -> None:
        body = wrapper(answer)
        number, message = body.get("error_id"), str(body.get("error_message"))[:120]
        if number is None:
            return super().check(answer)
        told = f"{answer.url} answered {number} {body.get('error_name')}: {message}"
        if number == THROTTLED:
            again = AGAIN.search(message)
            raise RateLimited(told, later(answer, int(again[1])) if again else refusals.until(answer))
        raise Unreachable(told) if number in BROKEN else BadAnswer(told)

    def pause(self, answer: Answer) -> datetime | None:
        """`backoff` in seconds, or a day's quota that is spent."""
        body = wrapper(answer)
        seconds = body.get("backoff")
        if isinstance(seconds, int) and seconds > 0:
            return later(answer, seconds)
        return refusals.until(answer) if body.get("quota_remaining") == 0 else None

    def following(self, answer: Answer) -> str | None:
        """The same address with the next number, as long as there are more."""
        if wrapper(answer).get("has_more") is not True:
            return None
        if PAGE.search(answer.url):
            return PAGE.sub(lambda page: str(int(page[0]) + 1), answer.url)
        return f"{answer.url}&page=2"


def wrapper(answer: Answer) -> Mapping[str, Any]:
    """The body, where it is an object."""
    with suppress(BadAnswer):
        if isinstance(body := answer.json(), dict):
            return body
    return {}


def later(answer: Answer, seconds: int) -> datetime:
    """So many seconds after an answer, a day at most."""
    return answer.received_at + min(timedelta(seconds=min(seconds, 86_400)), refusals.LONGEST)
