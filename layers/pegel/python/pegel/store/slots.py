"""When an account is read: five minutes of the day, by hash of its key, so that the day is filled evenly.

A slot never moves, so that a reading does not write to the index by it.
"""

from __future__ import annotations

import hashlib

SLOTS = 288  # of a day: one every 5 minutes


def daily(key: str) -> str:
    """Slot of an account that is read every day, such as `017`."""
    return f"{_hash(key) % SLOTS:03d}"


def weekly(key: str) -> str:
    """Slot of a quiet account: the same five minutes on one weekday, such as `017-3` (0 = Monday)."""
    return f"{daily(key)}-{_hash(key) // SLOTS % 7}"


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8])
