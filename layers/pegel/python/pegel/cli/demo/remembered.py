"""The features of an account on each of 90 past days, some 14,000 readings a second and core.

The same numbers as `features.read(past.snapshot(…))`, against which a test holds it. The roles are the
score's own; what does not change from one day to the next – settled posts, the decay – is made once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from pegel.cli.demo import past
from pegel.cli.demo.calibration import SETTLED
from pegel.cli.demo.life import Life, Said, asked
from pegel.scoring import fading, features, numbers, roles
from pegel.scoring.audience import audience
from pegel.scoring.counting import count
from pegel.scoring.features import Features
from pegel.scoring.model import Model
from pegel.social import WINDOW


class Remembered:
    """One account's past. Ages are days before `now`."""

    def __init__(self, life: Life, now: datetime, model: Model) -> None:
        self.life, self.now, self.model = life, now, model
        self.ages = [said.age for said in life.said]
        self.posted = [(now - timedelta(days=age)).astimezone(UTC).toordinal() for age in self.ages]
        self.decay = [numbers.exp(-0.6931471805599453 / model.half_life * age) for age in range(WINDOW + 2)]
        self.counts: dict[float, dict[str, int]] = {}  # of settled posts, by age
        self.settled: dict[tuple[float, bool], roles.Counted] = {}  # the same with and without reactors

    def then(self, ago: float) -> Features:
        """The features of `ago` days before now; no moments, habits or spread: nobody asks them of then."""
        if self.life.network == "github":
            return features.read(past.snapshot(self.life, self.now, ago), self.model)
        first, last = bisect_right(self.ages, ago), bisect_left(self.ages, ago + WINDOW)
        posts = self.posts(self.life.said[first:last], ago)
        day = (self.now - timedelta(days=ago)).astimezone(UTC).toordinal()
        roots = roles.by_day(posts, self.posted[first:last])
        decay = [self.decay[max(day - posted, 0)] for posted in self.posted[first:last]]
        terms = [root * part for root, part in zip(roots, decay, strict=True)]
        people = roles.reactors(posts, self.model)
        told = float(self.life.followers_then(ago))
        followers = audience(told, past.sample(self.life, ago), people, day, None)
        values = {
            "reach": None if followers is None else followers.reach,
            "resonance": roles.resonance(terms, people, self.model),
            "reactors": people,
            "relay": roles.relay(posts, people, self.model),
        }
        given = self.model.calibration.get(self.life.network, {})
        return Features(
            f"{self.life.network}#{self.life.known_as}",
            self.life.network,
            {role: value for role, value in values.items() if role in given},
            {},
            (),
            self.now - timedelta(days=ago),
            ahead=self.tomorrow(
                posts, terms, values["resonance"], [day - posted for posted in self.posted[first:last]]
            ),
        )

    def posts(self, told: tuple[Said, ...], ago: float) -> list[roles.Counted]:
        """The posts of the window as they were."""
        counts = {said.age: self.counts_of(said, ago) for said in told}
        lists = asked(counts, past.KINDS[self.life.network])
        return [self.known(said, counts[said.age], lists.get(said.age), ago) for said in told]

    def counts_of(self, said: Said, ago: float) -> dict[str, int]:
        """A post's reactions; once settled, they stay."""
        if said.age - ago < SETTLED:
            return said.counts(ago)
        if said.age not in self.counts:
            self.counts[said.age] = said.counts(ago)
        return self.counts[said.age]

    def known(self, said: Said, counts: dict[str, int], kinds: list[str] | None, ago: float) -> roles.Counted:
        """A post with its counts; one that has settled is made once."""
        if said.age - ago < SETTLED:
            return self.make(said, counts, kinds)
        if (said.age, kinds is None) not in self.settled:
            self.settled[said.age, kinds is None] = self.make(said, counts, kinds)
        return self.settled[said.age, kinds is None]

    def make(self, said: Said, counts: dict[str, int], kinds: list[str] | None) -> roles.Counted:
        """A post as the score's roles want it. Its age is not in it: it would change every day."""
        weights = self.model.reactions.get(self.life.network, {})
        return count(past.to_post(self.life, said, self.now, counts, kinds), weights, 0)

    def tomorrow(
        self, posts: list[roles.Counted], terms: list[float], resonance: float | None, ages: list[int]
    ) -> tuple[fading.Staying, ...]:
        """What will have left by the next day."""
        if max(ages, default=0) < WINDOW and resonance == roles.ordered_sum(terms):
            return ()
        aged = [replace(post, age=max(age, 0)) for post, age in zip(posts, ages, strict=True)]
        return fading.ahead(aged, terms, self.model, days=1)
