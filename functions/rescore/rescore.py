"""Tasks of the state machine that looks at everybody: a plan, its shards, and what they come to.

plan      which models and mode, pinned for the whole run
shard     some pages of one shard; the machine asks again until it is done
merge     the distribution, or the report on a new model
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from merging import merge
from plan import Plan, begin
from shard import work

from pegel.telemetry import logger, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """One task. Whatever it raises the machine knows by name."""
    return TASKS[event["task"]](event, context)


def planned(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The plan, and a number for each shard."""
    plan = begin(event["input"], event["run"], event["began"], now())
    logger.info("run begins", run=plan.run, mode=plan.mode, shards=plan.shards)
    return {"plan": plan.to_json(), "shards": list(range(plan.shards))}


def sharded(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """As far as time allows."""
    left = lambda: context.get_remaining_time_in_millis() / 1000  # noqa: E731
    return {**event, "done": work(Plan.from_json(event["plan"]), event["shard"], left, now)}


def merged(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The run in short."""
    told = merge(Plan.from_json(event["plan"]), now())
    metrics.add_metric("MembersLookedAt", "Count", told["members"])
    logger.info("run done", **told)
    return told


TASKS = {"plan": planned, "shard": sharded, "merge": merged}


def now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)
