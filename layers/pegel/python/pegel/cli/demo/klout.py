"""What programs written for Klout find in the demo world: Klout ids, and accounts on X.

X is not read here, so these accounts are linked and proven, are found by their names, and count nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from pegel.cli.demo.dice import Dice
from pegel.cli.demo.people import Person
from pegel.social import Account, Member

IDS = {"mira": "8125501736429953", "jonas": "4410982203317"}  # as in every example
PROVEN = 100  # days ago


def id_of(person: Person) -> str:
    """A member's Klout id, the same at every start."""
    return IDS.get(person.name) or str(Dice("klout", person.name).whole(10**6, 2**53 - 1))


def accounts(member: Member, person: Person, now: datetime) -> Iterator[Account]:
    """The account on X, if they have one: never read."""
    if person.x:
        handle, account_id = person.x
        proven_at = now - timedelta(days=PROVEN)
        yield Account(
            member.id, "x", handle, account_id, state="proven", proof="code", proven_at=proven_at, version=2
        )
