"""Hosts that exist only in a test: they answer as told, everything else is as silent as a dead host."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pegel.answer import Answer
from pegel.errors import Unreachable

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


class Answers:
    """Address → (status, body) or (status, body, where a redirect leads)."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self.answers, self.asked = dict(answers), list[str]()

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        self.asked.append(url)
        if url not in self.answers:
            raise Unreachable(f"{url} did not answer")
        status, body, *location = self.answers[url]
        raw = body if isinstance(body, str) else json.dumps(body)
        told = {"location": location[0]} if location else {}
        return Answer(status, told, raw.encode(), url, NOW)
