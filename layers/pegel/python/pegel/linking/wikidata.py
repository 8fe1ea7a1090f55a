"""What the Wikidata item of an article names as its subject's own: an account or a site proven before.

Who edits an article or its item proves nothing by that: the account that is named had to be proven before.
"""

from __future__ import annotations

from pegel.errors import InvalidField
from pegel.linking.look import Found, Look
from pegel.linking.rel_me import place
from pegel.networks import NETWORKS, wikidata


def find(look: Look) -> Found:
    """The evidence is the key of the account that is named."""
    item = wikidata.item_of(look.profile)
    if not item:
        return Found(instead="it has no Wikidata item")
    answer = look.network.must_ask(wikidata.address(item))
    named = wikidata.named(answer.json(), item)
    theirs = {whole(address): key for address, key in look.sought.own.items()}
    for network, value in named.accounts:
        if f"{network}#{value}" in theirs.values():
            return Found(f"{network}#{value}")
    addresses = [*named.sites, *filter(None, (address_of(look, *one) for one in named.accounts))]
    if evidence := next((theirs[whole(one)] for one in addresses if whole(one) in theirs), ""):
        return Found(evidence)
    told = f"names {', '.join(addresses[:3])}" if addresses else "names no site and no account"
    return Found(instead=f"its Wikidata item {item} {told}, and nothing that you have proven")


def whole(address: str) -> tuple[str, str, str]:
    """Host, path and query: /user?id=mira is not /user."""
    return (*place(address), address.partition("?")[2])


def address_of(look: Look, network: str, value: str) -> str:
    """Where people look at an account that is named; "" for what cannot be one."""
    try:
        return NETWORKS[network](look.network.fetch).profile_url(value)
    except (InvalidField, KeyError):
        return ""
