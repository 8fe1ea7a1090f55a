"""A member's own say about their topics."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

import page

from pegel.errors import Conflict, NotFound, VersionStale
from pegel.social import Member
from pegel.store import accounts, endorsements, members, scores

if TYPE_CHECKING:
    from topics_told import MyTopic

COUNTED = {"proven", "held"}
LOOKS = 4  # at a profile that is changed meanwhile
UNKNOWN = "there is no such topic: GET /v3/topics has them all"


def mine(member: Member, now: datetime) -> list[MyTopic]:
    """All topics of a member, removed ones too: they can be taken back."""
    from pegel.scoring.features import Features  # late: for these few calls
    from pegel.scoring.topics import told
    from pegel.scoring.topics.listed import listed

    features = [Features.from_json(one["features"]) for one in readings(member.id)]
    everything = replace(member, removed=())
    found = listed(features, everything, endorsements.around(member.id), now)
    kept = scores.get(member.id)
    public = json.loads(kept.document).get("topics", ()) if kept else ()
    known = {one["slug"]: one["score"] for one in public}
    shown = [replace(one, score=known.get(one.topic)) for one in found]
    documents = told.of_list(shown, member.language)
    return [cast("MyTopic", {**one, "removed": one["slug"] in member.removed}) for one in documents]


def readings(member_id: str) -> list[Mapping[str, Any]]:
    """Of the accounts that count."""
    return [one.reading for one in accounts.of(member_id) if one.state in COUNTED and one.reading]


def heard(member_id: str) -> set[str]:
    """What the member's posts are on, without any say of theirs."""
    return {slug for one in readings(member_id) for slug in one["features"].get("heard", ())}


def change(member_id: str, now: datetime, add: str = "", remove: str = "") -> Member:
    """Add a topic, or remove one; doing it twice is fine. Raises NotFound, InvalidField, Conflict."""
    from pegel.scoring.topics.choices import choose
    from pegel.scoring.topics.names import lexicon
    from pegel.store import score_queue  # boto3

    if (add or remove) not in lexicon().topics:
        raise NotFound(UNKNOWN)
    for _ in range(LOOKS):
        kept = members.get(member_id) or Member(member_id, joined_at=now)
        added, removed = choose(lexicon(), kept.added, kept.removed, add, remove)
        if add in kept.removed and add in heard(member_id):  # taken back: their posts say it, not they
            added = kept.added
        changed = replace(kept, added=added, removed=removed)
        if changed == kept:
            return kept
        try:
            saved = members.save(changed, expected_version=kept.version)
        except VersionStale:
            continue
        page.retell(saved)
        score_queue.send([member_id])
        return saved
    raise Conflict("your profile is being changed by others of your sessions: try again")
