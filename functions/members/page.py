"""What the member's public documents tell of the member: changed at once, not with the next score."""

from __future__ import annotations

import json

from pegel.social import Member
from pegel.store import scores

LOOKS = 4  # at a score that others put meanwhile


def retell(member: Member) -> None:
    """The name, the name for people, the region and what was removed of the topics."""
    for _ in range(LOOKS):
        if is_retold(member):
            return


def is_retold(member: Member) -> bool:
    """Whether they stand there now. A score that was put meanwhile may know the member as they were."""
    kept, why = scores.get(member.id), scores.get(f"why#{member.id}")
    if not kept or not why or not kept.run_at:
        return True  # no score yet: the first one will tell it
    document = json.loads(kept.document)
    told = {
        "name": member.name,
        "display_name": member.display_name or member.name,
        "region": member.region,
        "topics": [one for one in document.get("topics", ()) if one["slug"] not in member.removed],
    }
    return told.items() <= document.items() or scores.put(
        member.id,
        to_bytes({**document, **told}),
        kept.history,
        why.document,
        why.histories,
        kept.run_at,
        kept,  # a score that is computed meanwhile finds another one there, and looks at the member again
        why.inputs,
    )


def to_bytes(document: dict[str, object]) -> bytes:
    """As the score function writes it."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()
