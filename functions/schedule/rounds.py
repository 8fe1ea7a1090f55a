"""Which slots a round has, and which rounds are still to be done. Pure."""

from __future__ import annotations

A_DAY = 288  # rounds: after so many every account has been due once
THURSDAY = 3  # 1 January 1970


def to_do(done: int, current: int) -> range:
    """The rounds after the one done last, up to the current one; what was missed longer ago than a day came
    round again since."""
    return range(max(done, current - A_DAY) + 1, current + 1)


def slots(number: int) -> tuple[str, str]:
    """Of a round, counted from 1970: accounts that are read daily, and quiet ones whose weekday it is."""
    days, slot = divmod(number, A_DAY)
    return f"{slot:03d}", f"{slot:03d}-{(THURSDAY + days) % 7}"
