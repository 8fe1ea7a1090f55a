"""One recorded question and its answer, in the form that `Replay` reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from pegel.answer import Answer
from pegel.errors import NotRecorded
from pegel.replay import to_answer

Exchange = dict[str, Any]
MADE = "invented by pegel.cli.demo: no person, account or count is real"


def exchange(
    url: str, body: Any, now: datetime, headers: Mapping[str, str] | None = None, status: int = 200
) -> Exchange:
    """The answer to GET `url` as of `now`."""
    kind = "application/json; charset=utf-8" if not isinstance(body, str) else "text/plain; charset=utf-8"
    return {
        "request": {"method": "GET", "url": url},
        "status": status,
        "headers": {
            "date": format_datetime(now.replace(microsecond=0), usegmt=True),
            "content-type": kind,
            **(headers or {}),
        },
        "body": body,
        "_made_by_us": MADE,
    }


class Exact:
    """Answers from exchanges in memory, by the very address and no other."""

    def __init__(self, exchanges: Mapping[str, Exchange]) -> None:
        self.exchanges = exchanges

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        """The answer to this address."""
        if url not in self.exchanges:
            raise NotRecorded(f"GET {url} is not in the demo world")
        return to_answer(self.exchanges[url], url, lambda: datetime.now(UTC))


def etag(body: Any) -> str:
    """A weak validator that changes with the body."""
    return f'W/"{hashlib.sha256(json.dumps(body).encode()).hexdigest()[:32]}"'


def iso(moment: datetime, places: int = 3) -> str:
    """RFC 3339 in UTC with that many places of a second, `Z` at the end."""
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{moment.microsecond // 10 ** (6 - places):0{places}d}Z" if places else f"{text}Z"


def written(one: Exchange) -> str:
    """As text that can be read and compared: a line for each item of a list, else for each part."""
    lines = [f'"{key}": {_spread(value)}' for key, value in one.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _spread(value: Any) -> str:
    if isinstance(value, dict) and value and any(isinstance(part, list) for part in value.values()):
        return "{\n " + ",\n ".join(f'"{key}": {_spread(part)}' for key, part in value.items()) + "}"
    if isinstance(value, list) and value:
        return "[\n  " + ",\n  ".join(map(_compact, value)) + "]"
    return _compact(value)


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
