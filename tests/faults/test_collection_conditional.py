"""Who asks for news only asks with what the last answer gave, letter for letter; no news costs no write."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from aside import Aside
from faults.batch import account_of, collect, join, objects
from integration.mastodon_servers import Servers

from pegel.answer import Answer

DATE = "Sun, 22 Nov 2026 06:00:00 GMT"


class Stamped(Servers):
    """Gives a validator with every answer, and 304 to whoever sends it back under the right name."""

    def __init__(self, name: str, back: str, validator: str) -> None:
        super().__init__()
        self.name, self.back, self.validator = name, back, validator
        self.asked: list[Mapping[str, str]] = []

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        self.asked.append(headers)
        if headers.get(self.back) == self.validator:
            return Answer(304, {}, b"", url, self.now)
        answer = super().get(url, headers)
        return Answer(
            answer.status, {**answer.headers, self.name: self.validator}, answer.body, url, self.now
        )


@pytest.mark.parametrize(
    ("name", "back", "validator"),
    [
        ("etag", "If-None-Match", '"strong"'),
        ("etag", "If-None-Match", "W/\"weak, with 'quotes'\""),
        ("last-modified", "If-Modified-Since", DATE),
    ],
)
def test_a_second_reading_is_two_calls_and_no_write(
    aside: Aside, name: str, back: str, validator: str
) -> None:
    join(aside, "good")
    servers = Stamped(name, back, validator)
    collect(aside, ("good",), servers)
    before = account_of(aside, "good")
    assert before.reading["etags"] == {"profile": validator, "posts": validator}
    servers.asked.clear()
    collect(aside, ("good",), servers)
    assert [headers[back] for headers in servers.asked] == [validator, validator]
    assert account_of(aside, "good") == before
    assert len(objects(aside)) == 1
