"""Topics as Klout told them. Its ontology's ids are kept where ours come from there (klout-api.md §7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pages import PUBLIC_URL

MOST = 5
TOO_LARGE = 10**19  # from there on an id of the ontology is beyond a signed 64-bit number
INSTEAD = 9 * 10**18


def strongest(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """A member's first topics, each with `id`, `name` and `slug`, and `sub` where it has topics below it."""
    return list(document.get("topics") or [])[:MOST]


def told(topics: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """As v2 tells them."""
    return [
        {
            "id": served_id(topic["id"]),
            "displayName": topic["name"],
            "name": topic["name"],
            "slug": topic["slug"],
            "imageUrl": f"{PUBLIC_URL}/topics/{topic['slug']}.svg",
            "topicType": kind,
            "displayType": kind,
        }
        for topic in topics
        for kind in ["sub" if topic.get("sub") else "entity"]
    ]


def served_id(topic_id: str) -> str:
    """An id that fits into a signed 64-bit number, as clients keep it."""
    number = int(topic_id)
    return str(INSTEAD + number - TOO_LARGE if number >= TOO_LARGE else number)
