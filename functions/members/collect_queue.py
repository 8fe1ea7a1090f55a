"""The queue of accounts to read. A new account does not wait for its slot."""

from __future__ import annotations

import json
import os
from functools import cache
from typing import Any

from pegel.social import Account

URL = os.environ["COLLECT_QUEUE_URL"]


def read_now(account: Account) -> None:
    """Ask for a reading at once."""
    message = {"network": account.network, "accounts": [[account.member_id, account.key]]}
    client().send_message(QueueUrl=URL, MessageBody=json.dumps(message))


@cache
def client() -> Any:
    """Made when it is first needed."""
    import boto3
    from botocore.config import Config

    return boto3.client(
        "sqs", config=Config(connect_timeout=3, read_timeout=5, retries={"total_max_attempts": 3})
    )
