"""The shards of a run put together, and what comes of it published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from plan import Plan
from tally import Tally

from pegel.errors import RunIncomplete
from pegel.scoring.shadow import report
from pegel.store import distributions, people, runs, topics


def merge(plan: Plan, now: datetime) -> dict[str, Any]:
    """The run in short. Raises RunIncomplete, naming the shards that are not done."""
    parts = [runs.progress(plan.kind, shard, plan.run, plan.began) for shard in range(plan.shards)]
    if missing := [str(shard) for shard, part in enumerate(parts) if not part.done]:
        raise RunIncomplete(f"run {plan.run}: shards {', '.join(missing)} of {plan.shards} are not done")
    whole = Tally()
    for part in parts:
        whole.merge(Tally.from_json(part.tally))
    told = {"run": plan.run, "mode": plan.mode, "members": whole.members, "effort": whole.effort}
    if plan.mode == "shadow":
        runs.report(plan.kind, {**told, "model": plan.rollout.model, "report": report(whole.shadow)}, now)
    else:
        distributions.put(whole.counts.told(), now)
        topics.put(whole.topics, now)
        people.put_together(whole.parts)
    return told
