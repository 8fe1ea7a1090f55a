"""Who may ask: whoever has a key, as often as a key allows."""

from __future__ import annotations

from datetime import datetime

import guard

from klout.refusals import no_key, over
from pegel.store import api_keys, callers
from pegel.store.limits_table import Silent

TOLD = {"burst": ("second", "QPS"), "daily": ("day", "RATE")}  # which limit it was, in Klout's words


def admit(text: str, now: datetime) -> None:
    """Count one call of this key; without the Limits table all are let in. Raises Refused."""
    key = api_keys.owner(text, now)
    if key is None or api_keys.READ not in key.scopes:
        raise no_key()
    try:
        spent = callers.spend(f"key#{key.id}", callers.OF_KEY, now)
    except Silent as silent:
        guard.blindly(silent.reason)
        return
    if spent.refused:
        raise over(*TOLD[spent.refused.name], spent.wait)
