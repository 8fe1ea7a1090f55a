"""Endorsements: the rules first, for a clear word on what is wrong; then the table, which decides."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pegel.errors import Conflict, NotFound
from pegel.http.answer import time_of
from pegel.store import endorsements, members, scores

if TYPE_CHECKING:
    from topics_told import EndorsementTold

LOOKS = 4  # at what others of one's own sessions give at the same moment
NOBODY = "no public page has this name"
NO_SCORE = "who endorses has a score of their own: link an account first"


def endorse(giver: str, name: str, topic: str, now: datetime) -> EndorsementTold:
    """Give one. Raises NotFound, Conflict."""
    from pegel.scoring.topics import endorsements as rules  # late: for these few calls
    from pegel.store import score_queue  # boto3

    taker = shown_with(name, topic)
    if taker == giver:
        raise Conflict("nobody endorses themselves")
    if not has_score(giver):
        raise Conflict(NO_SCORE)
    for _ in range(LOOKS):
        given = endorsements.given(giver)
        one = rules.give(given, giver, taker, topic, now)
        if endorsements.give(one):
            score_queue.send([taker])
            today = sum(each.given_at.date() == now.astimezone(UTC).date() for each in given)
            return {
                "name": name,
                "topic": topic,
                "given_at": time_of(now) or "",
                "again_at": time_of(now + rules.AGAIN) or "",
                "left_today": rules.A_DAY - today - 1,
            }
    raise Conflict("you endorse somebody else at the same moment: try again")


def withdraw(giver: str, name: str, topic: str, now: datetime) -> None:
    """Take it back. Raises NotFound."""
    from pegel.store import score_queue

    taker = members.by_name(name)
    if not taker:
        raise NotFound(NOBODY)
    endorsements.withdraw(giver, taker, topic, now)
    score_queue.send([taker])


def shown_with(name: str, topic: str) -> str:
    """The member whose public page has this name and shows this topic. Raises NotFound."""
    kept, member_id = scores.by_name(name), scores.owner_of(name)
    if not kept or not member_id:
        raise NotFound(NOBODY)
    if all(one["slug"] != topic for one in json.loads(kept.document).get("topics", ())):
        raise NotFound(f"{name} is not shown with this topic: what is shown can be endorsed")
    return member_id


def has_score(member_id: str) -> bool:
    """Whether somebody has one: a new address is no new voice."""
    kept = scores.get(member_id)
    return bool(kept and json.loads(kept.document)["value"] is not None)
