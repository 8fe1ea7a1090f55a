"""Signing in at a network: OAuth 2 with a code, PKCE and a state of ours. RFC 6749, 7636, 7009, 9207, 9700.

    begin ──▶ the member signs in there ──▶ check ──▶ exchange ──▶ Tokens ──▶ refresh … ──▶ revoke

Authlib speaks the protocol, `fetch` goes out. Imported only where somebody signs in or a token is renewed.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from authlib.oauth2.client import OAuth2Client

from pegel.errors import Denied, NotAuthorized, ProofLost, ScopeRefused
from pegel.linking import token_endpoint
from pegel.networks.network import Network, OAuth
from pegel.social import Tokens

READ_ONLY = frozenset(  # all that is ever asked for: none of them writes, and a test says so
    {
        *("openid", "offline_access", "offline.access"),
        *("tweet.read", "users.read"),  # X
        *("instagram_basic", "pages_show_list", "pages_read_engagement"),  # Instagram, Facebook
        "https://www.googleapis.com/auth/youtube.readonly",
        *("identity", "read", "history"),  # Reddit; the last: what they posted and wrote, by name
        "moderator:read:followers",  # Twitch: how many follow
        "no_expiry",  # Stack Exchange: what is public, for longer than a day
    }
)
CHANCE = 32  # bytes: 256 bits each of state, verifier and nonce


@dataclass(frozen=True, slots=True)
class Begun:
    """A sign-in that has begun: where the member goes, and what is kept until they are back."""

    url: str = field(repr=False)
    state: str = field(repr=False)
    verifier: str = field(repr=False)
    nonce: str = field(repr=False)


def begin(network: Network, redirect: str) -> Begun:
    """Where the member signs in. `redirect` is registered there, letter for letter."""
    oauth = of(network)
    if foreign := set(oauth.scopes) - READ_ONLY:
        raise ValueError(f"{network.name} would ask for {foreign}: not among what may be asked for")
    state, verifier, nonce = (secrets.token_urlsafe(CHANCE) for _ in range(3))
    client = OAuth2Client(None, network.access.client_id, code_challenge_method="S256")
    url, _ = client.create_authorization_url(
        oauth.authorize,
        state=state,
        redirect_uri=redirect,
        scope=oauth.separator.join(oauth.scopes) or None,
        code_verifier=verifier if oauth.pkce else None,
        **dict(oauth.extra) | ({"nonce": nonce} if "openid" in oauth.scopes else {}),
    )
    return Begun(url, state, verifier, nonce)


def check(network: Network, issuer: str, error: str) -> None:
    """What the member came back with, before its code is used. Raises Denied, NotAuthorized."""
    if of(network).issuer not in {"", issuer}:
        raise NotAuthorized(
            f"the answer does not come from {network.title}: begin again here, and follow no link that "
            "somebody sent you"
        )
    if error in {"access_denied", "user_cancelled_authorize", "user_cancelled_login"}:
        raise Denied(
            f"you did not allow us to read at {network.title}: begin again and agree there, or prove the "
            "account in another way"
        )
    if error:
        said = error if re.fullmatch(r"[a-z_]{1,40}", error) else "an error"
        raise NotAuthorized(f"{network.title} ended the sign-in with {said}: begin again in a while")


def exchange(  # noqa: PLR0913, PLR0917 – what was kept, and what came back
    network: Network, code: str, redirect: str, verifier: str, nonce: str, now: datetime
) -> Tokens:
    """Tokens for a code. Raises NotAuthorized where it is none any more, ScopeRefused, NetworkError."""
    oauth, client = of(network), token_endpoint.client(network, of(network))
    form = {"code": code, "redirect_uri": redirect} | ({"code_verifier": verifier} if oauth.pkce else {})
    try:
        told = token_endpoint.asked(
            network, lambda: client.fetch_token(oauth.token, grant_type="authorization_code", **form)
        )
    except ProofLost as lost:
        raise NotAuthorized(
            f"{network.title} does not take its own answer any more: it was used, or is too old. Begin again"
        ) from lost
    tokens = token_endpoint.tokens(network, told, now)
    if oauth.lasting:
        tokens = token_endpoint.tokens(network, lasting(network, tokens.access), now)
    granted = tokens.scopes or oauth.scopes  # not told: all that was asked for (RFC 6749 §5.1)
    if lacking := [scope for scope in oauth.scopes if scope not in granted]:
        raise ScopeRefused(
            f"{network.title} granted less than is needed to read the account: begin again, and allow "
            f"{', '.join(lacking)}, which only reads"
        )
    if "openid" in oauth.scopes and not is_ours(told.get("id_token"), network, nonce):
        raise NotAuthorized(f"what {network.title} answered belongs to another sign-in: begin again")
    return tokens


def refresh(network: Network, tokens: Tokens, now: datetime) -> Tokens:
    """The next pair. Raises ProofLost where the network takes the old one no more, NetworkError."""
    oauth, client = of(network), token_endpoint.client(network, of(network))
    if tokens.refresh:
        told = token_endpoint.asked(
            network, lambda: client.refresh_token(oauth.token, refresh_token=tokens.refresh)
        )
    elif oauth.lasting:
        told = lasting(network, tokens.access)
    else:
        raise ProofLost(f"{network.title} lets nobody read for longer: sign in there again")
    new = token_endpoint.tokens(network, told, now)
    return replace(new, refresh=new.refresh or tokens.refresh, scopes=new.scopes or tokens.scopes)


def lasting(network: Network, token: str) -> Mapping[str, Any]:
    """A token of weeks for one of hours, where there are no refresh tokens."""
    grant, client = of(network).lasting, token_endpoint.client(network, of(network))
    return token_endpoint.asked(
        network, lambda: client.fetch_token(of(network).token, grant_type=grant, **{grant: token})
    )


def revoke(network: Network, tokens: Tokens) -> None:
    """Tell the network that the tokens are needed no more, if it wants to know. Raises NetworkError."""
    oauth = of(network)
    if oauth.revoke_form:
        token_endpoint.send(network, oauth.revoke, oauth.revoke_form, tokens.access)
        return
    client = token_endpoint.client(network, oauth)
    for kind, token in (("refresh_token", tokens.refresh), ("access_token", tokens.access)):
        if oauth.revoke and token:  # most end both by the first; Twitch takes access tokens only
            client.revoke_token(oauth.revoke, token=token, token_type_hint=kind)


def of(network: Network) -> OAuth:
    """How to sign in there; only networks that have it get here."""
    assert network.oauth
    return network.oauth


def is_ours(id_token: Any, network: Network, nonce: str) -> bool:
    """Whether an ID token was made for this very sign-in.

    It came from the token endpoint itself, whose TLS stands for its signature (OpenID Connect Core §3.1.3.7).
    """
    claims = claims_of(id_token)
    audience = claims.get("aud")
    return (
        claims.get("nonce") == nonce
        and network.access.client_id in (audience if isinstance(audience, list) else [audience])
        and of(network).issuer in {"", claims.get("iss")}
    )


def claims_of(id_token: Any) -> Mapping[str, Any]:
    """The middle of a JWT; nothing where it is none."""
    try:
        middle = str(id_token).split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    except (IndexError, ValueError, binascii.Error, RecursionError):
        return {}
    return claims if isinstance(claims, dict) else {}
