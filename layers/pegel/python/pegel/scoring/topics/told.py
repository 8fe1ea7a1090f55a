"""A member's topics as people read them: what each was found from, how many endorse it, where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pegel.scoring.distribution import Ranks
from pegel.scoring.sentences import number
from pegel.scoring.topics.assignment import Evidence
from pegel.scoring.topics.listed import Listed
from pegel.scoring.topics.names import name

Words = Mapping[str, str]
EN = {
    "added": "added by the member",
    "mine": "added by you",
    "one": "endorsed by one member",
    "endorsed": "endorsed by {} members",
    "above": "above {} % of the members heard on it",
}
DE = {
    "added": "vom Mitglied hinzugefügt",
    "mine": "von dir hinzugefügt",
    "one": "von einem Mitglied empfohlen",
    "endorsed": "von {} Mitgliedern empfohlen",
    "above": "über {} % der Mitglieder, die dazu gehört werden",
}


def told(
    topics: Iterable[Mapping[str, Any]],
    reasons: Iterable[Mapping[str, Any]],
    ranks: Mapping[str, Ranks],
    language: str,
    mine: bool = False,
) -> list[dict[str, Any]]:
    """The topics of a public document with their reasons. `ranks` are those of topics that are told."""
    why = {one["slug"]: one for one in reasons}
    return [one(each, why.get(each["slug"], {}), ranks.get(each["slug"]), language, mine) for each in topics]


def one(
    topic: Mapping[str, Any], why: Mapping[str, Any], ranks: Ranks | None, language: str, mine: bool
) -> dict[str, Any]:
    """One of them."""
    score = topic["score"]
    above = None if score is None or ranks is None else ranks.percentile(score)
    terms = list(why.get("terms", ()))
    return {
        "slug": topic["slug"],
        "name": name(topic["slug"], language),
        "score": score,
        "percentile": above,
        "posts": why.get("posts", 0),
        "terms": terms,
        "added": why.get("added", False),
        "endorsements": why.get("endorsements", 0),
        "sentence": sentence(why, above, language, mine),
    }


def sentence(why: Mapping[str, Any], above: float | None, language: str, mine: bool) -> str:
    """All that is known of it, in words."""
    words = DE if language == "de" else EN
    parts = []
    if why.get("posts") or why.get("profile"):
        parts.append(evidence(why).sentence(language))
    if why.get("added"):
        parts.append(words["mine" if mine else "added"])
    if count := why.get("endorsements", 0):
        parts.append(words["one"] if count == 1 else words["endorsed"].format(count))
    if above is not None:
        parts.append(words["above"].format(number(above, language)))
    return "; ".join(parts)


def evidence(why: Mapping[str, Any]) -> Evidence:
    """As it was found."""
    tags = tuple(term for term in why["terms"] if term[0] == "#")
    rest = tuple(term for term in why["terms"] if term[0] != "#")
    return Evidence(why["posts"], tags, rest, why["profile"])


def of_list(listed: Iterable[Listed], language: str) -> list[dict[str, Any]]:
    """A list that is not published yet, for its member."""
    return [one(each.to_document(), each.to_reason(), None, language, mine=True) for each in listed]
