"""Why an account is not read by this installation: its network is off, or its server is blocked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pegel.errors import Conflict
from pegel.social import Access

if TYPE_CHECKING:
    from pegel.networks.network import Network

NOT_READ = "{} is not read by this installation, so the account counts nothing"


def permitted(network: Network, handle: str = "") -> None:
    """Raises Conflict, with the reason, where the network, or that server of it, is not read here."""
    from pegel.networks import servers
    from pegel.networks.permission import why_not

    if why := why_not(type(network), network.access):
        raise Conflict(f"{network.title} is not read here: {why}")
    if handle and (why := servers.blocked(network, network.normalise(handle))):
        raise Conflict(f"accounts there are not read here: {why}")


def why(name: str) -> str:
    """Why accounts of a network are not read, in a sentence; "" where they are.

    That a server is blocked is not looked up here: its accounts say so after their next slot.
    """
    from pegel.networks import NETWORKS
    from pegel.networks.permission import why_not

    if name not in NETWORKS:
        return NOT_READ.format(name.capitalize())
    if not why_not(NETWORKS[name], Access()):
        return ""  # it needs nothing that somebody has to enter
    from pegel.store import access

    off = why_not(NETWORKS[name], access.of_installation().get(name, Access()))
    return off and f"{NOT_READ.format(NETWORKS[name].title)}: {off}"
