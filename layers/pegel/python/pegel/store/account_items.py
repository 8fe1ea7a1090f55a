"""An account as the table keeps it: ≤ 1 KB, one write unit; the last good reading is one deflated field."""

from __future__ import annotations

import json
import os
import zlib
from datetime import UTC, datetime
from typing import Any

from pynamodb.attributes import (
    Attribute,
    BinaryAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)
from pynamodb.constants import NUMBER
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection
from pynamodb.models import Model

from pegel.social import Account
from pegel.store.slots import daily
from pegel.store.table import Patient

TABLE = os.environ["ACCOUNTS_TABLE"]
WORDS = (  # of every reading, the likelier later (RFC 1950): part of the data, as in score_items.py
    b'{"share":"","untold":["unseen","unlisted","unquoted"],"wishes":["accept":"star":"quote":0,"reply":0,"repost":0}'
    b',"posts":"W/\\""etags":{"profile":"W/\\""},"digest":"","lists":[0,0]},"curation":null,"standing":null,'
    b'https://github.com/","https://bsky.app/profile/did:plc:/post/at:///app.bsky.feed.post/"https://mastodon.social/@'
    b'"bluesky#did:plc:","network":"bluesky","github#"network":"github","level":[null,0.0,1.0,"audience":[null]'
    b',"ahead":[[1,10000,10000,10000],"habits":[{"":1,"":1,"relay":[0.,"read_at":"2026-T00:00:00+00:00",""00.000000'
    b',"https://{"like":0,"quote":0,"reply":0,"repost":0},0.0],["","2026-11-"moments":[["spread":{"resonance":[0.,'
    b'"reactors":[0.,"relay":[1.}},"heard":{"":[1.,[0.0,null,null],"#"]}],{"features":{"account":"mastodon#",'
    b'"network":"mastodon","values":{"reach":0.0,"resonance":,"reactors":0.0,"relay":'
)
LOOKED_AT = {"proven", "held"}  # states whose accounts have a slot, and count


class Due(GlobalSecondaryIndex["AccountItem"]):  # type: ignore[no-untyped-call] # pynamodb's own hook
    """Proven and held accounts by the slot in which they are looked at. All others have none."""

    class Meta(Patient):
        index_name = "due"
        projection = KeysOnlyProjection()

    slot = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)


class Moment(Attribute[datetime]):
    """A time in whole seconds, as the table's own expiry has it: a third of the room that a text takes."""

    attr_type = NUMBER

    def serialize(self, value: datetime) -> str:
        """Epoch seconds."""
        return str(int(value.timestamp()))

    def deserialize(self, value: str) -> datetime:
        """UTC."""
        return datetime.fromtimestamp(int(value), UTC)


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
    evidence = UnicodeAttribute(null=True)
    proven_at = UTCDateTimeAttribute(null=True)
    checked_at = Moment(null=True)
    held_until = Moment(null=True)
    notice = UnicodeAttribute(null=True)
    noticed_at = Moment(null=True)
    expires_at = Moment(null=True)  # the table's own: a lost account leaves the list by itself
    read_at = UTCDateTimeAttribute(null=True)
    stale_since = UTCDateTimeAttribute(null=True)
    doubted_since = UTCDateTimeAttribute(null=True)
    trouble = UnicodeAttribute(null=True)
    reading = BinaryAttribute(legacy_encoding=False, null=True)
    version = NumberAttribute(default=0)


def deflated(reading: object) -> bytes:
    """A reading as the table keeps it."""
    packer = zlib.compressobj(9, zdict=WORDS)
    text = json.dumps(reading, separators=(",", ":"), ensure_ascii=False)
    return packer.compress(text.encode()) + packer.flush()


def inflated(packed: bytes) -> Any:
    """The reading again; one that was deflated without the dictionary too."""
    return json.loads(zlib.decompressobj(zdict=WORDS).decompress(packed))


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
        evidence=item.evidence or "",
        proven_at=item.proven_at,
        checked_at=item.checked_at,
        held_until=item.held_until,
        notice=item.notice or "",
        noticed_at=item.noticed_at,
        read_at=item.read_at,
        stale_since=item.stale_since,
        doubted_since=item.doubted_since,
        trouble=item.trouble or "",
        reading=inflated(item.reading) if item.reading else {},
        version=int(item.version),
    )


def to_item(account: Account) -> AccountItem:
    """The table's shape of an account; only one that is proven, or was lately, has a slot."""
    return AccountItem(
        account.member_id,
        account.key,
        slot=daily(account.key) if account.state in LOOKED_AT else None,
        handle=account.handle,
        state=account.state,
        code=account.code or None,
        code_until=account.code_until,
        proof=account.proof or None,
        evidence=account.evidence or None,
        proven_at=account.proven_at,
        checked_at=account.checked_at,
        held_until=account.held_until,
        notice=account.notice or None,
        noticed_at=account.noticed_at,
        read_at=account.read_at,
        stale_since=account.stale_since,
        doubted_since=account.doubted_since,
        trouble=account.trouble or None,
        reading=deflated(account.reading) if account.reading else None,
        version=account.version,
    )
