"""A moment, however a network or a recording writes it."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

EPOCH = 1_000_000_000  # seconds: smaller numbers are no moment but a wait


def when(text: object) -> datetime | None:
    """Aware UTC from ISO 8601, an HTTP date or epoch seconds; None for anything else. No zone means UTC."""
    if isinstance(text, bool) or not isinstance(text, str | int | float):
        return None
    for read in (_epoch, datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(str(text).strip())
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError, OSError):
            continue
    return None


def _epoch(text: str) -> datetime:
    seconds = float(text)
    if not math.isfinite(seconds) or seconds < EPOCH:
        raise ValueError(text)
    return datetime.fromtimestamp(seconds, UTC)
