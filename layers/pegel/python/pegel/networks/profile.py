"""Who an account is, and what its network's rules ask of us."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pegel.scoring.authenticity import Shown
from pegel.social import WINDOW

NOTHING = Shown()
REACH_AND_POSTS = {  # field -> why, the same on most networks
    "followers": "how many people may see what you publish",
    "what profiles of followers and reactors show": "whether they are genuine: bought ones count nothing; "
    "kept are two numbers, and a chance beside each keyed hash",
    "public posts of 90 days": "the reactions to them are what the score is made of",
}


@dataclass(frozen=True, slots=True)
class Link:
    """Where a profile leads; `verified`: the network itself found the link back."""

    url: str
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """Who an account is, as its network shows it to anyone. `handle` is normalised."""

    account_id: str
    handle: str
    name: str
    text: str
    links: tuple[Link, ...] = ()
    reach: int | None = None
    notes: tuple[str, ...] = ()
    hidden: bool = False  # asks not to be shown to people who are not signed in: counted, never shown


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a list of people: stable id, followers if told, and what else their profile shows."""

    id: str
    reach: int | None = None
    shown: Shown = NOTHING


@dataclass(frozen=True, slots=True)
class Terms:
    """What a network's rules ask of us, as data."""

    stores_for: int = WINDOW  # days a snapshot may be kept
    shows_derived_score: bool = True
    needs_agreement: bool = False
    reads: Mapping[str, str] = field(default_factory=dict)  # field -> why
