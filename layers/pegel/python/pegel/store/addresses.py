"""A caller's address as it may be kept: a hash under a salt of the day, which is gone with the day.

The address itself is never written anywhere; after a day its hash cannot be made again, by nobody.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from ipaddress import ip_address, ip_network

from pegel.store.limits_table import update

DAY = 86_400
REMEMBERED = 10_000  # addresses
NETWORK = 64  # bits of an IPv6 address that are one customer's

_salts: dict[int, bytes] = {}  # of today alone
_named: dict[tuple[int, str], str] = {}


def named(address: str, now: datetime) -> str:
    """The address's name in the Limits table for today. Raises Silent."""
    asked = (now.toordinal(), address)
    known = _named.get(asked)
    if known:
        return known
    digest = hashlib.blake2b(customer(address).encode(), key=_salt_of(now), digest_size=16)
    if len(_named) >= REMEMBERED:
        _named.clear()
    return _named.setdefault(asked, f"address#{digest.hexdigest()}")


def customer(address: str) -> str:
    """An IPv4 address, or the network of 64 bits that an IPv6 one is in: a customer has all of it."""
    try:
        known = ip_address(address)
    except ValueError:
        return address  # not one: whatever stands there is one caller
    return address if known.version == 4 else str(ip_network((known, NETWORK), strict=False))


def _salt_of(now: datetime) -> bytes:
    """The day's salt: made by the first who asks, the same for all."""
    day = now.toordinal()
    if day not in _salts:
        values = {
            ":made": {"B": secrets.token_bytes(32)},
            ":expires": {"N": str(int(now.timestamp()) + 2 * DAY)},
        }
        told = update(
            f"salt#{now:%Y-%m-%d}",
            "SET salt = if_not_exists(salt, :made), expires_at = if_not_exists(expires_at, :expires)",
            values,
            ReturnValues="ALL_NEW",
        )
        _salts.clear()
        _named.clear()
        _salts[day] = bytes(told["Attributes"]["salt"]["B"])
    return _salts[day]
