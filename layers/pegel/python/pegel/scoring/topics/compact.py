"""An account's topics in few bytes, kept beside its features (architecture.md §4: 1 KB for all of it).

{"rust":[31.2,12,"#rust"],"cycling":[4.05,3]}      topic: weight, posts, then terms while there is room
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pegel.scoring.topics.assignment import Evidence, Heard

TOPICS = 5  # kept of an account
BYTES = 160  # of the whole, as JSON
DIGITS = 3  # that count, of a weight

Compact = dict[str, list[Any]]


def to_json(topics: Iterable[Heard]) -> Compact:
    """The strongest five with as many of their terms as 160 bytes hold, the first of each topic first."""
    kept: Compact = {}
    strongest = sorted(topics, key=lambda one: (-one.weight, one.topic))[:TOPICS]
    for one in strongest:
        added = kept | {one.topic: [float(f"{one.weight:.{DIGITS}g}"), one.evidence.posts]}
        kept = added if size(added) <= BYTES else kept
    for place in range(2):
        for one in strongest:
            terms = (*one.evidence.tags, *one.evidence.words)
            if one.topic in kept and place < len(terms):
                added = kept | {one.topic: [*kept[one.topic], terms[place]]}
                kept = added if size(added) <= BYTES else kept
    return kept


def size(value: Compact) -> int:
    """Bytes of a value as it is stored."""
    return len(json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode())


def from_json(kept: Mapping[str, Sequence[Any]]) -> tuple[Heard, ...]:
    """What `to_json` kept, the strongest first."""
    return tuple(
        Heard(
            topic,
            float(weight),
            Evidence(
                posts=int(posts),
                tags=tuple(term for term in terms if term[0] == "#"),
                words=tuple(term for term in terms if term[0] != "#"),
            ),
        )
        for topic, (weight, posts, *terms) in sorted(kept.items(), key=lambda item: (-item[1][0], item[0]))
    )
