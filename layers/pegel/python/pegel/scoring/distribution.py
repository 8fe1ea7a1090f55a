"""How scores are distributed: of everybody, by region and by size of the audience, in bins of 0.1 point.

Members are counted (`Counts`); what is published of a group is the share of its members below each bin, in
whole ‰, which is exactly what a percentile tells: anybody can look theirs up, and nobody can count heads in
a small region. Groups of fewer than 20 members are not told. Plain Python: who reads needs no numpy.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

BINS_PER_POINT = 10
BINS = 100 * BINS_PER_POINT + 1  # bin 472 holds 47.2 to below 47.3, the last one 100.0 itself
FEWEST = 20  # members of a group that is told
SIZES = (0, 100, 1_000, 10_000, 100_000)  # people reached, from which a class begins
OVERALL, REGION, SIZE = "overall", "region#", "size#"  # names of groups, the latter two with what they are of


def bin_of(value: float) -> int:
    """The bin of a score."""
    return min(max(int(value * BINS_PER_POINT), 0), BINS - 1)


def size_of(reach: float | None) -> str | None:
    """The class of an audience, named by where it begins; None where nobody tells the reach."""
    return None if reach is None else str(SIZES[max(bisect_right(SIZES, reach), 1) - 1])


def groups_of(region: str | None, reach: float | None) -> list[str]:
    """Names of the groups that a member is in."""
    size = size_of(reach)
    return [OVERALL, *([REGION + region] if region else []), *([SIZE + size] if size else [])]


@dataclass(frozen=True, slots=True)
class Ranks:
    """A group: how many members, and how many ‰ of them have a score below each bin, rounded down."""

    members: int
    below: tuple[int, ...]

    def percentile(self, value: float) -> float:
        """Members in lower bins, in % with one decimal."""
        return self.below[bin_of(value)] / 10.0

    def quantile(self, part: float) -> float:
        """The score that this part of the members, 0 < part < 1, stays below: the upper end of a bin."""
        return min(bisect_left(self.below, 1000.0 * part), BINS) / BINS_PER_POINT

    def by_point(self) -> tuple[int, ...]:
        """‰ of the members by whole points: below 1, from 1 to below 2, …, from 99 on."""
        ends = [*self.below[: BINS - 1 : BINS_PER_POINT], 1000]
        return tuple(b - a for a, b in pairwise(ends))

    def to_json(self) -> list[int]:
        """[members, first bin that changes, by how many ‰ there, in the next one, …]."""
        steps = [b - a for a, b in pairwise((0, *self.below))]
        changed = [at for at, step in enumerate(steps) if step] or [0]
        return [self.members, changed[0], *steps[changed[0] : changed[-1] + 1]]

    @classmethod
    def from_json(cls, told: list[int]) -> Ranks:
        """What `to_json` gave."""
        members, first, *steps = told
        rest = [0] * (BINS - first - len(steps))
        return cls(members, tuple(accumulate([0] * first + steps + rest)))


@dataclass(frozen=True, slots=True)
class Distribution:
    """Groups that are told: everybody, by region (ISO 3166-1), by size (as `size_of` names it)."""

    overall: Ranks | None = None
    regions: Mapping[str, Ranks] = field(default_factory=dict)
    sizes: Mapping[str, Ranks] = field(default_factory=dict)

    def percentile(
        self, value: float | None, region: str | None, reach: float | None
    ) -> dict[str, float | None]:
        """The share of members with a lower score, in %; None of groups that are not told."""
        groups = {
            "overall": self.overall,
            "region": self.regions.get(region or ""),
            "size": self.sizes.get(size_of(reach) or ""),
        }
        return {
            name: None if value is None or group is None else group.percentile(value)
            for name, group in groups.items()
        }

    def to_json(self) -> dict[str, Any]:
        """Compact: deflated, 1 M members of 60 regions are 11 KB."""
        return {
            "overall": self.overall and self.overall.to_json(),
            "regions": {name: one.to_json() for name, one in sorted(self.regions.items())},
            "sizes": {name: one.to_json() for name, one in sorted(self.sizes.items())},
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Distribution:
        """What `to_json` gave."""
        return cls(
            told["overall"] and Ranks.from_json(told["overall"]),
            {name: Ranks.from_json(one) for name, one in told["regions"].items()},
            {name: Ranks.from_json(one) for name, one in told["sizes"].items()},
        )


@dataclass(slots=True)
class Counts:
    """Members counted so far by group and bin; parts of everybody add up in any order."""

    groups: dict[str, dict[int, int]] = field(default_factory=dict)

    def add(self, value: float | None, groups: Iterable[str]) -> None:
        """One member, who is in these groups; who has no score is not counted."""
        if value is not None:
            self.put(bin_of(value), groups)

    def put(self, at: int, groups: Iterable[str]) -> None:
        """One more in a bin."""
        for name in groups:
            bins = self.groups.setdefault(name, {})
            bins[at] = bins.get(at, 0) + 1

    def merge(self, other: Counts) -> None:
        """And those of another part."""
        for name, theirs in other.groups.items():
            bins = self.groups.setdefault(name, {})
            for at, count in theirs.items():
                bins[at] = bins.get(at, 0) + count

    def told(self) -> Distribution:
        """What may be published of them."""
        large = {name: ranks for name, bins in self.groups.items() if (ranks := ranked(bins))}
        by = {
            kind: {name.removeprefix(kind): one for name, one in large.items() if name.startswith(kind)}
            for kind in (REGION, SIZE)
        }
        return Distribution(large.get(OVERALL), by[REGION], by[SIZE])

    def to_json(self) -> dict[str, dict[str, int]]:
        """Every group, small ones too: for whoever goes on counting."""
        return {
            name: {str(at): bins[at] for at in sorted(bins)} for name, bins in sorted(self.groups.items())
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Mapping[str, int]]) -> Counts:
        """What `to_json` gave."""
        return cls({name: {int(at): count for at, count in bins.items()} for name, bins in told.items()})


def ranked(bins: Mapping[int, int]) -> Ranks | None:
    """A group as it is told; None if it is too small."""
    members = sum(bins.values())
    if members < FEWEST:
        return None
    lower = accumulate((bins.get(at, 0) for at in range(BINS - 1)), initial=0)
    return Ranks(members, tuple(1000 * count // members for count in lower))


def of(documents: Iterable[Mapping[str, Any]]) -> Distribution:
    """The distribution of these public documents, one a member, as JSON objects."""
    counts = Counts()
    for document in documents:
        counts.add(document.get("value"), groups_of(document.get("region"), reach_of(document)))
    return counts.told()


def reach_of(document: Mapping[str, Any]) -> float | None:
    """People reached, as a public document tells it."""
    reach = (document.get("sub_scores") or {}).get("reach")
    return None if reach is None else float(reach)
