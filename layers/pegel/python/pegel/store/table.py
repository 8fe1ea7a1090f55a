"""How long a table is waited for, and how often botocore itself asks again: by who is waiting.

botocore repeats what got no answer, writes too; throttled for ever, its defaults give up after 18 s, which is
longer than an API function lives (reliability.md §3).
"""

from __future__ import annotations

from pynamodb.connection import Connection
from pynamodb.exceptions import PynamoDBException

REFUSALS = {"ConditionalCheckFailedException", "TransactionCanceledException"}


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


def deciding() -> Connection:
    """For transactions: somebody waits, and a repeat is told apart by its own token."""
    return Connection(
        connect_timeout_seconds=Prompt.connect_timeout_seconds, read_timeout_seconds=4.0, max_retry_attempts=2
    )


def is_refused(error: PynamoDBException) -> bool:
    """The table read the write and did not take it; anything else went wrong before that."""
    return error.cause_response_code in REFUSALS
