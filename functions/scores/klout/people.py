"""Whom a client means, as the answers need them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from klout import movement
from klout.refusals import not_found, not_ready
from pegel.scoring.styles import OBSERVER, STYLES, Style
from pegel.store import klout
from pegel.store.klout import Found

NETWORKS = {"tw": "x", "ig": "instagram", "fb": "facebook"}  # Google+ is gone: gp is nobody
DIGITS = re.compile(r"[1-9][0-9]{0,18}", re.ASCII)
X_NAME = re.compile(r"@?([A-Za-z0-9_]{1,15})", re.ASCII)
LONGEST = 320  # characters of a name: nothing longer is asked for


@dataclass(frozen=True, slots=True)
class Person:
    """A member with a public page and a score; `name` is how v1 calls them."""

    found: Found
    name: str
    value: float
    days: movement.Days
    today: date  # of the score

    @property
    def nick(self) -> str:
        """How v2 calls them."""
        return self.found.x[1] if self.found.x else str(self.found.document["name"])

    def moved(self, back: int) -> float:
        """Points since so many days ago."""
        return movement.moved(self.days, self.value, self.today, back)

    def sub_score(self, name: str) -> float:
        """One of reach, amplification and network; 0.0 where there was too little to tell it."""
        return float((self.found.document.get("sub_scores") or {}).get(name) or 0.0)

    @property
    def style(self) -> Style:
        """An Observer where no style was found."""
        told = self.found.document.get("style") or {}
        return STYLES[told.get("id", OBSERVER)]


def by_klout_id(klout_id: str) -> Found:
    """Raises Refused."""
    return one(klout.by_ids([klout_id]) if is_id(klout_id) else {})


def by_network_id(network: str, account_id: str) -> Found:
    """By a network's own id of an account they show. Raises Refused."""
    known = network in NETWORKS and is_id(account_id)
    return one(klout.by_accounts({"": f"id#{NETWORKS[network]}#{account_id}"}) if known else {})


def by_name(name: str) -> Found:
    """By the name of an account they show. Raises Refused."""
    lookup = lookup_of(name)
    return one(klout.by_accounts({"": lookup}) if lookup else {})


def one(found: dict[str, Found]) -> Found:
    """The one who was looked for, under their Klout id. Raises Refused."""
    for member in found.values():
        if member.klout_id:
            return member
    raise not_found()


def named(names: Iterable[str]) -> list[Person]:
    """Those of these names who have a score, in this order."""
    lookups = {name: lookup for name in names if (lookup := lookup_of(name))}
    found = klout.by_accounts(lookups)
    members = [(name, found[name]) for name in lookups if name in found]
    return [
        to_person(one, one.x[1] if one.x else name)
        for name, one in members
        if one.document.get("value") is not None
    ]


def scored(found: Found) -> Person:
    """The member with their score. Raises Refused if there is none yet."""
    if found.document.get("value") is None:
        raise not_ready()
    return to_person(found, "")


def to_person(found: Found, name: str) -> Person:
    """What is derived once from the history."""
    today = date.fromisoformat(found.document["scored_at"][:10])
    return Person(found, name, float(found.document["value"]), movement.known(found.history), today)


def lookup_of(name: str) -> str:
    """The look-up of an account by its name, whose form says which network it is of; "" for no name at all.

    Names of X have neither a dot nor an @ inside, so nobody is taken for somebody else. The name of a page is
    not one of them: it could be another person's on X.
    """
    wanted = name.strip().lower()
    if x := X_NAME.fullmatch(wanted):
        return f"x#{x[1]}"
    if len(wanted) > LONGEST or not wanted:
        return ""
    if "@" in wanted[1:]:
        return f"mastodon#@{wanted.removeprefix('@')}"
    return f"bluesky#{wanted.removeprefix('@')}" if "." in wanted else ""


def is_id(text: str) -> bool:
    """Decimal digits, no zero in front, as many as a signed 64-bit number holds."""
    return DIGITS.fullmatch(text) is not None and int(text) < 2**63
