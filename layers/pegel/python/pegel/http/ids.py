"""Ids as the API shows them: a prefix and 26 characters of Crockford's base32 (web.md §6)."""

from __future__ import annotations

import random
import time
import uuid

from pegel.errors import NotSignedIn

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PAIRS = tuple(first + second for first in CROCKFORD for second in CROCKFORD)  # of ten bits
PLACES = range(120, -1, -10)  # of 13 pairs, 130 bits: the two in front are 0, as a ULID wants it


def new_request_id() -> str:
    """`req_` and a ULID: milliseconds, then 80 random bits, so that ids sort by time."""
    chance = random.getrandbits(80)  # it names a request and guards nothing
    return "req_" + to_text(time.time_ns() // 1_000_000 << 80 | chance)


def member_id(subject: str) -> str:
    """A member's id from the `sub` of their token, which is a UUID. Raises NotSignedIn for anything else."""
    try:
        return "mem_" + to_base32(uuid.UUID(subject).bytes)
    except (ValueError, AttributeError, TypeError) as error:
        raise NotSignedIn("the token names no member; sign in again") from error


def to_base32(sixteen: bytes) -> str:
    """128 bits as 26 characters."""
    return to_text(int.from_bytes(sixteen, "big"))


def to_text(number: int) -> str:
    """The same of a number: two characters at a time, for it is done in every request."""
    return "".join([PAIRS[number >> place & 1023] for place in PLACES])
