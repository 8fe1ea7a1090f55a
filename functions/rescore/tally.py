"""What a run has counted so far. Parts of everybody add up, in any order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pegel.scoring.distribution import Counts
from pegel.scoring.shadow import Shadow
from pegel.scoring.topics.leading import Leading

EFFORT = ("written", "fresher", "calls", "seconds", "read_units", "write_units")


@dataclass(slots=True)
class Tally:
    """`members`, `counts`, `topics` and `shadow` are the result, the same however often a run is stopped;
    `effort` is what it took: scores written, left because a fresher one came, and what AWS bills.
    """

    members: int = 0
    counts: Counts = field(default_factory=Counts)
    shadow: Shadow = field(default_factory=Shadow)
    effort: dict[str, float] = field(default_factory=lambda: dict.fromkeys(EFFORT, 0))
    topics: Leading = field(default_factory=Leading)
    parts: list[str] = field(default_factory=list)  # objects that say whose accounts are whose

    def merge(self, other: Tally) -> None:
        """And those of another shard."""
        self.members += other.members
        self.counts.merge(other.counts)
        self.shadow.merge(other.shadow)
        self.topics.merge(other.topics)
        self.took(other.effort)
        self.parts += other.parts

    def took(self, more: Mapping[str, float]) -> None:
        """More effort."""
        for name, value in more.items():
            self.effort[name] += value

    def to_json(self) -> dict[str, Any]:
        """As a checkpoint keeps it."""
        return {
            "members": self.members,
            "counts": self.counts.to_json(),
            "shadow": self.shadow.to_json(),
            "topics": self.topics.to_json(),
            "effort": dict(self.effort),
            "parts": self.parts,
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any] | None) -> Tally:
        """What `to_json` gave; nothing yet without."""
        if told is None:
            return cls()
        counts, shadow = Counts.from_json(told["counts"]), Shadow.from_json(told["shadow"])
        topics = Leading.from_json(told["topics"])
        return cls(told["members"], counts, shadow, dict(told["effort"]), topics, told["parts"])
