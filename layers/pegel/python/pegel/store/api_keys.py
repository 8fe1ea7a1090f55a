"""API keys of readers, Klout clients and brands: made, shown once, kept as a hash, looked up, revoked.

    pegel_live_<8 id>_<32 secret>_<6 checksum>      or pegel_test_…; letters and digits

The prefix and the checksum (CRC32 of all before it) let secret scanners find a leaked key and let us refuse a
mistyped one without a read. 32 characters are 190 bits, so SHA-256 is enough of a hash (security.md §2).
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import string
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.attributes import BooleanAttribute, ListAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.models import Model

from pegel.store.table import Prompt

TABLE = os.environ["KEYS_TABLE"]
LETTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase
FORM = re.compile(r"(pegel_(?:live|test)_([0-9A-Za-z]{8})_[0-9A-Za-z]{32})_([0-9A-Za-z]{6})")
KEPT = timedelta(seconds=60)  # a look-up is remembered so long: so soon a revocation holds everywhere
REMEMBERED = 10_000  # look-ups
READ = "read"  # the scope of public reads, /v3 and Klout's paths alike
SCOPES = (READ,)


class KeyItem(Model):
    """A key as the table keeps it: without the key."""

    class Meta(Prompt):
        table_name = TABLE

    key = UnicodeAttribute(hash_key=True)  # SHA-256
    id = UnicodeAttribute()
    owner = UnicodeAttribute()
    scopes: ListAttribute[UnicodeAttribute] = ListAttribute(of=UnicodeAttribute)
    live = BooleanAttribute()
    last4 = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    revoked_at = UTCDateTimeAttribute(null=True)


@dataclass(frozen=True, slots=True)
class Key:
    """Whose key it is and what it is for. `shown` is what may be told of it: its beginning and its end."""

    id: str
    owner: str
    scopes: tuple[str, ...]
    live: bool
    last4: str
    created_at: datetime
    revoked_at: datetime | None = None

    @property
    def shown(self) -> str:
        """Enough to tell it from others, useless to whoever finds it."""
        return f"pegel_{'live' if self.live else 'test'}_{self.id}_…{self.last4}"


def create(owner: str, now: datetime, *, live: bool = True, scopes: tuple[str, ...] = SCOPES) -> str:
    """A new key's text. It is nowhere else: whoever loses it needs another."""
    name = _random(8)
    head = f"pegel_{'live' if live else 'test'}_{name}_{_random(32)}"
    text = f"{head}_{checksum(head)}"
    KeyItem(
        _hash(text),
        id=name,
        owner=owner,
        scopes=list(scopes),
        live=live,
        last4=text[-4:],
        created_at=now,
    ).save(condition=KeyItem.key.does_not_exist())
    return text


_known: dict[str, tuple[datetime, Key | None]] = {}  # hash → until when, whose


def owner(text: str, now: datetime) -> Key | None:
    """Whose key this is; None for one that is mistyped, unknown or revoked. At most 60 s old."""
    hashed = _hash(text)
    until, key = _known.get(hashed, (None, None))
    if until is not None and now < until:
        return key
    if not is_formed(text):
        return None
    key = _find(hashed)
    if len(_known) >= REMEMBERED:
        _known.clear()
    _known[hashed] = (now + KEPT, key)
    return key


def is_formed(text: str) -> bool:
    """Whether it is a key by its form and its checksum: tells a mistyped one without a read."""
    parts = FORM.fullmatch(text)
    return parts is not None and checksum(parts[1]) == parts[3]


def every() -> Iterator[Key]:
    """All keys there are, revoked ones too; for the operator."""
    return map(_to_key, KeyItem.scan())


def revoke(name: str, now: datetime) -> Key | None:
    """End the key of this id (or of this beginning of a key). Returns it; None if there is none."""
    wanted = name.removeprefix("pegel_live_").removeprefix("pegel_test_")[:8]
    for item in KeyItem.scan(KeyItem.id == wanted):
        if item.revoked_at is None:
            item.update([KeyItem.revoked_at.set(now)])
        return _to_key(item)
    return None


def checksum(head: str) -> str:
    """CRC32 in base 62, six characters."""
    number, digits = zlib.crc32(head.encode()), ""
    for _ in range(6):
        number, rest = divmod(number, 62)
        digits = LETTERS[rest] + digits
    return digits


def _find(hashed: str) -> Key | None:
    try:
        item = KeyItem.get(hashed)
    except KeyItem.DoesNotExist:
        return None
    return None if item.revoked_at else _to_key(item)


def _to_key(item: KeyItem) -> Key:
    scopes = tuple(map(str, item.scopes))
    return Key(item.id, item.owner, scopes, item.live, item.last4, item.created_at, item.revoked_at)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _random(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))
