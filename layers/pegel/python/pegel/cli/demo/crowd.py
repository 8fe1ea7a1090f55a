"""The people who react in the demo world. They did not join: they have a number, no story.

Reactors of one account are drawn from its own circle, so that the same people return, as they do in life.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from pegel.cli.demo.dice import Dice
from pegel.cli.demo.names import SERVERS

CIRCLE = 160  # people of whom an account's reactors are: four pages of a list
MEAN, SD = (
    5.0,
    1.9,
)  # of ln(1 + followers) of those who react: ordinary accounts (x_users.csv), smaller than members


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody who reacts."""

    number: int
    server: str
    followers: int

    @property
    def name(self) -> str:
        """What they call themselves."""
        return f"reader{self.number}"


@cache
def face(number: int) -> Face:
    """The reader with that number, the same in every list."""
    dice = Dice("reader", number)
    followers = max(0, round(math.expm1(MEAN + SD * dice.normal())))
    return Face(number, dice.pick(SERVERS), min(followers, 90_000))


def reactors(account: str, post: str, kind: str, count: int, page: int) -> list[Face]:
    """Whoever reacted in this way, at most a page of them, nobody twice. Fewer are the first of more."""
    if not count:
        return []
    dice = Dice("reactors", account, post, kind)
    start = Dice("circle", account).whole(1, 9000)
    wanted, chosen = min(count, page), dict[int, None]()
    while len(chosen) < wanted:
        # a square makes some return more often than others
        chosen[start + int(CIRCLE * dice.share() ** 2)] = None
    return [face(number) for number in chosen]
