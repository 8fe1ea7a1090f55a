"""Who influences whom, among members with a public page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aws_lambda_powertools.event_handler import Response

from pegel.errors import NotFound
from pegel.http import answer
from pegel.http.documents import Name
from pegel.http.explained import Influence, Tied
from pegel.http.request import Routes
from pegel.scoring.published import to_bytes
from pegel.store import influence, scores

router = Routes()


@router.get("/v3/scores/<name>/influence", tags=["scores"])
def influence_of(name: Name) -> Response[Influence]:
    """Who influences whom

    Members who react to this one's posts of 90 days, and members to whose posts this one reacts. Only those
    with a public page are named; the counts are of all members. Who did not join is not kept at all.
    """
    member_id = scores.owner_of(name.lower())
    if not member_id or not scores.by_name(name.lower()):
        raise NotFound("no public page has this name")
    return answer.public(to_bytes(told(member_id)))


def told(member_id: str) -> Influence:
    """Both directions, strongest first."""
    known = influence.of(member_id)
    return {
        "influenced_by": named(known["influencers"]),
        "influenced_by_count": known["influencers_count"],
        "influences": named(known["influencees"]),
        "influences_count": known["influencees_count"],
    }


def named(people: Iterable[Mapping[str, Any]]) -> list[Tied]:
    """One direction."""
    return [
        {
            "name": one["name"],
            "display_name": one["display_name"],
            "score": one["score"],
            "weight": one["weight"],
        }
        for one in people
    ]
