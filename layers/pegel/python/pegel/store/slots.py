"""When an account is read: five minutes of the day, by hash of its key, so that the day is filled evenly.

A slot never moves, so that a reading does not write to the index by it. Only who could not be paid for is
moved to the beginning of the next day, and back by the reading.
"""

from __future__ import annotations

import hashlib

SLOTS = 288  # of a day: one every 5 minutes
FIRST = 12  # of them, an hour


def daily(key: str) -> str:
    """Slot of an account that is read every day, such as `017`."""
    return f"{_hash(key) % SLOTS:03d}"


def weekly(key: str) -> str:
    """Slot of a quiet account: the same five minutes on one weekday, such as `017-3` (0 = Monday)."""
    return f"{daily(key)}-{_hash(key) // SLOTS % 7}"


def early(key: str) -> str:
    """Slot of an account that waits for a new UTC day: one of its first hour."""
    return f"{_hash(key) % FIRST:03d}"


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8])
