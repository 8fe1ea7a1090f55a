"""The Limits table as the guard of the public API asks it: hastily, and not at all while it is silent."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.connection import Connection

from pegel.store.table import Hasty

TABLE = os.environ["LIMITS_TABLE"]
MISMATCH = "ConditionalCheckFailedException"
LEFT_ALONE = 5.0  # seconds after no answer in which nobody waits for another

_left_alone = {"until": 0.0}  # by the monotonic clock


class Silent(Exception):
    """The table did not answer. `reason` is told by the call that met it, "" by those that did not ask."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class Mismatch(Exception):
    """The condition does not hold; `seen` is the item there is, in DynamoDB's JSON."""

    def __init__(self, seen: Mapping[str, Any] | None) -> None:
        super().__init__("the item is another than the condition says")
        self.seen = seen


def update(key: str, expression: str, values: Mapping[str, Any], **more: Any) -> Mapping[str, Any]:
    """One UpdateItem: the only right there is. Raises Mismatch, Silent.

    Not by pynamodb's own: it loses the item that a failed condition gives back.
    """
    if time.monotonic() < _left_alone["until"]:
        raise Silent
    try:
        told: Mapping[str, Any] = connection().client.update_item(
            TableName=TABLE,
            Key={"key": {"S": key}},
            UpdateExpression=expression,
            ExpressionAttributeValues=values,
            **more,
        )
    except (BotoCoreError, ClientError) as error:
        answer = getattr(error, "response", {})
        if answer.get("Error", {}).get("Code") == MISMATCH:
            raise Mismatch(answer.get("Item")) from error
        _left_alone["until"] = time.monotonic() + LEFT_ALONE
        raise Silent(str(error)) from error
    return told


@cache
def connection() -> Connection:
    """One for the life of the process."""
    return Connection(
        connect_timeout_seconds=Hasty.connect_timeout_seconds,
        read_timeout_seconds=Hasty.read_timeout_seconds,
        max_retry_attempts=Hasty.max_retry_attempts,
    )
