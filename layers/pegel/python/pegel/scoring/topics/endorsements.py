"""Endorsements: a member says that another is worth hearing on a topic (Klout's +K). Evidence, never a score.

five a day from one giver · one per person and topic in seven days · none for oneself
worth ≤ 10 % of the topic's weight, however many · in a ring (A↔B, A→B→C→A) each counts a quarter
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pegel.errors import Conflict, InvalidField
from pegel.social import WINDOW

A_DAY = 5  # from one giver, UTC day
AGAIN = timedelta(days=7)  # until the same person may be endorsed on the same topic again
CAP = 0.1  # of the topic's weight without endorsements
HALF = 10.0  # endorsers who bring half of the cap
RING = 0.25  # of an endorsement that comes back within two steps
COUNTS = timedelta(days=WINDOW)  # as everything else


@dataclass(frozen=True, slots=True)
class Endorsement:
    """`giver` says that `taker` is heard on `topic`; both are ids of members."""

    giver: str
    taker: str
    topic: str
    given_at: datetime


def give(given: Iterable[Endorsement], giver: str, taker: str, topic: str, now: datetime) -> Endorsement:
    """A new endorsement, or why it may not be given. `given` are the giver's own of the last seven days."""
    if giver == taker:
        raise InvalidField("/member", "nobody endorses themselves")
    own = [one for one in given if one.giver == giver]
    today = now.astimezone(UTC).date()
    if sum(one.given_at.astimezone(UTC).date() == today for one in own) >= A_DAY:
        raise Conflict(f"{A_DAY} endorsements a day: come back tomorrow")
    for one in own:
        if (one.taker, one.topic) == (taker, topic) and now < one.given_at + AGAIN:
            raise Conflict(
                f"{topic} of this person was endorsed already: again from {one.given_at + AGAIN:%Y-%m-%d}"
            )
    return Endorsement(giver, taker, topic, now)


def strengthened(weight: float, taker: str, topic: str, all_: Sequence[Endorsement], now: datetime) -> float:
    """A topic's weight with its endorsements: at most 10 % more, and nothing where nobody is heard.

    `all_` are the endorsements among the members concerned: the taker's, and those that taker's endorsers and
    their endorsers received, on any topic – a ring may turn on several.
    """
    live = [one for one in all_ if now - COUNTS <= one.given_at <= now and one.giver != one.taker]
    endorsers = sorted({one.giver for one in live if (one.taker, one.topic) == (taker, topic)})
    givers: dict[str, set[str]] = {}
    for one in live:
        givers.setdefault(one.taker, set()).add(one.giver)
    voices = 0.0
    for giver in endorsers:
        voices += RING if returned(giver, taker, givers) else 1.0
    return weight * (1.0 + CAP * voices / (voices + HALF))


def returned(giver: str, taker: str, givers: Mapping[str, set[str]]) -> bool:
    """Whether the taker endorses the giver, or somebody who endorses the giver: a ring of two or three."""
    behind = givers.get(giver, set())
    return taker in behind or any(taker in givers.get(between, set()) for between in behind)
