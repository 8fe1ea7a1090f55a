"""The distribution of published scores: the item `distribution` of Scores, written by every count."""

from __future__ import annotations

import json
from datetime import datetime

from pegel.scoring.distribution import Distribution
from pegel.store.score_items import ScoreItem, deflated, find, inflated

KEY = "distribution"


def get() -> Distribution:
    """The newest one; before the first count nothing is told."""
    item = find(KEY)
    return (
        Distribution.from_json(json.loads(inflated(item.document)))
        if item and item.document
        else Distribution()
    )


def counted_at() -> datetime | None:
    """When the newest one was counted."""
    item = find(KEY)
    return item.run_at if item else None


def put(distribution: Distribution, now: datetime) -> None:
    """Publish."""
    packed = deflated(json.dumps(distribution.to_json(), separators=(",", ":")).encode())
    ScoreItem(KEY, document=packed, run_at=now).save()
