"""What a run over everybody does, decided once at its beginning and then the same for every shard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pegel.errors import CannotRun
from pegel.scoring.model import CURRENT, load
from pegel.scoring.rollout import Phase, Rollout
from pegel.store import rollouts, runs

SHARDS = 8  # of the Accounts table: four at a time take a million members in some minutes
PAGE = 2_000  # members between two checkpoints, each of which is up to 100 write units, most of it topics
NIGHTLY = "nightly"


@dataclass(frozen=True, slots=True)
class Plan:
    """Models and θ are pinned here: a run that takes two days still publishes one kind of number.

    count: the distribution of what is published · shadow: the new model against the published one, nothing
    of it kept in a score · both: every score as the rollout wants it on `day`.
    """

    run: str
    mode: str
    began: str  # RFC 3339
    day: date
    rollout: Rollout
    shards: int = SHARDS
    page: int = PAGE

    @property
    def kind(self) -> str:
        """Of runs of which there is one at a time."""
        return f"shadow#{self.rollout.next}" if self.mode == "shadow" else self.mode

    def to_json(self) -> dict[str, Any]:
        """As the state machine hands it on."""
        told = {name: getattr(self, name) for name in ("run", "mode", "began", "shards", "page")}
        return {**told, "day": self.day.isoformat(), "rollout": self.rollout.to_json()}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Plan:
        """What `to_json` gave."""
        rollout, day = Rollout.from_json(told["rollout"]), date.fromisoformat(told["day"])
        return cls(**{**told, "day": day, "rollout": rollout})


def begin(asked: Mapping[str, Any], run: str, began: str, now: datetime) -> Plan:
    """The plan of a new run, or of the one that is asked to go on (`run`), as it was then."""
    rollout = rollouts.get()
    mode = asked.get("mode", NIGHTLY)
    if mode == NIGHTLY:
        mode = "both" if has_moved(rollout, now.date()) else "count"
    if mode == "shadow" and rollout.phase is not Phase.SHADOW:
        raise CannotRun(f"no model is in shadow: the rollout is {rollout.phase}")
    if mode not in {"count", "shadow", "both"}:
        raise CannotRun(f"a run counts, shadows or publishes both: {mode!r} is none of these")
    size = {name: int(asked[name]) for name in ("shards", "page") if name in asked}
    plan = Plan(asked.get("run", run), mode, began, now.date(), rollout, **size)
    before = runs.newest(plan.kind)
    if before and before["run"] == plan.run:
        return Plan.from_json(before)
    alike({version for version in (CURRENT, rollout.model, rollout.next) if version})
    runs.begin(plan.kind, plan.to_json(), now)
    return plan


def alike(versions: Iterable[str]) -> None:
    """Nothing, or CannotRun: features are kept as they were measured; only models alike can score them."""
    by = {load(version).measure: version for version in sorted(versions)}
    if len(by) > 1:
        raise CannotRun(
            f"models {' and '.join(by.values())} measure features differently: everybody has to be "
            "read again with the new constants before anybody can be rescored"
        )


def has_moved(rollout: Rollout, day: date) -> bool:
    """Whether today's numbers are others than those that were published for everybody last."""
    last = runs.newest("both")
    if last is None:
        return rollout.served(day)[1] is not None
    then, on = Rollout.from_json(last["rollout"]), date.fromisoformat(last["day"])
    return (rollout.served(day), rollout.share(day)) != (then.served(on), then.share(on))
