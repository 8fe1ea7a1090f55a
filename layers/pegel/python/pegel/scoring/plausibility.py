"""Whether a reading can be believed. An outage that looks like an answer must not lower a score (score.md
§6).
"""

from __future__ import annotations

from pegel.scoring.features import Features

LEFT = 0.1  # of what was there before: less than that from one reading to the next is held
GUARDED = ("reach", "resonance")  # what a broken answer takes to nothing: followers, or the list of posts


def doubt(before: Features, after: Features) -> str:
    """Why the later reading is held instead of believed, as a sentence; empty if nothing speaks against."""
    for role in GUARDED:
        was, is_now = before.values.get(role), after.values.get(role)
        if was and is_now is not None and is_now < LEFT * was:
            return f"{role} fell from {was:.0f} to {is_now:.0f} at once: held until it stays so for a week"
    return ""
