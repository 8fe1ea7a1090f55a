"""What one score was computed from: enough to compute it again, and to say later what has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pegel.scoring.features import Features
from pegel.scoring.habits import Habits
from pegel.scoring.model import Model, load


@dataclass(frozen=True, slots=True)
class Look:
    """All accounts of a member on a day, those that were `stale` by key, and the model: where there is a
    `following` one, `share` of the score is its own.
    """

    features: Sequence[Features]
    model: Model
    stale: frozenset[str] = frozenset()
    following: Model | None = None
    share: float = 0.0

    def to_json(self) -> dict[str, Any]:
        """What a change is told from; posts and habits are not."""
        return {
            "accounts": [replace(one, moments=(), habits=Habits()).to_json() for one in self.features],
            "stale": sorted(self.stale),
            "model": self.model.version,
            "next": self.following and self.following.version,
            "share": self.share,
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Look:
        """What `to_json` gave. Raises CannotRun where a model is gone."""
        following = load(told["next"]) if told["next"] else None
        features = [Features.from_json(one) for one in told["accounts"]]
        return cls(features, load(told["model"]), frozenset(told["stale"]), following, told["share"])
