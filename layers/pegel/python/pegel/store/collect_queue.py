"""The queue of accounts to be read."""

from __future__ import annotations

import os
from collections.abc import Sequence

from pegel.store import messages
from pegel.store.batch import Batch
from pegel.store.messages import LONGEST

__all__ = ["LONGEST", "send"]

URL = os.environ["COLLECT_QUEUE_URL"]


def send(wanted: Sequence[Batch], delay: float = 0.0) -> None:
    """Queue the batches, to be taken up after `delay` seconds. Raises NotQueued unless all were taken."""
    messages.send(URL, [batch.to_json() for batch in wanted], delay)
