"""Whether an account is the member's, how we know, and whether that still stands a week later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from pegel.dns_text import Texts
from pegel.errors import AccountGone, NotProven, Unreachable
from pegel.linking import code, domain, handle, rel_me, wikidata
from pegel.linking.instructions import mend
from pegel.linking.look import Found, Look, Sought, again
from pegel.networks.network import Network, Profile
from pegel.social import Account

BOTH_WAYS = "handle"  # a network with this way has handles that may lead elsewhere


class Proof(NamedTuple):
    """How an account is proven; `evidence` is what has to be there still in a week: a page's address, say."""

    way: str
    evidence: str = ""


def by_link(look: Look) -> Found:
    """The profile links to the page."""
    links = look.profile.links
    is_there = rel_me.proves(links, look.sought.page)
    return Found(look.sought.page) if is_there else Found(instead=rel_me.told(links))


def by_code(look: Look) -> Found:
    """The profile's text holds the code."""
    sought = look.sought
    is_there = code.stands_in(look.profile.text, sought.code)
    if sought.open:
        instead = "its text does not hold the code as a word of its own"
        return Found(sought.code) if is_there else Found(instead=instead)
    return Found(instead=f"it holds the code {sought.code}, which has run out" if is_there else "")


WAYS: dict[str, Callable[[Look], Found]] = {  # "oauth" is proven by a token, not by a look
    "rel-me": by_link,
    "code": by_code,
    "handle": handle.find,
    "domain": domain.find,
    "wikidata": wikidata.find,
}
ONCE = {"code", "oauth"}  # what proved it may be gone: the account has to be there, no more


def prove(network: Network, account: Account, sought: Sought, texts: Texts) -> Proof:
    """How the account is proven to be the member's.

    Raises NotProven, which says what was found instead and how to mend it. Failures of the network itself
    (RateLimited, Unreachable, BadAnswer) pass through: they prove nothing, either way.
    """
    profile = _profile(network, account)
    if BOTH_WAYS in network.proofs:
        handle.prove_both_ways(network.fetch, texts, profile.handle, profile.account_id)
    look = Look(network, profile, sought, texts)
    tried: list[Found] = []
    for way in network.proofs:
        if way in WAYS:
            found = WAYS[way](look)
            if found.evidence:
                return Proof(way, "" if way in ONCE else found.evidence)
            tried.append(found)
    raise NotProven(_missing(look, tried))


def stands(network: Network, account: Account, texts: Texts, own: Mapping[str, str]) -> None:
    """Look again, by one call of the network and what the proof itself asks for.

    Raises NotProven where the evidence is gone, and Unreachable where whoever holds it did not answer, like
    every other failure of the network (AccountGone, too): then nothing is known. `own`: `Sought.own`.
    """
    profile = network.known(account.handle, account.account_id)
    if account.proof in ONCE or not account.evidence:
        return
    if account.proof == BOTH_WAYS:
        handle.prove_both_ways(network.fetch, texts, profile.handle, profile.account_id)
    look = Look(network, profile, again(account, own), texts)
    tried = [found for way in network.proofs if way in WAYS and (found := WAYS[way](look))]
    if any(found.evidence for found in tried):
        return
    missing = _missing(look, tried)
    raise Unreachable(missing) if any(found.unknown for found in tried) else NotProven(missing)


def _profile(network: Network, account: Account) -> Profile:
    try:
        profile = network.profile(account.handle)
    except AccountGone as gone:
        raise NotProven(
            f"{network.title} does not show {account.handle}: {gone}. "
            "Check the spelling, and that the account is public and not suspended."
        ) from gone
    if profile.account_id != account.account_id:
        raise NotProven(
            f"{account.handle} is another account than the one that was linked (now {profile.account_id}, "
            f"then {account.account_id}). Remove the link and link {account.handle} again."
        )
    return profile


def _missing(look: Look, tried: list[Found]) -> str:
    """What was found instead, and what to do about it."""
    found = "; ".join(one.instead for one in tried if one.instead) or "nothing that proves it"
    return f"The {look.network.title} profile of {look.profile.handle}: {found}. {mend(look)}"
