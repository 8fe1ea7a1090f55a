"""What a Wikidata item names as its subject's own. https://www.wikidata.org/wiki/Wikidata:Data_access

Nobody proves an article by editing it: its item has to name an account or a site that is proven already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pegel.errors import AccountGone
from pegel.networks.profile import Profile
from pegel.networks.values import plain, shaped

ITEM = "https://www.wikidata.org/wiki/"  # the link of an article's profile
SITE = "P856"  # official website
ACCOUNTS = {"P4033": "mastodon", "P12361": "bluesky", "P2037": "github", "P2002": "x", "P2397": "youtube"}
ENDED = "P582"  # end time: no longer theirs


@dataclass(frozen=True, slots=True)
class Named:
    """Accounts as (network, handle as the item writes it), and websites."""

    accounts: tuple[tuple[str, str], ...]
    sites: tuple[str, ...]


def item_of(profile: Profile) -> str:
    """The item of an article, such as Q42; "" where it has none."""
    found = (link.url.removeprefix(ITEM) for link in profile.links if link.url.startswith(ITEM))
    return next(found, "")


def address(item: str) -> str:
    """Where its statements are told."""
    return f"https://www.wikidata.org/w/api.php?action=wbgetentities&ids={item}&props=claims&format=json"


def named(body: Any, item: str) -> Named:
    """What the statements of an item name; AccountGone where it does not exist."""
    with shaped(address(item)):
        entity = body["entities"][item]
        if "missing" in entity:
            raise AccountGone(f"Wikidata has no {item}")
        claims = entity["claims"] or {}
        accounts = ((net, value) for what, net in ACCOUNTS.items() for value in _values(claims.get(what, ())))
        return Named(tuple(dict.fromkeys(accounts)), tuple(dict.fromkeys(_values(claims.get(SITE, ())))))


def _values(statements: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """What is stated, but for what is deprecated, over or unknown."""
    for statement in statements:
        snak = statement["mainsnak"]
        holds = statement.get("rank") != "deprecated" and ENDED not in (statement.get("qualifiers") or {})
        if holds and snak.get("snaktype") == "value" and (value := plain(snak["datavalue"]["value"])):
            yield value
