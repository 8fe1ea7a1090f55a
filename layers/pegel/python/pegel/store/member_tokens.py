"""Tokens that members gave us for their accounts: sealed for the member, the account and this very pair.

    kept ──▶ due ──lease──▶ renewed ──▶ kept …        a pair that the network takes no more: lost

Networks that hand out a new refresh token with each use (rotation) take the second use of an old one for
theft and end both. So one at a time renews: who holds the lease asks, and writes the new pair, on condition
that the old one is still there, before anybody uses it. Who has no lease waits a moment for the new pair.
Should the holder die between the network's rotation and our write, the old token is refused next time: then
the proof is lost and told as such, and the member signs in again. Nothing mends it: the new pair is nowhere.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import datetime, timedelta

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.models import Model

from pegel.errors import NetworkError, ProofLost, RateLimited
from pegel.social import Account, Tokens
from pegel.store import salts
from pegel.store.sealed import opened, sealed
from pegel.store.table import Patient, is_refused

TABLE = os.environ["TOKENS_TABLE"]
MARGIN = timedelta(minutes=5)  # before its end a token is renewed: a reading takes up to two
LEASE = timedelta(seconds=30)  # three times what a call may take (fetch.TOTAL)
PATIENCE = 4.0  # seconds that somebody without the lease waits for the new pair
LOOK = 0.25  # seconds from one look to the next
ENOUGH = 30.0  # seconds for all of a batch
AT_ONCE = 8  # pairs renewed at the same time
Renew = Callable[[Tokens], Tokens]


class TokenItem(Model):
    """One account's tokens. Without `sealed` they are lost, and `lost` says why."""

    class Meta(Patient):
        table_name = TABLE

    member_id = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)
    sealed = BinaryAttribute(legacy_encoding=False, null=True)
    version = UnicodeAttribute()  # another with every pair
    lease_until = NumberAttribute(null=True)
    lost = UnicodeAttribute(null=True)


def keep(member_id: str, key: str, tokens: Tokens) -> None:
    """In place of whatever was there; `key` is network#account_id."""
    salt, version = salts.made_for([member_id])[member_id], _new_version()
    content = sealed(tokens, member_id, salt, f"{key}|{version}")
    TokenItem(member_id, key, sealed=content, version=version).save()


def forget(member_id: str, key: str | None = None) -> list[tuple[str, Tokens]]:
    """Delete an account's tokens, or all of a member's. Returns what was there, by account, to be revoked."""
    condition = None if key is None else TokenItem.key == key
    items = list(TokenItem.query(member_id, condition, consistent_read=True))
    salt = salts.of([member_id]).get(member_id, b"") if items else b""
    found = [(item.key, tokens) for item in items if (tokens := _open(item, salt))]
    for item in items:
        TokenItem(member_id, item.key).delete()
    return found


def drop(member_id: str, key: str) -> None:
    """Delete an account's tokens without a look at them: nobody is told."""
    TokenItem(member_id, key).delete()


def for_reading(
    accounts: Iterable[Account], renew: Renew, now: datetime, seconds: float = ENOUGH
) -> dict[str, str | NetworkError]:
    """Account → an access token that lasts for a reading, or why there is none; without one it is left out.

    One look at all of them; only what is due is renewed. ProofLost: the member has to sign in again. Else the
    NetworkError of `renew`, or RateLimited while somebody else renews it for long, or there was no time: what
    has begun is renewed all the same, no other begins.
    """
    items = _items((account.member_id, account.key) for account in accounts)
    salted = salts.of(item.member_id for item in items) if items else {}

    def told(item: TokenItem) -> str | NetworkError:
        try:
            return _fresh(item, salted.get(item.member_id, b""), renew, now)
        except NetworkError as error:
            return error

    pool = ThreadPoolExecutor(AT_ONCE)
    asked = {item.key: pool.submit(told, item) for item in items}
    done, _ = wait(asked.values(), timeout=seconds)
    pool.shutdown(wait=False, cancel_futures=True)
    late = RateLimited("its network is slow to renew what members gave us", now + LEASE)
    return {key: one.result() if one in done else late for key, one in asked.items()}


def _fresh(item: TokenItem, salt: bytes, renew: Renew, now: datetime) -> str:
    began = time.monotonic()
    while True:
        tokens = _open(item, salt)
        if tokens is None:
            raise ProofLost(item.lost or "the token cannot be read any more: sign in there again")
        at = now + timedelta(seconds=time.monotonic() - began)
        if tokens.expires_at is None or tokens.expires_at - at > MARGIN:
            return tokens.access
        if _lease(item, at):
            return _renewed(item, tokens, salt, renew, at)
        if time.monotonic() - began > PATIENCE:
            raise RateLimited("its token is being renewed by somebody else", at + LEASE)
        time.sleep(LOOK)
        item = _again(item)


def _renewed(item: TokenItem, tokens: Tokens, salt: bytes, renew: Renew, now: datetime) -> str:
    """The lease is ours. A failure that proves nothing gives it back, and the old token lasts to its end."""
    try:
        new = renew(tokens)
    except ProofLost as lost:
        gone = [TokenItem.sealed.remove(), TokenItem.lost.set(str(lost)), *_next_version(_new_version())]
        if _change(item, gone):
            raise
        return _fresh(_again(item), salt, renew, now)  # the member signed in anew meanwhile
    except NetworkError:
        _change(item, [TokenItem.lease_until.remove()])
        if tokens.expires_at and tokens.expires_at - now > MARGIN / 2:
            return tokens.access
        raise
    version = _new_version()
    content = sealed(new, item.member_id, salt, f"{item.key}|{version}")
    if _change(item, [TokenItem.sealed.set(content), *_next_version(version)]):
        return new.access
    return _fresh(_again(item), salt, renew, now)  # another pair is there, or our own by a repeated write


def _lease(item: TokenItem, now: datetime) -> bool:
    """Whether this pair is ours to renew."""
    free = TokenItem.lease_until.does_not_exist() | (TokenItem.lease_until <= now.timestamp())
    return _change(item, [TokenItem.lease_until.set((now + LEASE).timestamp())], free)


def _change(item: TokenItem, actions: list[Action], condition: Condition | None = None) -> bool:
    """Change the item while it holds the same pair; False: it does not any more."""
    same: Condition = TokenItem.version == item.version
    try:
        TokenItem(item.member_id, item.key).update(
            actions, condition=same if condition is None else same & condition
        )
    except UpdateError as error:
        if not is_refused(error):
            raise
        return False
    return True


def _next_version(version: str) -> list[Action]:
    return [TokenItem.version.set(version), TokenItem.lease_until.remove()]


def _new_version() -> str:
    return secrets.token_hex(8)


def _items(pairs: Iterable[tuple[str, str]]) -> list[TokenItem]:
    return list(TokenItem.batch_get(set(pairs), consistent_read=True))


def _again(item: TokenItem) -> TokenItem:
    """As it is by now. Raises ProofLost where it is no more."""
    for found in _items([(item.member_id, item.key)]):
        return found
    raise ProofLost("the account was unlinked meanwhile")


def _open(item: TokenItem, salt: bytes) -> Tokens | None:
    """None: lost, or the member was erased."""
    if not item.sealed or not salt:
        return None
    return opened(item.sealed, item.member_id, salt, f"{item.key}|{item.version}")
