"""The topics of a member as they are shown: heard ones over all accounts, endorsed, chosen, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pegel.scoring.topics.assignment import combine
from pegel.scoring.topics.choices import Shown, chosen
from pegel.scoring.topics.endorsements import COUNTS, Endorsement, strengthened
from pegel.scoring.topics.names import name
from pegel.social import Member

if TYPE_CHECKING:
    from pegel.scoring.features import Features

MOST = 5  # in public documents


@dataclass(frozen=True, slots=True)
class Listed:
    """A topic of a member's list. `score` is that of the posts on it alone; None without enough data."""

    shown: Shown
    endorsements: int = 0  # members who endorse it
    score: float | None = None

    @property
    def topic(self) -> str:
        """Its slug."""
        return self.shown.topic

    def to_document(self) -> dict[str, Any]:
        """As the public document has it."""
        return {"slug": self.topic, "name": name(self.topic), "score": self.score}

    def to_reason(self) -> dict[str, Any]:
        """As the reasons have it."""
        proof = self.shown.evidence
        return {
            "slug": self.topic,
            "posts": proof.posts,
            "terms": [*proof.tags, *proof.words],
            "profile": proof.profile,
            "added": self.shown.added,
            "endorsements": self.endorsements,
        }


def listed(
    features: Iterable[Features], member: Member, given: Sequence[Endorsement], now: datetime
) -> list[Listed]:
    """All topics of a member, the strongest first, what was only added last.

    `given` are endorsements among the members concerned, as `strengthened` wants them.
    """
    heard = [
        replace(one, weight=strengthened(one.weight, member.id, one.topic, given, now))
        for one in combine([on.heard for on in account.heard] for account in features)
    ]
    ranked = sorted(heard, key=lambda one: (-one.weight, one.topic))
    return [
        Listed(one, endorsers(given, member.id, one.topic, now))
        for one in chosen(ranked, member.added, member.removed)
    ]


def endorsers(given: Iterable[Endorsement], taker: str, topic: str, now: datetime) -> int:
    """How many members endorse somebody on a topic; the table forgets old ones only some time later."""
    live = (one for one in given if now - COUNTS <= one.given_at)
    return len({one.giver for one in live if (one.taker, one.topic) == (taker, topic)})
