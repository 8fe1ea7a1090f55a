"""What a new model would change, seen before anything of it is published (score.md §5).

Everybody is scored by the published model and by the new one, from the same features. What is kept are counts
in bins, by group: scores of both, moves, thresholds crossed. Parts of everybody add up in any order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from pegel.scoring.distribution import (
    BINS_PER_POINT,
    FEWEST,
    OVERALL,
    Counts,
    groups_of,
    ranked,
)
from pegel.scoring.rollout import days_of

NETWORK = "network#"  # a group of all who have an account there
THRESHOLDS = (40, 50, 60, 70)  # scores that perks are commonly offered from
FAR = (2, 5, 10, 20)  # points moved by, of which it is said how many people are
PART = 0.99  # of members for whom the blend is slow enough
GAINED, LOST = 1, -1  # bins of `crossed` for enough data by one model only; thresholds are far from them
ENOUGH = {"gained": GAINED, "lost": LOST}
FAIR = 0.8  # the four-fifths rule: 29 CFR 1607.4 D


@dataclass(slots=True)
class Shadow:
    """Counts of everybody: `old` and `new` scores, `moved` by 0.1 point up (+) or down (−), rounded away from
    0, `crossed` thresholds upwards (+) or downwards (−).
    """

    old: Counts = field(default_factory=Counts)
    new: Counts = field(default_factory=Counts)
    moved: Counts = field(default_factory=Counts)
    crossed: Counts = field(default_factory=Counts)

    def add(self, old: float | None, new: float | None, groups: Iterable[str]) -> None:
        """One member."""
        groups = list(groups)
        self.old.add(old, groups)
        self.new.add(new, groups)
        if old is not None and new is not None:
            self.moved.put(step(new - old), groups)
            for threshold in THRESHOLDS:
                if (old >= threshold) != (new >= threshold):
                    self.crossed.put(threshold if new >= threshold else -threshold, groups)
        elif old is not None or new is not None:
            self.crossed.put(LOST if new is None else GAINED, groups)

    def merge(self, other: Shadow) -> None:
        """And those of another part."""
        for one in fields(self):
            getattr(self, one.name).merge(getattr(other, one.name))

    def to_json(self) -> dict[str, Any]:
        """For whoever goes on counting."""
        return {one.name: getattr(self, one.name).to_json() for one in fields(self)}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Shadow:
        """What `to_json` gave."""
        return cls(**{name: Counts.from_json(one) for name, one in told.items()})


def groups(region: str | None, reach: float | None, networks: Iterable[str]) -> list[str]:
    """Names of the groups in which a member's move is counted."""
    return [*groups_of(region, reach), *sorted({NETWORK + network for network in networks})]


def step(points: float) -> int:
    """A move in 0.1 point, rounded away from 0."""
    return int(math.copysign(math.ceil(abs(points) * BINS_PER_POINT - 1e-9), points))


def report(shadow: Shadow) -> dict[str, Any]:
    """What people decide by. Groups under 20 members are left out."""
    moved = shadow.moved.groups.get(OVERALL, {})
    apart = within(moved, PART)
    return {
        "members": sum(moved.values()),
        "scores": {"old": quantiles(shadow.old), "new": quantiles(shadow.new)},
        "moved_by_99_percent": apart,
        "blend_days": days_of(apart),
        "movers": {
            way: {str(far): count for far, count in movers(moved, sign).items()}
            for way, sign in (("up", 1), ("down", -1))
        },
        "thresholds": {str(threshold): crossings(shadow, threshold) for threshold in THRESHOLDS},
        "enough_data": {name: crossed(shadow, OVERALL, bin_) for name, bin_ in ENOUGH.items()},
        "groups": [
            group(shadow, name)
            for name, bins in sorted(shadow.moved.groups.items())
            if sum(bins.values()) >= FEWEST
        ],
    }


def within(moved: Mapping[int, int], part: float) -> float:
    """Points by which this part of the members moves at most."""
    rest = sum(moved.values()) - math.ceil(part * sum(moved.values()))
    for size in sorted({abs(at) for at in moved}, reverse=True):
        rest -= moved.get(size, 0) + (moved.get(-size, 0) if size else 0)
        if rest < 0:
            return size / BINS_PER_POINT
    return 0.0


def movers(moved: Mapping[int, int], sign: int) -> dict[int, int]:
    """How many people move by more than so many points, up (1) or down (−1)."""
    return {far: sum(n for at, n in moved.items() if at * sign > far * BINS_PER_POINT) for far in FAR}


def quantiles(counts: Counts) -> dict[str, float]:
    """Of everybody's scores; nothing of fewer than 20."""
    ranks = ranked(counts.groups.get(OVERALL, {}))
    parts = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95, "p99": 0.99}
    return {name: ranks.quantile(part) for name, part in parts.items()} if ranks else {}


def crossings(shadow: Shadow, threshold: int) -> dict[str, float]:
    """Parts of all members who come to a threshold, and who fall below it."""
    members = sum(shadow.moved.groups.get(OVERALL, {}).values())
    return {
        way: crossed(shadow, OVERALL, sign * threshold) / members if members else 0.0
        for way, sign in (("up", 1), ("down", -1))
    }


def crossed(shadow: Shadow, name: str, bin_: int) -> int:
    """Members of a group who did."""
    return shadow.crossed.groups.get(name, {}).get(bin_, 0)


def group(shadow: Shadow, name: str) -> dict[str, Any]:
    """One group: how it moves, and whether it keeps its part of those above each threshold."""
    moved = shadow.moved.groups[name]
    members = sum(moved.values())
    kept = {str(threshold): kept_part(shadow, name, threshold) for threshold in THRESHOLDS}
    return {
        "group": name,
        "members": members,
        "mean_move": sum(at * count for at, count in moved.items()) / BINS_PER_POINT / members,
        "kept": kept,
        "fair": all(part is None or part >= FAIR for part in kept.values()),
    }


def kept_part(shadow: Shadow, name: str, threshold: int) -> float | None:
    """What a group keeps of its members above a threshold ÷ what everybody keeps.

    Four-fifths of the change, not of the level: small audiences score lower by design, but a new model may
    not take more from one group than from all. None where fewer than 20 of the group were above.
    """
    before, after = above(shadow.old, name, threshold), above(shadow.new, name, threshold)
    all_before, all_after = above(shadow.old, OVERALL, threshold), above(shadow.new, OVERALL, threshold)
    if before < FEWEST or not all_after:
        return None
    return (after / before) / (all_after / all_before)


def above(counts: Counts, name: str, threshold: int) -> int:
    """Members of a group with at least this score."""
    return sum(n for at, n in counts.groups.get(name, {}).items() if at >= threshold * BINS_PER_POINT)
