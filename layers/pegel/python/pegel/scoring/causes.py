"""Why a score moved, day by day, packed: 90 days of causes in about 400 bytes.

    causes := first day (varint, since 2020-01-01) · day*                 one for each day, up to the last
    day    := 128 (nothing is known of it) | touched (7 bits) · zigzag varint for each touched cause

Points are whole hundredths, rounded so that a day's causes sum exactly to the day's step in the packed
history of the score. So between any two days the causes are the sums of the days between, and exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from pegel.scoring import history

CAUSES = ("reactions", "decay", "audience", "curation", "links", "stale", "model")  # bits 0 to 6
UNKNOWN = 128
Hundredths = tuple[int, ...]  # by cause, in the order of CAUSES


@dataclass(frozen=True, slots=True)
class Told:
    """The score at the ends of a span of days, and what moved it between, in hundredths of a point."""

    start: history.Day
    end: history.Day
    causes: Hundredths | None  # None: not kept

    @property
    def total(self) -> int:
        """Hundredths between the ends."""
        return history.hundredths(self.end.value or 0.0) - history.hundredths(self.start.value or 0.0)


def rounded(points: Mapping[str, float], step: int) -> Hundredths:
    """Points by cause as hundredths that sum to `step`: the largest remainders are rounded up.

    A cause without points gets none.
    """
    exact = [points.get(name, 0.0) * history.POINT for name in CAUSES]
    whole = [floor(one) for one in exact]
    left = step - sum(whole)
    touched = [at for at, one in enumerate(exact) if one]
    for at in sorted(touched, key=lambda at: whole[at] - exact[at])[: max(left, 0)]:
        whole[at] += 1
    if touched:  # half a hundredth may have been rounded to the even one
        whole[touched[0]] += step - sum(whole)
    return tuple(whole)


def put(packed: bytes, day: date, found: Hundredths | None) -> bytes:
    """The history with these causes: the same day again takes its place, an earlier one changes nothing."""
    past = unpack(packed)
    if past and max(past) > day:
        return packed
    past[day] = found
    first = max(min(past), day - timedelta(days=history.WINDOW - 1))
    days = [first + timedelta(days=after) for after in range((day - first).days + 1)]
    return pack(first, [past.get(one) for one in days])


def pack(first: date, days: Sequence[Hundredths | None]) -> bytes:
    """Days that follow each other as bytes."""
    out = bytearray(history.varint(first.toordinal() - history.EPOCH))
    for found in days:
        if found is None:
            out.append(UNKNOWN)
            continue
        out.append(sum(1 << at for at, points in enumerate(found) if points))
        for points in filter(None, found):
            out += history.varint(history.zigzag(points))
    return bytes(out)


def unpack(packed: bytes) -> dict[date, Hundredths | None]:
    """Causes by day, oldest first."""
    days: dict[date, Hundredths | None] = {}
    if not packed:
        return days
    first, at = history.read_varint(packed, 0)
    while at < len(packed):
        day = date.fromordinal(history.EPOCH + first + len(days))
        touched, at = packed[at], at + 1
        if touched == UNKNOWN:
            days[day] = None
            continue
        found = [0] * len(CAUSES)
        for cause in range(len(CAUSES)):
            if touched >> cause & 1:
                number, at = history.read_varint(packed, at)
                found[cause] = history.unzigzag(number)
        days[day] = tuple(found)
    return days


def between(start: history.Day, end: history.Day, days: Mapping[date, Hundredths | None]) -> Told:
    """The causes of all days after the one and up to the other.

    Not told where they do not sum to the step between: there were scores before their causes were kept.
    """
    inside = [found for day, found in days.items() if start.day < day <= end.day and found]
    sums = tuple(sum(found[cause] for found in inside) for cause in range(len(CAUSES)))
    told = Told(start, end, sums)
    return told if sum(sums) == told.total else Told(start, end, None)
