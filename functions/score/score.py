"""Queue of snapshot objects → their members' scores, in one batch each. The only function with numpy."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from rescoring import score_members

from pegel.store import snapshots
from pegel.telemetry import logger, loud, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: Any) -> Any:
    """Some messages of the bucket; those that fail come again, the others do not."""
    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
    return process_partial_response(event, take_up, processor, context)


def take_up(record: SQSRecord) -> None:
    """One message. The first of all is a test without records."""
    with loud("a message was not scored", record.message_id):
        for written in json.loads(record.body).get("Records", []):
            read = snapshots.read(unquote_plus(written["s3"]["object"]["key"]))
            scored = score_members(read, datetime.now(UTC))
            metrics.add_metric("MembersScored", "Count", scored)
            logger.info("scored", members=scored)
