"""A score's past, packed: one year of daily scores in about 400 bytes.

    history := segment*          one per series, oldest first: what one model said is never rewritten
    segment := length(varint) series(ASCII) · first day (varint, since 2020-01-01) · n (varint) · n × step
    step    := 0 (no score that day) | 1 + zigzag(difference to the last score, in 0.01 points) as varint

A series is a model, `2026.11`, or two while one takes the other's place, `2026.11>2026.12`. The first
difference of a segment is to 0. Days follow each other without exception, so a day costs one byte
while the score moves by less than 0.63 points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

EPOCH = date(2020, 1, 1).toordinal()
YEAR = 365  # days kept of a score
WINDOW = 90  # days kept of a network's points
POINT = 100  # steps of one point
NEAR = 3  # days a comparison may look further back, over a gap
BACK = {"day": 1, "week": 7, "month": 30}  # days a score is compared with
BLENDED = ">"  # between the names of two models


@dataclass(frozen=True, slots=True)
class Day:
    """A day's score; `value` is None for a gap, `model` the series it belongs to."""

    day: date
    value: float | None
    model: str

    @property
    def models(self) -> list[str]:
        """The model that made it; of a blend both, the older first."""
        return self.model.split(BLENDED)


def series(model: str, following: str | None = None, share: float = 0.0) -> str:
    """The series of a score of which `share` is the following model's."""
    return f"{model}{BLENDED}{following}" if following and share > 0.0 else model


def put(packed: bytes, day: date, value: float | None, model: str, days: int = YEAR) -> bytes:
    """The history with this day's score: the same day again takes its place, an earlier day stays as it
    was.
    """
    past = unpack(packed)
    if past and past[-1].day > day:
        return packed
    if past and past[-1].day == day:
        past.pop()
    gaps = [Day(missing, None, past[-1].model) for missing in between(past[-1].day, day)] if past else []
    kept = [one for one in [*past, *gaps, Day(day, value, model)] if one.day > day - timedelta(days=days)]
    return pack(kept)


def between(last: date, day: date) -> Iterator[date]:
    """The days after the one and before the other, at most a year of them."""
    missing = min((day - last).days - 1, YEAR)
    return (day - timedelta(days=back) for back in range(missing, 0, -1))


def pack(days: Iterable[Day]) -> bytes:
    """Consecutive days as bytes."""
    out = bytearray()
    for model, group in groupby(days, key=lambda one: one.model):
        segment = list(group)
        name = model.encode("ascii")
        out += varint(len(name)) + name + varint(segment[0].day.toordinal() - EPOCH) + varint(len(segment))
        last = 0
        for one in segment:
            if one.value is None:
                out += varint(0)
                continue
            now = hundredths(one.value)
            out += varint(1 + zigzag(now - last))
            last = now
    return bytes(out)


def unpack(packed: bytes) -> list[Day]:
    """The days of a history, oldest first."""
    days: list[Day] = []
    at = 0
    while at < len(packed):
        length, at = read_varint(packed, at)
        model, at = packed[at : at + length].decode("ascii"), at + length
        first, at = read_varint(packed, at)
        count, at = read_varint(packed, at)
        last = 0
        for offset in range(count):
            step, at = read_varint(packed, at)
            if step:
                last += unzigzag(step - 1)
            value = last / POINT if step else None
            days.append(Day(date.fromordinal(EPOCH + first + offset), value, model))
    return days


def change(packed: bytes, value: float | None, day: date, back: int) -> float | None:
    """How far the score has moved in so many days, in whole hundredths; None if there was none then."""
    if value is None or (then := near(unpack(packed), day, back)) is None:
        return None
    return (hundredths(value) - hundredths(then.value or 0.0)) / POINT


def near(past: Iterable[Day], day: date, back: int) -> Day | None:
    """The score of so many days before; over a gap, that of up to three days earlier."""
    then = day - timedelta(days=back)
    found = [one for one in past if one.value is not None and one.day <= then]
    return found[-1] if found and found[-1].day >= then - timedelta(days=NEAR) else None


def hundredths(value: float) -> int:
    """Steps of a score."""
    return round(value * POINT)


def put_networks(
    packed: Mapping[str, bytes], day: date, points: Mapping[str, float], model: str
) -> dict[str, bytes]:
    """Each network's own history of 90 days: a network without points today has a gap."""
    names = sorted({*packed, *points})
    after = {name: put(packed.get(name, b""), day, points.get(name), model, WINDOW) for name in names}
    return {name: kept for name, kept in after.items() if any(one.value is not None for one in unpack(kept))}


def zigzag(number: int) -> int:
    """Small numbers of either sign as small numbers: 0, −1, 1, −2 → 0, 1, 2, 3."""
    return 2 * number if number >= 0 else -2 * number - 1


def unzigzag(number: int) -> int:
    """What `zigzag` was given."""
    return number // 2 if number % 2 == 0 else -(number + 1) // 2


def varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the top bit says that more follow."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_varint(packed: bytes, at: int) -> tuple[int, int]:
    """A number and where the next one begins."""
    number = shift = 0
    while True:
        byte = packed[at]
        number |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return number, at
