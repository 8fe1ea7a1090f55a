"""Topics as Klout told them. Its ontology's ids are kept where ours come from there (klout-api.md §7)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pages import PUBLIC_URL

from pegel.scoring.topics.names import lexicon

MOST = 5
IDS = Path(__file__).with_name("topic_ids.json")
OWN = range(10**6, 2**53)  # ids of topics that Klout did not have: exact in every client's numbers
TOO_LARGE = 10**19  # from there on an id of the ontology is beyond a signed 64-bit number
INSTEAD = 9 * 10**18


def names(document: Mapping[str, Any]) -> list[str]:
    """English names of a member's first topics."""
    return [str(topic["name"]) for topic in document.get("topics") or ()][:MOST]


def told(document: Mapping[str, Any]) -> list[dict[str, str]]:
    """The same as v2 tells them."""
    return [
        {
            "id": served_id(topic["slug"]),
            "displayName": topic["name"],
            "name": topic["name"],
            "slug": topic["slug"],
            "imageUrl": f"{PUBLIC_URL}/topics/{topic['slug']}.svg",
            "topicType": kind,
            "displayType": kind,
        }
        for topic in list(document.get("topics") or ())[:MOST]
        for kind in ["sub" if topic["slug"] in above() else "entity"]
    ]


@cache
def above() -> frozenset[str]:
    """Topics that have others below them."""
    return frozenset(topic.parent for topic in lexicon().topics.values())


@cache
def of_klout() -> Mapping[str, str]:
    """Ids of topics that were Klout's, by our slugs."""
    ids: dict[str, str] = json.loads(IDS.read_text(encoding="utf-8"))["ids"]
    return ids


def served_id(slug: str) -> str:
    """Klout's id, cut to a signed 64-bit number, as clients keep it; else one of our own, always the same."""
    if known := of_klout().get(slug):
        number = int(known)
        return str(INSTEAD + number - TOO_LARGE if number >= TOO_LARGE else number)
    digest = hashlib.sha256(slug.encode()).digest()
    return str(OWN[int.from_bytes(digest[:8], "big") % len(OWN)])
