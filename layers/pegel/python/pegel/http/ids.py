"""Ids as the API shows them: a prefix and 26 characters of Crockford's base32 (web.md §6)."""

from __future__ import annotations

import random
import time
import uuid
from base64 import b32encode

from pegel.errors import NotSignedIn

CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789ABCDEFGHJKMNPQRSTVWXYZ")
HEAD = bytes(4)  # 130 bits hold 128: 32 zero bits in front put them at the end, as a ULID wants it


def new_request_id() -> str:
    """`req_` and a ULID: milliseconds, then 80 random bits, so that ids sort by time."""
    chance = random.getrandbits(80)  # it names a request and guards nothing
    return "req_" + to_base32((time.time_ns() // 1_000_000 << 80 | chance).to_bytes(16, "big"))


def member_id(subject: str) -> str:
    """A member's id from the `sub` of their token, which is a UUID. Raises NotSignedIn for anything else."""
    try:
        return "mem_" + to_base32(uuid.UUID(subject).bytes)
    except (ValueError, AttributeError, TypeError) as error:
        raise NotSignedIn("the token names no member; sign in again") from error


def to_base32(sixteen: bytes) -> str:
    """128 bits as 26 characters."""
    return b32encode(HEAD + sixteen)[6:].translate(CROCKFORD).decode()
