"""What only we can read, and only where it belongs: 12 bytes nonce, AES-256-GCM, the member's derived key."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from pegel.social import Tokens
from pegel.store import keys

NONCE = 12  # bytes


def sealed(tokens: Tokens, member_id: str, salt: bytes, place: str) -> bytes:
    """Tokens, for one place: moved anywhere else, or to somebody else, they cannot be opened."""
    nonce = secrets.token_bytes(NONCE)
    text = json.dumps(asdict(tokens), default=datetime.isoformat)
    return nonce + _cipher(member_id, salt).encrypt(nonce, text.encode(), f"{member_id}|{place}".encode())


def opened(content: bytes, member_id: str, salt: bytes, place: str) -> Tokens | None:
    """The tokens; None: sealed for another place, or for a salt that is no more."""
    try:
        text = _cipher(member_id, salt).decrypt(
            content[:NONCE], content[NONCE:], f"{member_id}|{place}".encode()
        )
    except InvalidTag:
        return None
    told = json.loads(text)
    until = told["expires_at"]
    return Tokens(
        **{
            **told,
            "expires_at": datetime.fromisoformat(until) if until else None,
            "scopes": tuple(told["scopes"]),
        }
    )


def _cipher(member_id: str, salt: bytes) -> AESGCM:
    return AESGCM(keys.member_key(member_id, salt))
