"""What the routes need of the networks: to find an account, to prove it, to tell what is read of it.

Imported whole it would cost each start the HTTP client; profiles and sessions do without, so it comes late.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from documents import LinkedAccount

from pegel.errors import InvalidField
from pegel.http.answer import time_of
from pegel.social import Account, Member

if TYPE_CHECKING:
    from pegel.networks.network import Network

PUBLIC_URL = os.environ["PEGEL_PUBLIC_URL"]


def network_of(name: str) -> Network:
    """The network by its name. Raises InvalidField."""
    from pegel import fetch
    from pegel.networks import NETWORKS

    if name not in NETWORKS:
        raise InvalidField("/network", f"must be one of {', '.join(NETWORKS)}")
    return NETWORKS[name](fetch.from_environment())


def find(member_id: str, network: str, handle: str) -> Account:
    """The account as its network knows it, pending. Raises InvalidField, NetworkError."""
    from pegel import linking

    profile = network_of(network).profile(handle)
    return Account(
        member_id,
        network,
        profile.handle,
        profile.account_id,
        code=linking.new_code(),
        code_until=datetime.now(UTC) + linking.CODE_LASTS,
    )


def prove(account: Account, member: Member, now: datetime) -> str:
    """How the account is proven. Raises NotProven, NetworkError."""
    from pegel import fetch, linking

    return linking.prove(
        network_of(account.network), fetch.from_environment(), account, member, PUBLIC_URL, now
    )


def is_open(account: Account, now: datetime) -> bool:
    """Whether its code still proves something."""
    return account.code_until is not None and now < account.code_until


def told(account: Account, member: Member) -> LinkedAccount:
    """The account as its member sees it: while it is pending with the ways to prove it."""
    from pegel import linking

    network = network_of(account.network)
    document: LinkedAccount = {
        "network": account.network,
        "account_id": account.account_id,
        "handle": account.handle,
        "state": account.state,
        "proof": account.proof or None,
        "proven_at": time_of(account.proven_at),
        "read_at": time_of(account.read_at),
        "stale_since": time_of(account.stale_since),
        "trouble": account.trouble or None,
        "reads": [{"field": field, "why": why} for field, why in network.terms.reads.items()],
    }
    if account.state == "pending":
        document["code"] = account.code
        document["code_until"] = time_of(account.code_until) or ""
        document["ways"] = [
            {
                "way": way.way,
                "publish": way.publish,
                "instruction": way.de if member.language == "de" else way.en,
            }
            for way in linking.ways(network, account, member, PUBLIC_URL)
        ]
    return document
