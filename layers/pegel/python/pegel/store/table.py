"""How long a table is waited for, and how often botocore itself asks again: by who is waiting.

botocore repeats what got no answer, writes too; throttled for ever, its defaults give up after 18 s, which is
longer than an API function lives (reliability.md §3).
"""

from __future__ import annotations

from botocore.exceptions import BotoCoreError
from pynamodb.connection import Connection
from pynamodb.exceptions import PynamoDBException

REFUSALS = {"ConditionalCheckFailedException", "TransactionCanceledException"}
BUSY = {
    *("ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException"),
    *("InternalServerError", "ServiceUnavailable"),
}


class Prompt:
    """Somebody looks at an empty page meanwhile."""

    connect_timeout_seconds = 1.0
    read_timeout_seconds = 2.0
    max_retry_attempts = 1
    max_pool_connections = 10


class Patient:
    """A queue stands behind, and gives the message again."""

    connect_timeout_seconds = 2.0
    read_timeout_seconds = 5.0
    max_retry_attempts = 3
    max_pool_connections = 32  # as many as `collect` reads at once


class Hasty:
    """It only guards something cheaper: rather without it than late."""

    connect_timeout_seconds = 0.5
    read_timeout_seconds = 0.5
    max_retry_attempts = 0


def deciding() -> Connection:
    """For transactions: somebody waits, and a repeat is told apart by its own token."""
    return Connection(
        connect_timeout_seconds=Prompt.connect_timeout_seconds, read_timeout_seconds=4.0, max_retry_attempts=2
    )


def is_refused(error: PynamoDBException) -> bool:
    """The table read the write and did not take it; anything else went wrong before that."""
    return error.cause_response_code in REFUSALS


def is_slow(error: Exception) -> bool:
    """The table did not answer in time, or wants a pause: what failed now may go well in seconds."""
    if not isinstance(error, PynamoDBException):
        return False
    return isinstance(error.cause, BotoCoreError) or error.cause_response_code in BUSY
