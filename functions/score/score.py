"""Queue of snapshot objects, and of members of whom something else changed → scores, in one batch each.

Asked directly it says what a member's score would be, and keeps nothing: no API function has numpy.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote_plus

import heard
from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from rescoring import as_fresh, score_members
from supposing import answer

from pegel.store import people, snapshots
from pegel.telemetry import logger, loud, metrics


@logger.inject_lambda_context
@metrics.log_metrics
def lambda_handler(event: dict[str, Any], context: Any) -> Any:
    """Some messages of the bucket; those that fail come again, the others do not. Or a member's what-if."""
    if asked := event.get("what_if"):
        return answer(asked, now())
    processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
    return process_partial_response(event, take_up, processor, context)


def take_up(record: SQSRecord) -> None:
    """One message: of the bucket, whose first one of all is a test without records, or of members."""
    with loud("a message was not scored", record.message_id):
        message = json.loads(record.body)
        if named := message.get("members"):
            told_of(score_members(named, {}, now))
            heard.forget(named, now())
        for key in (unquote_plus(written["s3"]["object"]["key"]) for written in message.get("Records", [])):
            if not key.startswith(people.PREFIX):  # the bucket tells of those objects too
                fresh = as_fresh(snapshots.read(key))
                told_of(score_members({member_id for member_id, _ in fresh}, fresh, now))
                heard.note(fresh, now())


def told_of(scored: int) -> None:
    """What came of one batch."""
    metrics.add_metric("MembersScored", "Count", scored)
    logger.info("scored", members=scored)


def now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)
