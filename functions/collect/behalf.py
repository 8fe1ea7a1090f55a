"""Tokens for a batch: the installation's own, and members', renewed where they end soon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pegel.errors import NetworkError
from pegel.linking import application
from pegel.networks.network import Network
from pegel.networks.permission import why_not
from pegel.social import Account, Tokens
from pegel.store import member_tokens


def tokens(
    network: Network, accounts: Sequence[Account], now: datetime, seconds: float
) -> dict[str, str | NetworkError]:
    """Account → its member's token, or why none opens it now: ProofLost, or a failure of the network."""
    if network.oauth is None or why_not(type(network), network.access):
        return {}
    try:
        application.opened(network, now)
    except NetworkError as failure:
        return {account.key: failure for account in accounts}
    signed_in = [account for account in accounts if account.proof == "oauth"]
    if not signed_in:
        return {}

    def renew(kept: Tokens) -> Tokens:
        from pegel.linking import oauth  # Authlib, 30 ms: only where a token ends soon

        return oauth.refresh(network, kept, now)

    return member_tokens.for_reading(signed_in, renew, now, seconds)
