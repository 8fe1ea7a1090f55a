"""A token of this installation itself (client credentials, RFC 6749 §4.4): it opens what is public.

Where a network gives one nobody has to enter a token that ends tomorrow.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock

from pegel.errors import BadAnswer, ProofLost
from pegel.networks.network import Network
from pegel.social import Tokens

LONGEST = timedelta(hours=1)  # so long one is used: one that was taken back is soon forgotten
MARGIN = timedelta(minutes=5)  # before its end: a reading takes up to two

_kept: dict[tuple[str, str], tuple[Tokens, datetime]] = {}  # network and client → token, and when to ask anew
_asking = Lock()


def opened(network: Network, now: datetime) -> Network:
    """The network, with such a token where its access needs one. Raises NetworkError where it gives none."""
    access = network.access
    if network.oauth is None or not network.oauth.app or access.token or not access.client_secret:
        return network
    with _asking:
        tokens, until = _kept.get((network.name, access.client_id), (None, now))
        if tokens is None or until <= now:
            tokens = asked_for(network, now)
            end = (tokens.expires_at or now + LONGEST) - MARGIN
            _kept[network.name, access.client_id] = tokens, min(end, now + LONGEST)
    network.access = replace(access, token=tokens.access)
    return network


def asked_for(network: Network, now: datetime) -> Tokens:
    """A new one. Raises NetworkError."""
    from pegel.linking import token_endpoint  # Authlib, 30 ms: once in an hour

    assert network.oauth
    oauth, client = network.oauth, token_endpoint.client(network, network.oauth)
    try:
        told = token_endpoint.asked(
            network, lambda: client.fetch_token(oauth.token, grant_type="client_credentials")
        )
    except ProofLost as lost:  # no member's proof: what the operator entered is wrong
        raise BadAnswer(f"{network.title} takes neither client id nor secret of this installation") from lost
    return token_endpoint.tokens(network, told, now)
