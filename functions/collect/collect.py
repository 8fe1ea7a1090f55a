"""Queue → accounts read from their networks → snapshots. Nothing is tried again here: the queue does that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import behalf
from admission import Admission
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from keeping import keep
from proving import standing
from reading import read

from pegel import dns_text, fetch
from pegel.fetch import Fetch
from pegel.networks import NETWORKS
from pegel.social import Access
from pegel.store import access, batch, collect_queue, keys, readings
from pegel.telemetry import logger, loud, metrics

RENEWING = 1 / 3  # of the time that is left: members' tokens, before anybody reads
RESERVE = 12.0  # seconds before the end of which nothing more is waited for: enough to keep what is there

outside, texts = fetch.from_environment(), dns_text.from_environment()


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: Any) -> Any:
    """Some messages; those that fail come again, the others do not."""
    return collect(event, context, outside)


def collect(event: dict[str, Any], context: Any, by: Fetch) -> Any:
    """The same, asking networks by the given way out."""

    def left() -> float:
        return float(context.get_remaining_time_in_millis() / 1000 - RESERVE)

    def take_up(record: SQSRecord) -> None:
        with loud("a message was not taken up", record.message_id):
            wanted, now = batch.from_json(record.body), datetime.now(UTC)
            if left() <= 0.0:  # the messages before took all of it
                collect_queue.send([replace(wanted, since=wanted.since or now)])
                return
            opened_by = access.of_installation().get(wanted.network, Access())
            network = NETWORKS[wanted.network](by, opened_by, keys.reactor_key())
            accounts = standing(network, readings.batch(wanted.accounts), texts, now, left())
            admission = Admission(network, now, behalf.tokens(network, accounts, now, left() * RENEWING))
            keep(wanted, network, read(admission, accounts, left()), admission.now)

    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
    return process_partial_response(event, take_up, processor, context)
