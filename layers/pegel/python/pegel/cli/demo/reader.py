"""A reader of the API: their key, so that programs which were written for Klout find one that works."""

from __future__ import annotations

from datetime import datetime

from pegel.store import api_keys

OWNER = "demo"


def key(now: datetime) -> str:
    """A test key of this start's own."""
    return api_keys.create(OWNER, now, live=False)
