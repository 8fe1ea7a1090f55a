"""What a member is heard on, and their own say in it."""

from __future__ import annotations

from datetime import UTC, datetime

import choosing
from aws_lambda_powertools.event_handler import Response
from topics_told import MyTopics

from pegel.http import answer
from pegel.http.documents import Slug
from pegel.http.request import Routes, signed_in
from pegel.social import Member
from pegel.store import members

router = Routes()


@router.get("/v3/me/topics", tags=["me"])
@signed_in
def my_topics(member_id: str) -> Response[MyTopics]:
    """Your topics

    What you are heard on, what that was found from, and what you added or removed.
    """
    return topics_of(members.get(member_id) or Member(member_id))


@router.put("/v3/me/topics/<slug>", tags=["me"])
@signed_in
def add_topic(member_id: str, slug: Slug) -> Response[MyTopics]:
    """Add a topic

    Takes back a removal. A topic that was only added has no score until you are heard on it. At most 20.
    """
    return topics_of(choosing.change(member_id, datetime.now(UTC), add=slug))


@router.delete("/v3/me/topics/<slug>", tags=["me"])
@signed_in
def remove_topic(member_id: str, slug: Slug) -> Response[MyTopics]:
    """Remove a topic

    Whatever it was found from: nobody sees it any more, and it counts nowhere. Your score stays as it is.
    """
    return topics_of(choosing.change(member_id, datetime.now(UTC), remove=slug))


def topics_of(member: Member) -> Response[MyTopics]:
    """All of them."""
    return answer.private({"data": choosing.mine(member, datetime.now(UTC))})
