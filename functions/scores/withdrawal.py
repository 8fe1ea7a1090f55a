"""Whether what was attested still stands: a Bitstring Status List (https://www.w3.org/TR/vc-bitstring-status-list/).

Each page has a list of its own, made of what there is, so nobody has to write one: every bit is set but that
of the member whose page it is, and a page that is hidden or gone has no list, which is no yes either.
"""

from __future__ import annotations

import gzip
import hashlib
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

import issuer
import pages

ENTRIES = 131_072  # the fewest that the standard allows
VALID = timedelta(days=2)
PURPOSE = "revocation"


def index_of(member_id: str) -> int:
    """A member's place in any list."""
    return int.from_bytes(hashlib.sha256(member_id.encode()).digest()[:4]) % ENTRIES


def entry(name: str, index: int) -> dict[str, Any]:
    """What a credential says of where to look."""
    return {
        "id": f"{address_of(name)}#{index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": PURPOSE,
        "statusListIndex": str(index),
        "statusListCredential": address_of(name),
    }


@lru_cache(maxsize=1000)
def status_list(name: str, index: int, today: date) -> bytes:
    """The signed list of a public page whose member has this index."""
    midnight, address = datetime(today.year, today.month, today.day, tzinfo=UTC), address_of(name)
    bits = bytearray(b"\xff" * (ENTRIES // 8))
    bits[index // 8] ^= 0x80 >> index % 8
    subject = {
        "id": f"{address}#list",
        "type": "BitstringStatusList",
        "statusPurpose": PURPOSE,
        "encodedList": "u" + issuer.base64url(gzip.compress(bits, mtime=0)).decode(),
    }
    return issuer.signed(
        {
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": address,
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            **issuer.issued(midnight, midnight + VALID),
            "credentialSubject": subject,
        }
    )


def address_of(name: str) -> str:
    """Where the list of a page is."""
    return f"{pages.address_of(name)}/attestation/status"
