"""A new model's way to everyone: which numbers are served on a day, and how much of each (score.md §5).

    steady ──shadow──▶ shadow ──promote──▶ both ··30 days··▶ blend ··θ = 1··▶ steady on the new model
       ▲                  │                 │  (θ = 0)         │ ▲                 │
       ├─────rollback─────┴────rollback─────┘               roll- promote      rollback
       │                                                    back │                │
       └······················θ = 0······················── back ◀────────────────┘

Dotted steps come with the day and need nobody. A rollout is kept as it was last decided; `at` says how it
stands on a day, so no clock has to write it. θ moves in whole steps of 1 ÷ days: the same bits everywhere.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from pegel.errors import CannotRun
from pegel.scoring.model import CURRENT

BOTH = 30  # days both numbers are served before the first is moved
STEP = 2.0  # points that 99 % of members move by θ on a day, at most


class Phase(StrEnum):
    """Where a change of models stands."""

    STEADY = "steady"
    SHADOW = "shadow"
    BOTH = "both"
    BLEND = "blend"
    BACK = "back"


ALLOWED: Mapping[str, frozenset[Phase]] = {  # what may be decided when
    "shadow": frozenset({Phase.STEADY, Phase.SHADOW}),
    "promote": frozenset({Phase.SHADOW, Phase.BACK}),
    "rollback": frozenset({Phase.STEADY, Phase.SHADOW, Phase.BOTH, Phase.BLEND}),
}


@dataclass(frozen=True, slots=True)
class Rollout:
    """One model, or one on its way to take another's place. The value of a day is (1 − θ)·model + θ·next.

    `since` is the day of the last decision, `days` how long θ takes from 0 to 1, `done` how many of them
    were gone when that was decided. `before` is what a steady model took the place of.
    """

    model: str = CURRENT
    next: str | None = None
    phase: Phase = Phase.STEADY
    since: date | None = None
    days: int = 1
    done: int = 0
    before: str | None = None

    def at(self, day: date) -> Rollout:
        """As it stands on a day: steps that come with time are taken."""
        if self.since is None:
            return self
        if self.phase is Phase.BOTH and day >= (begins := self.since + timedelta(days=BOTH)):
            return replace(self, phase=Phase.BLEND, since=begins).at(day)
        if self.phase is Phase.BLEND and self._done(day) == self.days:
            return Rollout(self.next or self.model, None, Phase.STEADY, self.since, self.days, 0, self.model)
        if self.phase is Phase.BACK and self._done(day) == 0:
            return Rollout(self.model)
        return self

    def share(self, day: date) -> float:
        """θ: the part of the new model in that day's value."""
        now = self.at(day)
        return now._done(day) / now.days

    def named(self, day: date) -> str:
        """The model whose share is the larger; of equals the one that is there already."""
        now = self.at(day)
        return now.next if now.next and now.share(day) > 0.5 else now.model

    def served(self, day: date) -> tuple[str, str | None]:
        """Models of the numbers that are published: one, or two while one takes the other's place."""
        now = self.at(day)
        return now.model, None if now.phase is Phase.SHADOW else now.next

    @property
    def until(self) -> date | None:
        """The day from which one model is alone again, if nobody decides otherwise."""
        if self.since is None or self.phase in {Phase.STEADY, Phase.SHADOW}:
            return None
        left = self.done if self.phase is Phase.BACK else self.days - self.done
        wait = BOTH if self.phase is Phase.BOTH else 0
        return self.since + timedelta(days=wait + left - 1)

    def _done(self, day: date) -> int:
        """Steps of `days` that θ has gone on a day."""
        if self.since is None or self.phase not in {Phase.BLEND, Phase.BACK}:
            return 0
        gone = max(0, (day - self.since).days + 1)
        return max(0, self.done - gone) if self.phase is Phase.BACK else min(self.days, self.done + gone)

    def shadow(self, version: str, day: date) -> Rollout:
        """Compute another model for everybody; nothing of it is published."""
        now = self._allowed("shadow", day)
        if version == now.model:
            raise CannotRun(f"{version} is the model that is published; shadow another")
        return Rollout(now.model, version, Phase.SHADOW, day, before=now.before)

    def promote(self, day: date, days: int) -> Rollout:
        """Serve both numbers for 30 days and blend in so many days; on the way back: go forward again."""
        now = self._allowed("promote", day)
        if now.phase is Phase.BACK:
            return replace(now, phase=Phase.BLEND, since=day, done=now._done(day))
        return replace(now, phase=Phase.BOTH, since=day, days=days, done=0, before=None)

    def rollback(self, day: date) -> Rollout:
        """The same in reverse, from the θ it has: where nothing is published yet, at once."""
        now = self._allowed("rollback", day)
        if now.phase is Phase.SHADOW:
            return Rollout(now.model, before=now.before, days=now.days)
        if now.phase is Phase.BOTH:
            return Rollout(now.model)
        if now.phase is Phase.BLEND:
            return replace(now, phase=Phase.BACK, since=day, done=now._done(day))
        if now.before is None:
            raise CannotRun(f"model {now.model} took no other's place: there is nothing to go back to")
        return Rollout(now.before, now.model, Phase.BACK, day, now.days, now.days)

    def _allowed(self, action: str, day: date) -> Rollout:
        """As it stands, if this may be decided now."""
        now = self.at(day)
        if now.phase not in ALLOWED[action]:
            when = " or ".join(sorted(ALLOWED[action]))
            raise CannotRun(f"{action} is for a model in {when}; now it is {now.phase} ({now.model})")
        return now

    def to_json(self) -> dict[str, Any]:
        """Compact: what is as by default is left out."""
        told = {name: getattr(self, name) for name in ("model", "next", "days", "done", "before")}
        since = self.since and self.since.isoformat()
        return {**told, "phase": str(self.phase), "since": since}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Rollout:
        """What `to_json` gave."""
        since = told["since"] and date.fromisoformat(told["since"])
        return cls(**{**told, "phase": Phase(told["phase"]), "since": since})


def days_of(moved: float) -> int:
    """Days a blend takes if 99 % of members are this many points apart in the two models, or fewer."""
    return max(1, math.ceil(moved / STEP))
