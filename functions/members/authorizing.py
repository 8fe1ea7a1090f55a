"""Signing in at a network: what begins, what comes back, and which accounts it proves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import outside
import unread
from authorized import AuthorizationAnswer, OwnAccount

from pegel.errors import AccountGone, InvalidField, NetworkError, NoAccountThere
from pegel.social import Account, Tokens

if TYPE_CHECKING:
    from pegel.networks.network import Network, Profile

REDIRECT = f"{outside.PUBLIC_URL}/linked"
UNPROVEN = {"pending", "gone", "lost"}


def begin(member_id: str, name: str, now: datetime) -> tuple[str, datetime]:
    """Where to sign in, and until when. Raises InvalidField, Conflict."""
    from pegel.linking import oauth
    from pegel.store import authorizations

    network = sign_in_at(name)
    begun = oauth.begin(network, REDIRECT)
    kept = authorizations.Authorization(name, REDIRECT, begun.verifier, begun.nonce)
    return begun.url, authorizations.begin(member_id, begun.state, kept, now)


def given(
    member_id: str, said: AuthorizationAnswer, now: datetime
) -> tuple[Network, Tokens, Sequence[Profile]]:
    """What the member brought back is worth: tokens, and whose accounts they open.

    Raises NotAuthorized, InvalidField, NetworkError.
    """
    from pegel.store import authorizations

    if "account_id" in said and not said.get("code"):
        name, tokens = authorizations.held(member_id, said["state"], now)
        network = sign_in_at(name)
    else:
        network, tokens = exchanged(member_id, said, now)
    try:
        return network, tokens, owned(network, tokens, now)
    except (NetworkError, NoAccountThere):
        if said.get("code"):
            give_back(network, tokens)
        raise


def exchanged(member_id: str, said: AuthorizationAnswer, now: datetime) -> tuple[Network, Tokens]:
    """The code against tokens: once, whatever comes of it."""
    from pegel.linking import oauth
    from pegel.store import authorizations

    code, error = said.get("code", ""), said.get("error", "")
    if not code and not error:
        raise InvalidField("/code", "is missing; send what the network added to the address of /linked")
    begun = authorizations.use(member_id, said["state"], now)
    network = sign_in_at(begun.network)
    oauth.check(network, said.get("iss", ""), error)
    return network, oauth.exchange(network, code, begun.redirect, begun.verifier, begun.nonce, now)


def owned(network: Network, tokens: Tokens, now: datetime) -> Sequence[Profile]:
    """The accounts of whoever signed in. Raises NoAccountThere, NetworkError."""
    outside.pay(network, outside.LOOK_UP, now)
    try:
        found = network.on_behalf(tokens.access).owned()
    except AccountGone as gone:
        raise NoAccountThere(
            f"{network.title} shows no account of yours that can be read ({gone}): is it public, and of the "
            "kind that we read?"
        ) from gone
    if not found:
        raise NoAccountThere(
            f"whoever signed in at {network.title} has no account there that we read: sign out there, begin "
            "again and sign in as the right one"
        )
    return found


def chosen(profiles: Sequence[Profile], account_id: str) -> Profile | None:
    """The account to link; None while there is a choice. Raises InvalidField for one that is not theirs."""
    if not account_id:
        return profiles[0] if len(profiles) == 1 else None
    for profile in profiles:
        if profile.account_id == account_id:
            return profile
    known = ", ".join(profile.account_id for profile in profiles)
    raise InvalidField("/account_id", f"is no account of whoever signed in; theirs are {known}")


def hold(
    member_id: str, said: AuthorizationAnswer, tokens: Tokens, profiles: Sequence[Profile]
) -> list[OwnAccount]:
    """Keep the tokens until one of the accounts is chosen, and tell which there are."""
    from pegel.store import authorizations

    authorizations.hold(member_id, said["state"], tokens)
    return [{"account_id": one.account_id, "handle": one.handle, "name": one.name} for one in profiles]


def prove(
    member_id: str, network: Network, profile: Profile, tokens: Tokens, now: datetime
) -> tuple[Account, str | None]:
    """The account, linked and proven, its tokens kept before anybody reads; also who lost it by that."""
    from pegel.store import accounts, member_tokens

    account = Account(member_id, network.name, profile.handle, profile.account_id)
    kept = accounts.get(member_id, account.key)
    if kept is None or kept.state in UNPROVEN:
        kept = accounts.link(account)
    member_tokens.keep(member_id, account.key, tokens)
    return accounts.prove(kept, "oauth", now)


def give_back(network: Network, tokens: Tokens) -> bool:
    """Tell the network that they are needed no more. False: it did not hear; they are not kept anyway."""
    from pegel.linking import oauth

    try:
        oauth.revoke(network, tokens)
    except NetworkError:
        return False
    return True


def sign_in_at(name: str) -> Network:
    """The network, if its members may sign in there. Raises InvalidField, Conflict where it is off."""
    from pegel.networks import NETWORKS
    from pegel.store import access

    entered = access.of_installation()
    network = outside.network_of(name, entered)
    if not network.oauth or not network.access.client_id:
        open_to = [
            one for one in NETWORKS if NETWORKS[one].oauth and one in entered and entered[one].client_id
        ]
        told = (
            f"it is at {', '.join(open_to)}" if open_to else "the operator has not registered it anywhere yet"
        )
        raise InvalidField("/network", f"signing in is not possible there; {told}")
    unread.permitted(network)
    return network
