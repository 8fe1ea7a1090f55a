"""A key in KMS, a score that it signs, and a stranger who checks with somebody else's library."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from openbadgeslib.ob3 import OB3Verifier
from openbadgeslib.ob3.credential import OpenBadgeCredential
from unit.api.conftest import keep
from unit.api.gateway import Answer, Wire

SITE = "https://pegel.example"
ISSUER = "did:web:pegel.example"
SCORED = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=90)
HASH = "5f" * 32
WHOLE = {
    "name": "zoe",
    "display_name": "Zoë",
    "score": 64,
    "value": 63.98,
    "interval": [60.1, 67.4],
    "model": "2026.11",
    "inputs": HASH,
    "scored_at": f"{SCORED:%Y-%m-%dT%H:%M:%SZ}",
}
Get = Callable[..., Answer]


class Kms:
    """A key in KMS: answers as KMS does, digests in, DER out."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.signed = self.told = 0

    def __call__(self, operation: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        assert said["KeyId"] == "attestation"
        if operation == "GetPublicKey":
            self.told += 1
            der = self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
            return 200, {"PublicKey": der}
        assert (operation, said["MessageType"], said["SigningAlgorithm"]) == (
            "Sign",
            "DIGEST",
            "ECDSA_SHA_256",
        )
        self.signed += 1
        digest = b64decode(said["Message"])
        return 200, {"Signature": self.key.sign(digest, ec.ECDSA(utils.Prehashed(SHA256())))}


def attached(api: SimpleNamespace) -> Kms:
    """A key behind the function, and Zoe with a score."""
    from pegel.store import signing

    key = Kms()
    Wire(key).attach(signing._client())
    keep(api.table, api.store, "zoe", json.dumps(WHOLE).encode())
    return key


def verified(
    get: Get, token: str, instead: dict[str, str] | None = None, check_status: bool = False
) -> OpenBadgeCredential:
    """What a stranger learns of it, who resolves our name over the network; `instead` of a path another's."""

    def look_up(url: str) -> bytes:
        assert url.startswith(f"{SITE}/")
        path = url.removeprefix(SITE)
        answer = get((instead or {}).get(path, path))
        assert answer.status == 200, answer.body
        return answer.body.encode()

    return OB3Verifier.for_issuer_did(ISSUER, download=look_up).verify(
        token, check_status=check_status, download=look_up
    )
