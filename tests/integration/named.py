"""The invented accounts of tests/data, with everybody but their owners marked wherever an answer names them.

Where somebody else wrote a text, that is marked as well, and whoever is mentioned in any.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from integration.marked import MARK, NUMBER

from pegel.answer import Answer
from pegel.replay import Replay

DATA = Path(__file__).resolve().parents[1] / "data"
TEXTS = ("text", "textDisplay", "textOriginal", "body", "_content", "title", "description", "bio")
MENTION = re.compile(r"@(\w+)")


@dataclass(frozen=True, slots=True)
class Owner:
    """An account, and what its network calls people by: first who wrote, then everything else."""

    folder: str
    handle: str
    names: frozenset[str]  # all that it is called itself
    writes: tuple[str, ...]
    named: tuple[str, ...] = ()


OWNERS = {
    "x": Owner("x/mira.json", "@Mira_Zaun", frozenset({"900000000000000001", "Mira_Zaun", "Mira Zaun"}),
               ("username",), ("id", "name", "in_reply_to_user_id")),
    "youtube": Owner("youtube/juna", "@JunaWerkbank", frozenset({"@JunaWer", "UCJunaWerkbank0000000001"}),
                     ("authorDisplayName",), ("value",)),
    "flickr": Owner("flickr/fenja", "Fenja-Hof", frozenset({"990001@N07", "990001", "fenja-hof"}),
                    ("author", "nsid"), ("authorname", "username", "realname")),
    "stackexchange": Owner("stackexchange/fenja", "990001@gardening",
                           frozenset({"990001", "5990001", "Fenja &amp; Zaun"}),
                           ("display_name",), ("user_id", "account_id", "link", "profile_image")),
    "hackernews": Owner("hackernews/fenja", "FenjaHof", frozenset({"FenjaHof"}), ("author",)),
    "reddit": Owner("reddit/lotte", "u/Lotte_Baut", frozenset({"Lotte_Baut", "t2_9abc1"}),
                    ("author",), ("author_fullname", "link_author")),
    "twitch": Owner("twitch/mira", "MiraFunkt", frozenset({"770001"}), ("creator_id",), ("creator_name",)),
}  # fmt: skip


class Named:
    """A way out to one of them. `marks` counts what was marked in answers that were given."""

    def __init__(self, owner: Owner) -> None:
        self.owner, self.marks = owner, 0
        place = DATA / owner.folder
        self.replay = Replay(place.parent if place.suffix else place)

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        answer = self.replay.get(url, headers)
        body = json.dumps(self.marked(json.loads(answer.body))) if answer.body else ""
        return replace(answer, body=body.encode())

    def marked(self, value: Any) -> Any:
        """The same JSON with the others' names, numbers and texts replaced."""
        if isinstance(value, list):
            return [self.marked(one) for one in value]
        if not isinstance(value, dict):
            return value
        told = {key: self.marked(one) for key, one in value.items()}
        is_person = not {"id", "name"} & set(self.owner.named) or "username" in told
        for key in (*self.owner.writes, *self.owner.named):
            if key in told and (is_person or key not in ("id", "name")):
                told[key] = self.called(told[key])
        foreign = any(MARK in str(told.get(key)) or NUMBER in str(told.get(key)) for key in self.owner.writes)
        for key in TEXTS:
            if isinstance(text := told.get(key), str):
                told[key] = f"{MARK} said" if foreign else MENTION.sub(self.mentioned, text)
        return told

    def called(self, name: Any) -> Any:
        """What somebody is called, marked; nobody, and the owner, as they are."""
        if not isinstance(name, str | int) or not name or str(name) in self.owner.names:
            return name
        self.marks += 1
        if isinstance(name, int):
            return int(f"{NUMBER}{name}")
        return f"{NUMBER}{name}" if name[:1].isdecimal() else f"{MARK}{name.lstrip('@')}"

    def mentioned(self, found: re.Match[str]) -> str:
        return f"@{self.called(found[1])}"
