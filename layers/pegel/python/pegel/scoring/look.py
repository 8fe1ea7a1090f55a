"""What one score was computed from: enough to compute it again, and to say later what has changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pegel.scoring import inputs
from pegel.scoring.fading import Staying
from pegel.scoring.features import Features
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
        """The inputs of the score, and what of the readings tells changes beside them."""
        following = self.following.version if self.following else None
        return {
            "inputs": inputs.to_inputs(self.features, self.model.version, following, self.share),
            "ahead": {
                one.account: [each.to_json() for each in one.ahead] for one in self.features if one.ahead
            },
            "stale": sorted(self.stale),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Look:
        """What `to_json` gave, without moments and habits. Raises CannotRun where a model is gone."""
        known = told["inputs"]
        ahead = {key: tuple(map(Staying.from_json, each)) for key, each in told["ahead"].items()}
        features = [replace(one, ahead=ahead.get(one.account, ())) for one in inputs.features_of(known)]
        following = load(known["next"]) if known["next"] else None
        return cls(features, load(known["model"]), frozenset(told["stale"]), following, known["share"])
