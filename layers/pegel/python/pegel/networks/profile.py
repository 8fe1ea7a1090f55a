"""Who an account is, and who somebody in a list of people is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pegel.scoring.authenticity import Shown

NOTHING = Shown()


@dataclass(frozen=True, slots=True)
class Link:
    """Where a profile leads; `verified`: the network itself found the link back."""

    url: str
    verified: bool = False
    prose: bool = False  # it stands in a text, which may name others, too


def linked(fields: Iterable[str], prose: Iterable[str]) -> tuple[Link, ...]:
    """Where fields of a profile lead, then where its text does; what is no address is left out."""
    found = [*(Link(url) for url in fields), *(Link(url, prose=True) for url in dict.fromkeys(prose))]
    return tuple(link for link in found if link.url.startswith("http"))


@dataclass(frozen=True, slots=True)
class Profile:
    """Who an account is, as its network shows it to anyone. `handle` is normalised."""

    account_id: str
    handle: str
    name: str
    text: str
    links: tuple[Link, ...] = ()
    reach: int | None = None
    curation: int | None = None  # how often others put the account aside for later, where the profile says it
    standing: int | None = None  # reputation, karma, page views
    tags: tuple[str, ...] = ()  # what the network itself says that the account is heard about
    notes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()  # handles that lead here as well: an article's redirects
    told_at: datetime | None = None  # by the clock of the answer: what else is asked for may need a date
    wishes: tuple[str, ...] = ()  # what it asks of its readers (wishes.py): unseen, unquoted, unlisted


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in a list of people: stable id, followers if told, and what else their profile shows."""

    id: str
    reach: int | None = None
    shown: Shown = NOTHING
    post: str = ""  # what they reacted to, where one list tells it of several posts
