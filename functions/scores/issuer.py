"""Who signs: the host of this site as did:web, its key from KMS (https://w3c-ccg.github.io/did-method-web/).

The key's name is its own hash (RFC 7638), so another key has another name. A host without https or a name in
the DNS, such as a local stack's, has such an identity for the sake of the form only: nobody could look it up.
"""

import hashlib
import json
from base64 import urlsafe_b64encode
from datetime import datetime
from typing import Annotated, Any, TypedDict
from urllib.parse import urlsplit

import pages

from pegel.http.shape import Text
from pegel.store import signing

ISSUER = "did:web:" + urlsplit(pages.PUBLIC_URL).netloc.replace(":", "%3A")
HEADER = {"alg": "ES256"}


class PublicKey(TypedDict):
    """A public key on P-256 (RFC 7517)."""

    kty: Annotated[str, Text("Always `EC`")]
    crv: Annotated[str, Text("Always `P-256`")]
    x: Annotated[str, Text("Its point, base64url")]
    y: Annotated[str, Text("Its point, base64url")]


class Method(TypedDict):
    """A key, and whose it is."""

    id: Annotated[str, Text("Name of the key, `kid` in what it signed")]
    type: Annotated[str, Text("Always `JsonWebKey`")]
    controller: Annotated[str, Text("Whose it is")]
    publicKeyJwk: Annotated[PublicKey, Text("The key itself")]


Identity = TypedDict(
    "Identity",
    {
        "@context": Annotated[list[str], Text("JSON-LD contexts")],
        "id": Annotated[str, Text("did:web and our host")],
        "verificationMethod": Annotated[list[Method], Text("Our keys")],
        "assertionMethod": Annotated[list[str], Text("Names of the keys that sign attestations")],
    },
)
Identity.__doc__ = "Who signs attestations, and by which key: a DID document."


def identity() -> Identity:
    """The DID document."""
    method: Method = {
        "id": key_name(),
        "type": "JsonWebKey",
        "controller": ISSUER,
        "publicKeyJwk": public_key(),
    }
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": ISSUER,
        "verificationMethod": [method],
        "assertionMethod": [method["id"]],
    }


def issued(begins: datetime, ends: datetime) -> dict[str, Any]:
    """What a credential says of us and of its time."""
    profile = {"id": ISSUER, "type": ["Profile"], "name": "Pegel", "url": pages.PUBLIC_URL}
    return {"issuer": profile, "validFrom": time(begins), "validUntil": time(ends)}


def signed(credential: dict[str, Any]) -> bytes:
    """A credential as a JWT in its compact form: it is the payload, with the claims that say the same.

    `typ` is left out: Open Badges 3.0 allows "JWT" alone, VC-JOSE-COSE asks for "vc+jwt", and both take none.
    """
    nbf, exp = (
        int(datetime.fromisoformat(credential[end]).timestamp()) for end in ("validFrom", "validUntil")
    )
    claims = {"sub": credential["credentialSubject"]["id"], "jti": credential["id"], "nbf": nbf, "exp": exp}
    payload = {**credential, "iss": ISSUER, **claims}
    message = b".".join(base64url(_json(part)) for part in ({**HEADER, "kid": key_name()}, payload))
    return b".".join([message, base64url(signing.sign(message))])


def key_name() -> str:
    """Ours as a DID, and the hash of the key."""
    return (
        f"{ISSUER}#{base64url(hashlib.sha256(_json(dict(sorted(public_key().items())))).digest()).decode()}"
    )


def public_key() -> PublicKey:
    """The key by which to verify."""
    x, y = (base64url(number).decode() for number in signing.public_point())
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def time(at: datetime) -> str:
    """UTC, RFC 3339, to the second."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def base64url(what: bytes) -> bytes:
    """Without padding (RFC 7515 §2)."""
    return urlsafe_b64encode(what).rstrip(b"=")


def _json(what: dict[str, Any]) -> bytes:
    return json.dumps(what, separators=(",", ":"), ensure_ascii=False).encode()
