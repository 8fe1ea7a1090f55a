"""The features of an account on each of 90 past days, some 30,000 readings a second and core.

The same numbers as `features.read(past.snapshot(…))`, against which a test holds it: what does
not change from one day to the next – settled counts, lists, logarithms, the decay – is computed once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from pegel.cli.demo import past
from pegel.cli.demo.calibration import SETTLED
from pegel.cli.demo.life import Life, Said, asked
from pegel.scoring import features, numbers, roles
from pegel.scoring.features import Features
from pegel.scoring.model import Model
from pegel.social import WINDOW, Reactor

log1p = cache(numbers.log1p)


@dataclass(frozen=True, slots=True)
class Counted:
    """One post's reactions: by kind, all that weigh, the root of their weighted sum, the most of one kind."""

    counts: Mapping[str, int]
    total: float
    root: float
    at_once: float


class Remembered:
    """One account's past. Ages are days before `now`."""

    def __init__(self, life: Life, now: datetime, model: Model) -> None:
        self.life, self.now, self.model = life, now, model
        self.ages = [said.age for said in life.said]
        self.posted = [(now - timedelta(days=age)).astimezone(UTC).toordinal() for age in self.ages]
        self.decay = [numbers.exp(-0.6931471805599453 / model.half_life * age) for age in range(WINDOW + 2)]
        self.settled: dict[float, Counted] = {}
        self.lists: dict[tuple[float, str], tuple[Reactor, ...]] = {}

    def then(self, ago: float) -> Features:
        """The features of `ago` days before now; without moments, which nobody asks of the past."""
        if self.life.network == "github":
            return features.read(past.snapshot(self.life, self.now, ago), self.model)
        first, last = bisect_right(self.ages, ago), bisect_left(self.ages, ago + WINDOW)
        posts = [self.counted(said, ago) for said in self.life.said[first:last]]
        day = (self.now - timedelta(days=ago)).astimezone(UTC).toordinal()
        terms = [
            one.root * self.decay[max(day - posted, 0)]
            for one, posted in zip(posts, self.posted[first:last], strict=True)
        ]
        people, relay = self.people(posts, first, last)
        values = {
            "reach": float(self.life.followers_then(ago)),
            "resonance": roles.resonance(terms, people, self.model),
            "reactors": people,
            "relay": relay,
        }
        given = self.model.calibration.get(self.life.network, {})
        return Features(
            f"{self.life.network}#{self.life.account_id}",
            self.life.network,
            {role: value for role, value in values.items() if role in given},
            features.spread(terms),
            (),
            self.now - timedelta(days=ago),
        )

    def counted(self, said: Said, ago: float) -> Counted:
        """A post as it was; one that has settled is counted once."""
        if said.age - ago < SETTLED:
            return self.count(said, ago)
        if said.age not in self.settled:
            self.settled[said.age] = self.count(said, ago)
        return self.settled[said.age]

    def count(self, said: Said, ago: float) -> Counted:
        """A post as it was."""
        weights, counts = self.model.reactions[self.life.network], said.counts(ago)
        weighed = {kind: count for kind, count in counts.items() if kind in weights}
        root = roles.ordered_sum([weights[kind] * weighed[kind] for kind in sorted(weighed)]) ** 0.5
        most = max((float(weighed[kind]) for kind in weighed if kind in self.model.singular), default=0.0)
        return Counted(counts, float(sum(weighed.values())), root, most)

    def people(self, posts: list[Counted], first: int, last: int) -> tuple[float, float | None]:
        """How many reacted, and the reach of those who did: roles.reactors and roles.relay."""
        said_then = self.life.said[first:last]
        counts = {said.age: one.counts for said, one in zip(said_then, posts, strict=True)}
        lists = asked(counts, past.KINDS[self.life.network])
        everybody: dict[str, Reactor] = {}
        rest = largest = 0.0
        for said, one in zip(said_then, posts, strict=True):
            largest = max(largest, one.at_once)
            if said.age not in lists:
                rest += one.total
                continue
            listed = {
                reactor.key: reactor
                for kind in lists[said.age]
                for reactor in self.named(said, kind)[: one.counts[kind]]
            }
            rest += max(one.at_once - len(listed), 0.0)
            everybody |= listed
        certain = max(float(len(everybody)), largest)
        unnamed = min(self.model.unnamed * certain, self.model.newcomers * max(rest - largest, 0.0))
        return certain + unnamed, self.relay(everybody, any(one.total for one in posts))

    def named(self, said: Said, kind: str) -> tuple[Reactor, ...]:
        """The list of those who ever reacted in this way."""
        if (said.age, kind) not in self.lists:
            self.lists[said.age, kind] = past.named(self.life, said, kind)
        return self.lists[said.age, kind]

    def relay(self, everybody: Mapping[str, Reactor], reacted: bool) -> float | None:
        """Geometric mean of 1 + reach over the company of largest reach, minus 1."""
        if not reacted:
            return 0.0
        reach = sorted((r.reach for r in everybody.values() if r.reach is not None), reverse=True)
        if not reach:
            return None
        logs = roles.ordered_sum([log1p(float(value)) for value in reach[: self.model.company]])
        return numbers.expm1(logs / self.model.company)
