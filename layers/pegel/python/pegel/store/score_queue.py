"""The queue of members to be scored though nothing new was read: what counts of them has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable

from pegel.store import messages
from pegel.store.batch import MOST, parts

URL = os.environ["SCORE_QUEUE_URL"]


def send(member_ids: Iterable[str]) -> None:
    """Have these members scored from their accounts as they are. Raises NotQueued unless all were taken."""
    several = parts(sorted(set(member_ids)), MOST)
    messages.send(URL, [json.dumps({"members": part}, separators=(",", ":")) for part in several])
