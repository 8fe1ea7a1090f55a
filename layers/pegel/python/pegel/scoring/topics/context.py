"""Which of its meanings a phrase has here: what else the post, and then the account, speaks of decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pegel.scoring.topics.lexicon import Lexicon
from pegel.scoring.topics.matching import HINT, TAG, Match

RELATED, FIELD, ELSEWHERE = 0.5, 0.2, 0.5  # what a relative, a topic of the same field, other posts weigh
LONELY = 0.6  # an ambiguous tag or name that nothing speaks against: somebody chose it
AT_LEAST = 0.4  # of an ambiguous word with any support
LEVEL = 0.5  # of the best meaning's support: what has as much is meant too
MAY_ADD = 2  # weak words of a topic that assign it together
SEVERAL = 2.0  # posts on a topic from which on it explains words in others

Weighed = list[tuple[Match, float]]


class Support:
    """How much speaks for each topic, its parent's children and its field, without any doubt."""

    def __init__(self, lexicon: Lexicon, topics: dict[str, float]) -> None:
        self.lexicon, self.topics = lexicon, topics
        self.children: dict[str, float] = {}
        self.fields: dict[str, float] = {}
        for topic, weight in topics.items():
            parent, field = lexicon.topics[topic].parent, lexicon.roots[topic]
            self.children[parent] = self.children.get(parent, 0.0) + weight
            self.fields[field] = self.fields.get(field, 0.0) + weight

    def of(self, topic: str) -> float:
        """What speaks for a topic: itself, its relatives, its field."""
        own, parent = self.topics.get(topic, 0.0), self.lexicon.topics[topic].parent
        beside = self.children.get(parent, own) - own if parent else 0.0
        related = beside + self.topics.get(parent, 0.0) + self.children.get(topic, 0.0)
        field = self.fields.get(self.lexicon.roots[topic], 0.0) - own - related
        return own + RELATED * related + FIELD * max(field, 0.0)


def speaking(found: Iterable[Match]) -> dict[str, float]:
    """The topics of phrases with one sure meaning, and of hints."""
    topics: dict[str, float] = {}
    for match in found:
        sure, ambiguous, weak = match.meaning
        if len(sure) == 1 and not ambiguous and not weak:
            topics[sure[0]] = max(topics.get(sure[0], 0.0), match.weight)
        for topic in weak:
            topics[topic] = topics.get(topic, 0.0) + HINT
    return topics


def together(spoken: Iterable[dict[str, float]]) -> dict[str, float]:
    """What all posts of an account speak of: 1 for a topic of two sure posts or more."""
    account: dict[str, float] = {}
    for topics in spoken:
        for topic, weight in topics.items():
            account[topic] = min(account.get(topic, 0.0) + weight / SEVERAL, 1.0)
    return account


def heard(found: Sequence[Match], here: dict[str, float], account: Support) -> dict[str, Weighed]:
    """Topic → the phrases that speak for it in one post, each with its weight in (0, 1].

    `here` is what this post speaks of without doubt, `account` all posts together. A topic that rests on weak
    words alone needs two.
    """
    assigned: dict[str, Weighed] = {}
    hints: dict[str, Weighed] = {}
    post: Support | None = None
    for match in found:
        sure, ambiguous, weak = match.meaning
        if ambiguous or len(sure) > 1:
            post = post or Support(account.lexicon, here)
            for topic, weight in resolved(match, post, account):
                assigned.setdefault(topic, []).append((match, weight))
        elif sure:
            assigned.setdefault(sure[0], []).append((match, match.weight))
        for topic in weak:
            hints.setdefault(topic, []).append((match, HINT))
    for topic, several in hints.items():
        if topic in assigned or len(several) >= MAY_ADD:
            assigned.setdefault(topic, []).extend(several)
    return assigned


def resolved(match: Match, post: Support, account: Support) -> list[tuple[str, float]]:
    """The topics a phrase with several meanings, or a doubtful one, has here, with its weight for each."""
    sure, ambiguous, _ = match.meaning
    backed = {topic: post.of(topic) + ELSEWHERE * account.of(topic) for topic in (*sure, *ambiguous)}
    best = max(backed.values())
    if best > 0.0:
        trusted = best in [backed[topic] for topic in sure]  # what is sure gives way to a better reading only
        return [
            (topic, match.weight * (1.0 if topic in sure else min(1.0, AT_LEAST + much)))
            for topic, much in backed.items()
            if much >= LEVEL * best or (trusted and topic in sure)
        ]
    if sure:
        return [(topic, match.weight) for topic in sure]
    chosen = match.name or (match.tag and match.weight > TAG / 2)
    return [(ambiguous[0], LONELY * match.weight)] if chosen else []
