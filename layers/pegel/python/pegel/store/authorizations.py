"""Sign-ins at networks that have begun: ten minutes, one member, one use.

    begin ──▶ used, by the first who brings the state back ──▶ held: tokens, while an account is chosen

Kept in the Limits table, which forgets and is never restored. The key is the state's hash: who reads the
table cannot answer in a member's place.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pynamodb.attributes import BinaryAttribute, BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.models import Model

from pegel.errors import StateExpired
from pegel.social import Tokens
from pegel.store.table import Prompt, is_refused

TABLE = os.environ["LIMITS_TABLE"]
LASTS = timedelta(minutes=10)
BEGIN_AGAIN = (
    "this sign-in took longer than ten minutes, was used already or was begun by somebody else: begin again"
)


class AuthorizationItem(Model):
    """A sign-in that has begun."""

    class Meta(Prompt):
        table_name = TABLE

    key = UnicodeAttribute(hash_key=True)
    member_id = UnicodeAttribute(null=True)
    network = UnicodeAttribute(null=True)
    verifier = UnicodeAttribute(null=True)
    nonce = UnicodeAttribute(null=True)
    redirect = UnicodeAttribute(null=True)
    used = BooleanAttribute(null=True)
    tokens = BinaryAttribute(legacy_encoding=False, null=True)
    expires_at = NumberAttribute(null=True)


@dataclass(frozen=True, slots=True)
class Authorization:
    """What was kept of a sign-in, for whoever began it."""

    network: str
    redirect: str
    verifier: str = field(repr=False)
    nonce: str = field(repr=False)


def begin(member_id: str, state: str, begun: Authorization, now: datetime) -> datetime:
    """Keep it; returns until when."""
    until = now + LASTS
    item = AuthorizationItem(_key(state))
    item.update(
        [
            AuthorizationItem.member_id.set(member_id),
            AuthorizationItem.network.set(begun.network),
            AuthorizationItem.verifier.set(begun.verifier),
            AuthorizationItem.nonce.set(begun.nonce),
            AuthorizationItem.redirect.set(begun.redirect),
            AuthorizationItem.expires_at.set(int(until.timestamp())),
        ]
    )
    return until


def use(member_id: str, state: str, now: datetime) -> Authorization:
    """The one use there is. Raises StateExpired for a second one, a late one, and anybody else's."""
    item = AuthorizationItem(_key(state))
    theirs = AuthorizationItem.member_id == member_id
    open_now = AuthorizationItem.used.does_not_exist() & (AuthorizationItem.expires_at > int(now.timestamp()))
    try:
        item.update([AuthorizationItem.used.set(True)], condition=theirs & open_now)
    except UpdateError as error:
        if not is_refused(error):
            raise
        raise StateExpired(BEGIN_AGAIN) from error
    return Authorization(item.network or "", item.redirect or "", item.verifier or "", item.nonce or "")


def hold(member_id: str, state: str, tokens: Tokens) -> None:
    """Keep what was given, sealed, until the member has chosen an account of several. Raises StateExpired."""
    from pegel.store import salts
    from pegel.store.sealed import sealed

    salt = salts.made_for([member_id])[member_id]
    content = sealed(tokens, member_id, salt, _key(state))
    try:
        AuthorizationItem(_key(state)).update(
            [AuthorizationItem.tokens.set(content)], condition=AuthorizationItem.member_id == member_id
        )
    except UpdateError as error:  # forgotten meanwhile: what came late would never be
        if not is_refused(error):
            raise
        raise StateExpired(BEGIN_AGAIN) from error


def held(member_id: str, state: str, now: datetime) -> tuple[str, Tokens]:
    """Network and tokens while the member chooses, more than once: all are theirs. Raises StateExpired."""
    from pegel.store import salts
    from pegel.store.sealed import opened

    try:
        item = AuthorizationItem.get(_key(state), consistent_read=True)
    except AuthorizationItem.DoesNotExist as none:
        raise StateExpired(BEGIN_AGAIN) from none
    is_open = item.member_id == member_id and (item.expires_at or 0) > now.timestamp()
    salt = salts.of([member_id]).get(member_id) if is_open and item.tokens else None
    tokens = opened(item.tokens, member_id, salt, item.key) if salt and item.tokens else None
    if tokens is None:
        raise StateExpired(BEGIN_AGAIN)
    return item.network or "", tokens


def _key(state: str) -> str:
    return f"state#{hashlib.sha256(state.encode()).hexdigest()}"
