"""Who influences whom, among members with a public page."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response

from pegel.errors import NotFound
from pegel.http import answer
from pegel.http.documents import Name
from pegel.http.explained import Influence
from pegel.http.request import Routes
from pegel.scoring.published import to_bytes
from pegel.store import influence, scores

router = Routes()

TOLD = ("name", "display_name", "score", "weight")


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
    people = {
        side: [{field: one[field] for field in TOLD} for one in known[side]]
        for side in ("influencers", "influencees")
    }
    return {
        "influenced_by": people["influencers"],
        "influenced_by_count": known["influencers_count"],
        "influences": people["influencees"],
        "influences_count": known["influencees_count"],
    }
