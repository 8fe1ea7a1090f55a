"""Recorded answers for the networks' tests: ours, and those of others where PEGEL_DATA is."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pegel.errors import NotRecorded
from pegel.fetch import Answer, Replay
from pegel.networks import NETWORKS
from pegel.networks.understood import understand
from pegel.replay import to_answer

ROOT = Path(__file__).resolve().parents[3]
OURS = ROOT / "tests" / "data"
RECORDINGS = Path(os.environ.get("PEGEL_DATA", ROOT.parent / "shared" / "data")) / "recordings"
DATE = "Sun, 22 Nov 2026 06:00:00 GMT"
NAMES = {  # network -> its folder of recordings
    **{
        name: name
        for name in ("mastodon", "bluesky", "github", "instagram", "lastfm", "stackexchange", "hackernews")
    },
    "x": "x_v2",
    "facebook": "facebook_pages",
    **{name: name for name in ("youtube", "twitch", "reddit")},
}


class Told:
    """A fetch that tells what it is told to tell: address -> (status, body) or (status, body, headers)."""

    def __init__(
        self, answers: Mapping[str, tuple[Any, ...]], date: str = "Sun, 22 Nov 2026 06:00:00 GMT"
    ) -> None:
        self.answers, self.date = answers, date
        self.asked: list[tuple[str, str | None]] = []

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        self.asked.append((url, headers.get("If-None-Match")))
        if url not in self.answers:
            raise NotRecorded(f"GET {url} is not told")
        status, body, *more = self.answers[url]
        recorded = {
            "request": {"url": url},
            "status": status,
            "headers": {"date": DATE, "content-type": "application/json"} | (more[0] if more else {}),
            "body": body,
        }
        return to_answer(recorded, url, lambda: datetime.now(UTC))


class Noting:
    """A replay that notes what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.replay = Replay(folder)
        self.asked: list[tuple[str, str | None]] = []
        self.sent: list[Mapping[str, str]] = []

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        self.asked.append((url, headers.get("If-None-Match")))
        self.sent.append(headers)
        return self.replay.get(url, headers)


def reader(name: str, fetch: Any, *args: Any, **more: Any) -> Any:
    """A network's reader; what it reads is looked into without asking each time whether it is there."""
    return NETWORKS[name](fetch, *args, **more)


def understood(name: str, recorded: Any) -> Any:
    """What is made of an answer read from a file; it is looked into in the same way."""
    return understand(reader(name, Told({})), recorded)


def load(path: Path) -> Any:
    """The content of one file."""
    return json.loads(path.read_text("utf-8"))
