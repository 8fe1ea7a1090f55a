"""Every 5 minutes: the accounts whose slot it is are queued for reading. What was missed is caught up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rounds import slots, to_do

from pegel.store import collect_queue, readings, ticks
from pegel.store.batch import batches
from pegel.telemetry import logger, metrics

RESERVE = 15_000  # milliseconds before the end: no round is begun any more


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    """One tick. A second one at the same time does nothing; one that fails is done again by the next."""
    now = datetime.now(UTC)
    done = ticks.begin_rounds(now)
    if done is None:
        metrics.add_metric("RunsSkipped", "Count", 1)
        logger.info("another run is at work")
        return {"rounds": 0, "accounts": 0}
    return catch_up(done, now, context)


def catch_up(done: int, now: datetime, context: Any) -> dict[str, int]:
    """Queue the accounts of the rounds after `done`, as many as there is time for; the next run goes on.

    A run that is killed remembers nothing and would be begun again for ever: this one ends before.
    """
    queued, rounds = 0, 0
    try:
        for number in to_do(done, ticks.round_of(now)):
            if context.get_remaining_time_in_millis() < RESERVE:
                logger.warning("not all was caught up: the next run goes on", done=done)
                break
            pairs = [pair for slot in slots(number) for pair in readings.due(slot)]
            collect_queue.send(batches(pairs))
            done, queued, rounds = number, queued + len(pairs), rounds + 1
    finally:
        ticks.end_rounds(done)
        metrics.add_metric("AccountsQueued", "Count", queued)
    logger.info("queued", rounds=rounds, accounts=queued)
    return {"rounds": rounds, "accounts": queued}
