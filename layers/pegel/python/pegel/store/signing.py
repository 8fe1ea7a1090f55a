"""Signatures by the attestation key, which never leaves KMS: $0.15 per 10,000, $1 a month for the key.

KMS answers in DER; JOSE wants both numbers of a signature one behind the other (RFC 7518 §3.4). What reads
DER comes late: all but one route do without.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from typing import Any

import botocore.session
from botocore.config import Config

KEY_ID = os.environ["ATTESTATION_KEY_ID"]
NUMBER = 32  # bytes of a number on the curve P-256


def sign(message: bytes) -> bytes:
    """ECDSA on P-256 over SHA-256, ES256 in JOSE: 64 bytes. Another call, another signature."""
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

    made = _client().sign(
        KeyId=KEY_ID,
        Message=hashlib.sha256(message).digest(),  # a message itself may have 4,096 bytes at most
        MessageType="DIGEST",
        SigningAlgorithm="ECDSA_SHA_256",
    )
    return b"".join(map(_bytes, decode_dss_signature(made["Signature"])))


@cache
def public_point() -> tuple[bytes, bytes]:
    """The public key, x and y on the curve: 32 bytes each. Asked once, since it stays the same for good."""
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    key = load_der_public_key(_client().get_public_key(KeyId=KEY_ID)["PublicKey"])
    assert isinstance(key, EllipticCurvePublicKey)
    point = key.public_numbers()
    return _bytes(point.x), _bytes(point.y)


def _bytes(number: int) -> bytes:
    return number.to_bytes(NUMBER, "big")


@cache
def _client() -> Any:
    patience = Config(
        connect_timeout=1, read_timeout=2, retries={"total_max_attempts": 2, "mode": "standard"}
    )
    return botocore.session.get_session().create_client("kms", config=patience)
