"""Topics counted over everybody: how many members are heard on each, how strongly, and who leads."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pegel.scoring.distribution import BINS, BINS_PER_POINT, Counts

LEADERS = 20  # of a topic


def bin_of(score: float) -> int:
    """The last bin of a score's whole point: finer ones of 340 topics would not fit into a checkpoint."""
    return min((int(score) + 1) * BINS_PER_POINT, BINS) - 1


@dataclass(slots=True)
class Leading:
    """What a count has found so far; parts of everybody add up, in any order.

    `counts` has a group for each topic; `leaders` are the strongest of those who want to be named.
    """

    counts: Counts = field(default_factory=Counts)
    leaders: dict[str, list[tuple[float, str]]] = field(default_factory=dict)  # topic → score, member

    def add(
        self, topics: Iterable[Mapping[str, Any]], member_id: str, *, leads: bool, barred: Collection[str]
    ) -> None:
        """A member's topics, as their public document has them; `barred` are those they never lead."""
        for topic in topics:
            slug, score = topic["slug"], topic["score"]
            if score is not None:
                self.counts.put(bin_of(score), [slug])
                if leads and slug not in barred:
                    self._lead(slug, [(score, member_id)])

    def _lead(self, slug: str, more: Iterable[tuple[float, str]]) -> None:
        all_ = [*self.leaders.get(slug, ()), *more]
        self.leaders[slug] = sorted(all_, key=lambda one: (-one[0], one[1]))[:LEADERS]

    def merge(self, other: Leading) -> None:
        """And those of another part."""
        self.counts.merge(other.counts)
        for slug, theirs in other.leaders.items():
            self._lead(slug, theirs)

    def to_json(self) -> dict[str, Any]:
        """As a checkpoint keeps it."""
        return {"counts": self.counts.to_json(), "leaders": self.leaders}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Leading:
        """What `to_json` gave."""
        leaders = {slug: [(score, who) for score, who in each] for slug, each in told["leaders"].items()}
        return cls(Counts.from_json(told["counts"]), leaders)
