"""The queue of accounts to be read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from typing import Any

import boto3
from botocore.config import Config

from pegel.errors import NotQueued
from pegel.store.batch import Batch, parts

URL = os.environ["COLLECT_QUEUE_URL"]
AT_ONCE = 10  # messages a request, SQS's own limit
LONGEST = 900  # seconds of delay, SQS's own limit


def send(wanted: Sequence[Batch], delay: float = 0.0) -> None:
    """Queue the batches, to be taken up after `delay` seconds. Raises NotQueued unless all were taken."""
    refused: list[str] = []
    for part in parts(wanted, AT_ONCE):
        entries = [
            {"Id": str(number), "MessageBody": batch.to_json(), "DelaySeconds": min(round(delay), LONGEST)}
            for number, batch in enumerate(part)
        ]
        answer = _client().send_message_batch(QueueUrl=URL, Entries=entries)
        refused += [str(failure.get("Code")) for failure in answer.get("Failed", [])]
    if refused:
        raise NotQueued(f"{len(refused)} of {len(wanted)} batches were not queued: {', '.join(set(refused))}")


@cache
def _client() -> Any:
    patience = Config(
        connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"}
    )
    return boto3.client("sqs", config=patience)
