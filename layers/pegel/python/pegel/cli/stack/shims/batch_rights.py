"""The emulator asks for `sqs:SendMessageBatch`, which is no right on AWS: there `sqs:SendMessage` is enough.

MiniStack 1.5.33, under AUTH=true. Locally whoever may send one message may send a batch. The template keeps
the right that AWS knows.
"""

from __future__ import annotations

from typing import Any

ASKED_FOR = {"sqs:SendMessage": "sqs:SendMessageBatch"}  # what AWS wants → what the emulator wants too


def allow_batches(part: Any) -> None:
    """Add to every list of actions in `part` of a template."""
    if isinstance(part, list):
        for one in part:
            allow_batches(one)
    elif isinstance(part, dict):
        if isinstance(part.get("Action"), list):
            part["Action"] += [ASKED_FOR[right] for right in part["Action"] if right in ASKED_FOR]
        for one in part.values():
            allow_batches(one)
