"""The proofs of a handle: what its own host, the resolver and the directory of DIDs say. networks.md §4"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pegel.cli.demo.dice import letters
from pegel.cli.demo.exchange import Exchange, etag, exchange
from pegel.cli.demo.life import Life


def proofs(life: Life, now: datetime) -> Iterator[tuple[str, Exchange]]:
    """Handle and DID, both ways; nothing for Pegel on the handle's own host."""
    handle, did = life.handle, life.account_id
    document = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "alsoKnownAs": [f"at://{handle}"],
        "verificationMethod": [
            {"id": f"{did}#atproto", "type": "Multikey", "controller": did,
             "publicKeyMultibase": "zQ3sh" + letters(f"key {did}", 44)}
        ],
        "service": [{"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": "https://pds.example"}],
    }  # fmt: skip
    yield "atproto-did", exchange(f"https://{handle}/.well-known/atproto-did", did, now)
    yield "pegel.txt", exchange(f"https://{handle}/.well-known/pegel.txt", "Not Found", now, status=404)
    yield "plc", exchange(f"https://plc.directory/{did}", document, now)
    resolved = {"did": did}
    url = f"https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle?handle={handle}"
    yield "resolve_handle", exchange(url, resolved, now, {"etag": etag(resolved)})
