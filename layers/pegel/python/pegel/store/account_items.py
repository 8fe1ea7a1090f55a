"""An account as the table keeps it: ≤ 1 KB, one write unit; the last good reading is one deflated field."""

from __future__ import annotations

import json
import os
import zlib

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from pegel.social import Account
from pegel.store.slots import daily
from pegel.store.table import Patient

TABLE = os.environ["ACCOUNTS_TABLE"]


class Due(GlobalSecondaryIndex["AccountItem"]):  # type: ignore[no-untyped-call] # pynamodb's own hook
    """Proven accounts by the slot in which they are read. Pending and gone ones have none."""

    class Meta(Patient):
        index_name = "due"
        projection = KeysOnlyProjection()

    slot = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)


class AccountItem(Model):
    """One account of one member."""

    class Meta(Patient):
        table_name = TABLE

    member_id = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)
    due = Due()
    slot = UnicodeAttribute(null=True)
    handle = UnicodeAttribute()
    state = UnicodeAttribute(default="pending")
    code = UnicodeAttribute(null=True)
    code_until = UTCDateTimeAttribute(null=True)
    proof = UnicodeAttribute(null=True)
    proven_at = UTCDateTimeAttribute(null=True)
    read_at = UTCDateTimeAttribute(null=True)
    stale_since = UTCDateTimeAttribute(null=True)
    doubted_since = UTCDateTimeAttribute(null=True)
    trouble = UnicodeAttribute(null=True)
    reading = BinaryAttribute(legacy_encoding=False, null=True)
    version = NumberAttribute(default=0)


def deflated(reading: object) -> bytes:
    """A reading as the table keeps it."""
    return zlib.compress(json.dumps(reading, separators=(",", ":"), ensure_ascii=False).encode(), 9)


def to_account(item: AccountItem) -> Account:
    """The centre's shape of an item."""
    network, account_id = item.key.split("#", 1)
    return Account(
        member_id=item.member_id,
        network=network,
        handle=item.handle,
        account_id=account_id,
        state=item.state,
        code=item.code or "",
        code_until=item.code_until,
        proof=item.proof or "",
        proven_at=item.proven_at,
        read_at=item.read_at,
        stale_since=item.stale_since,
        doubted_since=item.doubted_since,
        trouble=item.trouble or "",
        reading=json.loads(zlib.decompress(item.reading)) if item.reading else {},
        version=int(item.version),
    )


def to_item(account: Account) -> AccountItem:
    """The table's shape of an account; only a proven one has a slot."""
    return AccountItem(
        account.member_id,
        account.key,
        slot=daily(account.key) if account.state == "proven" else None,
        handle=account.handle,
        state=account.state,
        code=account.code or None,
        code_until=account.code_until,
        proof=account.proof or None,
        proven_at=account.proven_at,
        read_at=account.read_at,
        stale_since=account.stale_since,
        doubted_since=account.doubted_since,
        trouble=account.trouble or None,
        reading=deflated(account.reading) if account.reading else None,
        version=account.version,
    )
