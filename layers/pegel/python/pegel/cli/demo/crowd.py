"""The people who react in the demo world. Most did not join: they have a number, no story.

Reactors of one account are drawn from its own circle, so that the same people return, as they do in life. The
first of a circle are members, who return most often.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pegel.cli.demo.dice import Dice, letters
from pegel.cli.demo.names import SERVERS
from pegel.cli.demo.people import MEMBERS, SEED, Person, cast

CIRCLE = 160  # people of whom an account's reactors are: four pages of a list
JOINED, ALIKE = 4, 2  # of them: members, and those of the same subject
MEAN, SD = (
    5.0,
    1.9,
)  # of ln(1 + followers) of those who react: ordinary accounts (x_users.csv), smaller than members


AGED = (200, 3000)  # days since an ordinary reader opened the account
FRESH = 6  # days since a bought one was made


@dataclass(frozen=True, slots=True)
class Face:
    """Somebody who reacts or follows. Bought ones have no picture and hardly a post, follow thousands and are
    followed by few.
    """

    number: int
    server: str
    followers: int
    age: int  # days
    bought: bool = False
    member: Person | None = None

    @property
    def name(self) -> str:
        """What they call themselves; nobody has thought of a bought one's name."""
        return f"u{letters(str(self.number), 6)}{self.number:07}" if self.bought else f"reader{self.number}"

    @property
    def following(self) -> int:
        """How many they follow."""
        return 1500 + self.number % 1000 if self.bought else self.followers // 2 + 9

    @property
    def posts(self) -> int:
        """How many posts they have written."""
        return self.number % 4 if self.bought else 3 * self.followers + 1


@cache
def face(number: int, bought: bool = False) -> Face:
    """The reader with that number, the same in every list."""
    dice = Dice("reader", number)
    followers = max(0, round(math.expm1(MEAN + SD * dice.normal())))
    server = dice.pick(SERVERS)
    if bought:
        return Face(number, server, followers % 60, FRESH, bought)
    return Face(number, server, min(followers, 90_000), dice.whole(*AGED))


@cache
def owners() -> Mapping[str, tuple[str, Person]]:
    """Account → its network and its member, of the whole cast however few of it a world is written for: lists
    must not change with that.
    """
    return {
        name: (network, one) for one in cast(MEMBERS, SEED) for network, (name, _) in one.accounts.items()
    }


@cache
def joined(account: str) -> Sequence[Person]:
    """The members of an account's circle, all with an account there: first those with its subject."""
    if account not in owners():
        return ()
    network, own = owners()[account]
    others = [one for there, one in owners().values() if there == network and one is not own]
    others = Dice("joined", account).shuffled(others)
    alike = [one for one in others if one.subject == own.subject][:ALIKE]
    return [*alike, *(one for one in others if one not in alike)][:JOINED]


def reactors(  # noqa: PLR0913, PLR0917 - what a list hangs on
    account: str, post: str, kind: str, count: int, page: int, bought: float = 0.0
) -> list[Face]:
    """Whoever reacted in this way, at most a page of them, nobody twice. Fewer are the first of more."""
    if not count:
        return []
    dice = Dice("reactors", account, post, kind)
    start = Dice("circle", account).whole(1, 9000)
    wanted, chosen = min(count, page), dict[int, None]()
    while len(chosen) < wanted:
        # a square makes some return more often than others
        chosen[start + int(CIRCLE * dice.share() ** 2)] = None
    return [known(face(number, is_bought(number, bought)), account, number - start) for number in chosen]


def known(one: Face, account: str, place: int) -> Face:
    """As a member, if it is one of the first of the circle."""
    is_member = place < len(joined(account)) and not one.bought
    return replace(one, member=joined(account)[place]) if is_member else one


def followers(account: str, count: int, page: int, bought: float = 0.0) -> list[Face]:
    """Who follows an account, the newest: at most a page of them."""
    start = Dice("followers", account).whole(1, 9000)
    return [face(number, is_bought(number, bought)) for number in range(start, start + min(count, page))]


def is_bought(number: int, share: float) -> bool:
    """Whether an account's reader with that number is among those it bought."""
    return number * 61 % 100 < 100 * share
