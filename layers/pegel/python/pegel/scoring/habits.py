"""How an account publishes: what its member's style is read from, and nothing of it enters a score.

Until topics exist, hashtags stand in for them: the same hashtag on two networks is the same topic.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pegel.scoring.roles import Counted

WEEKS = 13  # that 90 days touch
TOPICS = 5  # kept of an account, the strongest: four make its member broad


@dataclass(frozen=True, slots=True)
class Habits:
    """The posts of the window: how many, how many answer nobody, and what was reacted to.

    `weeks` has bit i set if something was posted i weeks before the reading. `topics` are reactions by
    hashtag, those of a post in equal parts to its hashtags; the key is a short hash, for a name may be
    long.
    """

    posts: int = 0
    own: int = 0
    weeks: int = 0
    reactions: int = 0
    topics: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> list[Any]:
        """Compact: some 60 bytes."""
        return [self.posts, self.own, self.weeks, self.reactions, dict(self.topics)]

    @classmethod
    def from_json(cls, document: Sequence[Any]) -> Habits:
        """What `to_json` gave."""
        return cls(*document)


UNKNOWN = Habits()


def of(posts: Sequence[Counted]) -> Habits:
    """The habits that these posts of the window show."""
    weeks, reactions = 0, 0.0
    topics: dict[str, float] = {}
    for one in posts:
        weeks |= 1 << (one.age // 7)
        counted = sum(one.counts.values())
        reactions += counted
        tags = {key(tag) for tag in one.post.tags}
        for tag in tags:
            topics[tag] = topics.get(tag, 0.0) + counted / len(tags)
    return Habits(
        posts=len(posts),
        own=sum(not one.post.is_reply for one in posts),
        weeks=weeks,
        reactions=int(reactions),
        topics=strongest({tag: int(count) for tag, count in topics.items()}),
    )


def key(tag: str) -> str:
    """A hashtag in any case, as four characters: of 20 topics two share theirs once in 350 members."""
    return hashlib.blake2b(tag.casefold().encode(), digest_size=2).hexdigest()


def strongest(topics: Mapping[str, int]) -> dict[str, int]:
    """The topics with the most reactions; of equals the smaller key."""
    ranked = sorted(topics.items(), key=lambda topic: (-topic[1], topic[0]))
    return {tag: count for tag, count in ranked[:TOPICS] if count}


def together(accounts: Iterable[tuple[Habits, datetime]]) -> Habits:
    """The habits of one who has these accounts; weeks are those before the newest reading."""
    found = list(accounts)
    newest = max((read_at for _, read_at in found), default=None)
    weeks = 0
    topics: dict[str, int] = {}
    for habits, read_at in found:
        weeks |= habits.weeks << ((newest or read_at) - read_at).days // 7
        for tag, count in habits.topics.items():
            topics[tag] = topics.get(tag, 0) + count
    return Habits(
        posts=sum(habits.posts for habits, _ in found),
        own=sum(habits.own for habits, _ in found),
        weeks=weeks & (1 << WEEKS) - 1,
        reactions=sum(habits.reactions for habits, _ in found),
        topics=topics,
    )
