"""What the routes need of the networks: to find an account, to prove it, to tell what is read of it.

Imported whole it would cost each start the HTTP client; profiles and sessions do without, so it comes late.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import unread
from documents import LinkedAccount, Proof

from pegel.errors import BudgetSpent, InvalidField, RateLimited
from pegel.http.answer import time_of
from pegel.social import Access, Account, Member

if TYPE_CHECKING:
    from pegel import linking
    from pegel.networks.network import Network

PUBLIC_URL = os.environ["PEGEL_PUBLIC_URL"]
LOOK_UP = 1  # call of a profile
PROOF = 2  # calls: the profile, and on Bluesky the resolver of handles beside it
NOTHING: Mapping[str, Access] = {}
ASKING = {"pending", "held"}  # states in which a proof is asked for


def network_of(name: str, tokens: Mapping[str, Access] = NOTHING) -> Network:
    """The network by its name. Raises InvalidField."""
    from pegel import fetch
    from pegel.networks import NETWORKS

    if name not in NETWORKS:
        raise InvalidField("/network", f"must be one of {', '.join(NETWORKS)}")
    return NETWORKS[name](fetch.from_environment(), tokens.get(name, Access()))


@contextmanager
def asked(name: str, handle: str, calls: int, now: datetime) -> Iterator[Network]:
    """The network, to be asked so often about one account, with our token and within its host's budget.

    Raises InvalidField, Conflict where the network is off or the server blocked, and RateLimited where
    nothing is left of its budget. A pause that the host wants is kept by `collect` too.
    """
    from pegel.linking import application
    from pegel.networks.budget import budgets
    from pegel.store import access, limits

    network = network_of(name, access.of_installation())
    unread.permitted(network, handle)
    application.opened(network, now)
    handle = network.normalise(handle)  # else each spelling would be a host of its own, with a budget
    host = network.host(handle)
    lot = limits.take(budgets(network, handle, calls), 1, now)
    if not lot.readings:
        until = now + timedelta(seconds=max(1.0, lot.wait))
        raise RateLimited(f"{host} was asked as often as it may be for now", until)
    pay(network, calls, now)
    try:
        yield network
    finally:
        for bucket, until in network.pauses.items():
            limits.block(bucket, until, now)


def pay(network: Network, calls: int, now: datetime) -> None:
    """What a look-up costs, of the day's units. Raises BudgetSpent where none are left."""
    from pegel.networks.permission import a_day
    from pegel.store import spending

    limit, cost = a_day(type(network), network.access), network.cost("profile", 1, 1) * calls
    if limit is not None and cost and not spending.pay(network.name, cost, 1, limit, now):
        raise BudgetSpent(f"today's budget for {network.title} is spent", spending.tomorrow(now))


def find(member_id: str, network: str, handle: str, now: datetime) -> Account:
    """The account as its network knows it, pending. Raises InvalidField, NetworkError."""
    from pegel import linking
    from pegel.networks import NETWORKS, servers

    kind = NETWORKS.get(network)
    first = servers.CALLS if kind and kind.speaks else 0
    with asked(network, handle, LOOK_UP + first, now) as known:
        servers.check(known, known.normalise(handle))
        profile = known.profile(handle)
    return Account(
        member_id,
        network,
        profile.handle,
        profile.account_id,
        code=linking.new_code(),
        code_until=now + linking.CODE_LASTS,
    )


def prove(account: Account, member: Member, now: datetime) -> linking.Proof:
    """How the account is proven. Raises NotProven, NetworkError."""
    from pegel import dns_text, linking
    from pegel.store import accounts

    with asked(account.network, account.handle, PROOF, now) as network:
        wikidata = "wikidata" in network.proofs
        own = theirs(accounts.of(account.member_id)) if wikidata else {}
        sought = linking.sought(account, member, PUBLIC_URL, now, own)
        return linking.prove(network, account, sought, dns_text.from_environment())


def theirs(proven: Iterable[Account]) -> dict[str, str]:
    """Addresses of the profiles that a member has proven, and whose account each is."""
    from pegel.networks import NETWORKS

    return {
        network_of(one.network).profile_url(one.handle): one.key
        for one in proven
        if one.state == "proven" and one.network in NETWORKS
    }


def is_open(account: Account, now: datetime) -> bool:
    """Whether its code still proves something."""
    return account.code_until is not None and now < account.code_until


def told(account: Account, member: Member) -> LinkedAccount:
    """The account as its member sees it, with the ways to prove it where a proof is asked for."""
    from pegel.networks import NETWORKS
    from pegel.networks.reads import reads

    network = network_of(account.network) if account.network in NETWORKS else None
    document: LinkedAccount = {
        "network": account.network,
        "account_id": account.account_id,
        "handle": account.handle,
        "state": account.state,
        "proof": account.proof or None,
        "proven_at": time_of(account.proven_at),
        "read_at": time_of(account.read_at),
        "stale_since": time_of(account.stale_since),
        "trouble": account.trouble or unread.why(account.network) or None,
        "held_until": time_of(account.held_until),
        "notice": happened(account, member.language),
        "reads": [
            {"field": one.fields, "why": one.de if member.language == "de" else one.en}
            for one in reads(type(network))
        ]
        if network
        else [],
    }
    if network and account.state in ASKING:
        if account.code:
            document["code"] = account.code
            document["code_until"] = time_of(account.code_until) or ""
        document["ways"] = ways(network, account, member)
    return document


def happened(account: Account, language: str) -> str | None:
    """What the member must know of it, if anything."""
    from pegel.linking import notices

    return notices.told(account, language) or None


def ways(network: Network, account: Account, member: Member) -> list[Proof]:
    """How an account can be proven, in the member's language."""
    from pegel import linking

    sought = linking.Sought(linking.page_url(member, PUBLIC_URL), account.code)
    return [
        {
            "way": way.way,
            "publish": way.publish,
            "instruction": way.de if member.language == "de" else way.en,
        }
        for way in linking.ways(network, account.handle, sought)
    ]
