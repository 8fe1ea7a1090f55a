"""Whether a reading can be believed. An outage that looks like an answer must not lower a score (score.md
§6), nor must lists of reactors that were refused.
"""

from __future__ import annotations

from typing import NamedTuple

from pegel.scoring.features import Features

HELD = "held until it stays so for a week"
LEFT = 0.1  # of what was there before: less than that from one reading to the next is held
GUARDED = ("reach", "resonance")  # what a broken answer takes to nothing: followers, or the list of posts


class Lists(NamedTuple):
    """Of how many of the strongest posts a network told who reacted, and of how many it refused to."""

    told: int = 0
    untold: int = 0


def doubt(before: Features, after: Features) -> str:
    """Why the later reading is held instead of believed, as a sentence; empty if nothing speaks against."""
    for role in GUARDED:
        was, is_now = before.values.get(role), after.values.get(role)
        if was and is_now is not None and is_now < LEFT * was:
            return f"{role} fell from {was:.0f} to {is_now:.0f} at once: {HELD}"
    return ""


def untold(before: Lists, after: Lists) -> str:
    """The same of lists of reactors: people, and their reach, would be fewer only because nobody named them.

    Where none was told before there is nothing to lose: some servers never tell.
    """
    if not before.told or after.untold <= before.untold:
        return ""
    return f"who reacted to {after.untold} of the strongest posts was not told: {HELD}"
