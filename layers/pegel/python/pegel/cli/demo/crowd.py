"""The people who react in the demo world. Most did not join: they have a number, no story. Each member stands
for one of the numbers, so that members react to one another.

Reactors of one account are drawn from its own circle, so that the same people return, as they do in life.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from pegel.cli.demo.dice import Dice, letters
from pegel.cli.demo.names import SERVERS
from pegel.cli.demo.people import MEMBERS, SEED, Person, cast

CIRCLE = 160  # people of whom an account's reactors are: four pages of a list
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

    def handle(self, network: str) -> str | None:
        """A member's account there; None of strangers, and of members without one."""
        return self.member.accounts.get(network, (None, 0))[0] if self.member else None

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
    return Face(number, server, min(followers, 90_000), dice.whole(*AGED), member=members().get(number))


@cache
def members() -> Mapping[int, Person]:
    """Who stands for which number: in the circle of somebody with the same subject, in others by chance.

    Of the whole cast always: the lists must not change with how many of it a world is written for.
    """
    found: dict[int, Person] = {}
    everybody = list(cast(MEMBERS, SEED))
    for person in everybody:
        liked = [
            handle
            for other in everybody
            if other.subject == person.subject and other is not person
            for network, (handle, _) in other.accounts.items()
            if network in person.accounts and network != "github"  # which names nobody
        ]
        if liked:
            dice = Dice("stands for", person.name)
            number = circle(dice.pick(liked)) + often(dice)
            while number in found:
                number += 1
            found[number] = person
    return found


def circle(account: str) -> int:
    """The first of those whom an account's reactors are of."""
    return Dice("circle", account).whole(1, 9000)


def often(dice: Dice) -> int:
    """A place in a circle: a square makes some return more often than others."""
    return int(CIRCLE * dice.share() ** 2)


def reactors(  # noqa: PLR0913, PLR0917 - what a list hangs on
    account: str, post: str, kind: str, count: int, page: int, bought: float = 0.0
) -> list[Face]:
    """Whoever reacted in this way, at most a page of them, nobody twice. Fewer are the first of more."""
    if not count:
        return []
    dice = Dice("reactors", account, post, kind)
    start = circle(account)
    wanted, chosen = min(count, page), dict[int, None]()
    while len(chosen) < wanted:
        chosen[start + often(dice)] = None
    return [not_oneself(face(number, is_bought(number, bought)), account) for number in chosen]


def not_oneself(one: Face, account: str) -> Face:
    """Nobody reacts to themselves: whoever would is a stranger there."""
    is_own = one.member and account in {handle for handle, _ in one.member.accounts.values()}
    return replace(one, member=None) if is_own else one


def followers(account: str, count: int, page: int, bought: float = 0.0) -> list[Face]:
    """Who follows an account, the newest: at most a page of them."""
    start = Dice("followers", account).whole(1, 9000)
    return [face(number, is_bought(number, bought)) for number in range(start, start + min(count, page))]


def is_bought(number: int, share: float) -> bool:
    """Whether an account's reader with that number is among those it bought."""
    return number * 61 % 100 < 100 * share
