"""An account on one topic: its evidence, and the roles read from posts as if it had no others (score.md §8).

    {"rust": [31.2, 12, [8.41, 40.0, 210.0], "#rust"]}   weight, posts, values in the order of ROLES, terms

Numbers are rounded to three digits when they are read: kept or not, they have the same bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pegel.scoring import roles
from pegel.scoring.counting import Counted
from pegel.scoring.model import Model
from pegel.scoring.topics import compact
from pegel.scoring.topics.assignment import Heard, mentions, ranked, volume
from pegel.social import Snapshot

ROLES = ("resonance", "reactors", "relay")  # followers, lists and standing are of no topic
Values = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class OnTopic:
    """What an account is heard on, and its values there; unknown ones are left out."""

    heard: Heard
    values: Values


def of(snapshot: Snapshot, posts: Sequence[Counted], whole: Values, model: Model) -> tuple[OnTopic, ...]:
    """The strongest topics of a reading, at most five. `posts` are those that count, `whole` their values."""
    profile = ", ".join(snapshot.tags)
    if not profile and not any(post.excerpt or post.tags for post in snapshot.posts):
        return ()
    ordered, said = mentions(snapshot.posts, profile)
    loud = volume(ordered, model.reactions.get(snapshot.network), bool(profile))
    strongest = ranked(said, loud, bool(profile))[: compact.TOPICS]
    on = {
        one.topic: {post.id for post, each in zip(ordered, said, strict=False) if one.topic in each}
        for one in strongest
    }
    values = {
        topic: restricted([one for one in posts if one.post.id in ids], whole, model)
        for topic, ids in on.items()
    }
    return from_json(to_json(OnTopic(one, values[one.topic]) for one in strongest))


def restricted(posts: Sequence[Counted], whole: Values, model: Model) -> Values:
    """The values of these posts alone: a part is never more than the whole, which is held down where it grew
    in no way that people do.
    """
    people = roles.reactors(posts, model)
    own = {
        "resonance": roles.resonance(roles.terms(posts, model), people, model),
        "reactors": people,
        "relay": roles.relay(posts, people, model),
    }
    return {role: lesser(own[role], whole.get(role)) for role in ROLES}


def lesser(part: float | None, whole: float | None) -> float | None:
    """None where either is unknown."""
    return None if part is None or whole is None else min(part, whole)


def to_json(topics: Iterable[OnTopic]) -> dict[str, list[Any]]:
    """Compact; terms as far as there is room."""
    by_topic = {one.heard.topic: one for one in topics}
    kept = compact.to_json(one.heard for one in by_topic.values())
    return {
        topic: [weight, posts, [rounded(by_topic[topic].values.get(role)) for role in ROLES], *terms]
        for topic, (weight, posts, *terms) in kept.items()
    }


def rounded(value: float | None) -> float | None:
    """To the digits that are kept."""
    return None if value is None else float(f"{value:.{compact.DIGITS}g}")


def from_json(kept: Mapping[str, Sequence[Any]]) -> tuple[OnTopic, ...]:
    """What `to_json` gave, the strongest first."""
    found = compact.from_json(
        {topic: [weight, posts, *terms] for topic, (weight, posts, _, *terms) in kept.items()}
    )
    values = {topic: dict(zip(ROLES, entry[2], strict=True)) for topic, entry in kept.items()}
    return tuple(
        OnTopic(one, {role: value for role, value in values[one.topic].items() if value is not None})
        for one in found
    )
