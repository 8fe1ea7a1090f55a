"""Messages put into a queue of SQS: all of them, or a failure that says how many were not taken."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import boto3
from botocore.config import Config

from pegel.errors import NotQueued
from pegel.store.batch import parts

AT_ONCE = 10  # messages a request, SQS's own limit
LONGEST = 900  # seconds of delay, SQS's own limit


def send(queue: str, bodies: Sequence[str], delay: float = 0.0) -> None:
    """Queue them, to be taken up after `delay` seconds. Raises NotQueued unless all were taken."""
    refused: list[str] = []
    for part in parts(bodies, AT_ONCE):
        entries = [
            {"Id": str(number), "MessageBody": body, "DelaySeconds": min(round(delay), LONGEST)}
            for number, body in enumerate(part)
        ]
        answer = _client().send_message_batch(QueueUrl=queue, Entries=entries)
        refused += [str(failure.get("Code")) for failure in answer.get("Failed", [])]
    if refused:
        raise NotQueued(f"{len(refused)} of {len(bodies)} messages not queued: {', '.join(set(refused))}")


@cache
def _client() -> Any:
    patience = Config(
        connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 3, "mode": "standard"}
    )
    return boto3.client("sqs", config=patience)
