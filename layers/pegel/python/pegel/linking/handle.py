"""Handle and DID belong together, asked both ways. https://atproto.com/specs/handle

    handle ──/.well-known/atproto-did, else resolveHandle──▶ DID ──document──▶ its first at:// alias = handle

That is consistency, not control: everybody's handle passes. Control of a domain used as a handle is shown
by `/.well-known/pegel.txt` on it (networks.md §4), which hosts of many handles do not let people write.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from pegel.errors import BadAnswer, NetworkError, NotProven, Unreachable
from pegel.fetch import Answer, Fetch

RESOLVER = "https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle"
PLC = re.compile(r"did:plc:[a-z2-7]{24}")
WEB = re.compile(r"did:web:((?:[a-z0-9-]+\.)+[a-z]{2,})")  # atproto takes a bare host: no port, no path


def prove_both_ways(fetch: Fetch, handle: str, did: str) -> None:
    """Raise NotProven unless handle and DID point at each other."""
    handle = handle.lower()
    pointed = resolve(fetch, handle)
    if pointed != did:
        raise NotProven(
            f"The handle {handle} points at {pointed}, the profile is {did}. Set the handle again in "
            "Bluesky's settings (Account, Handle), or link the account that the handle points at."
        )
    alias = first_alias(document(fetch, did))
    if alias.lower() != handle:
        found = f"names {alias} first" if alias else "names no handle"
        raise NotProven(
            f"{handle} points at {did}, but the document of {did} {found}. Link the account by the handle it "
            "names, or set the handle again in Bluesky's settings (Account, Handle)."
        )


def resolve(fetch: Fetch, handle: str) -> str:
    """The DID a handle points at: asked of the handle's own host, else of the public resolver."""
    try:
        answer = fetch.get(f"https://{handle}/.well-known/atproto-did")
        did = answer.body.decode("ascii", "replace").strip()
        if answer.status == 200 and is_did(did):
            return did
    except NetworkError:
        pass  # most handles are kept in DNS: no web host need answer there
    answer = _alive(fetch.get(f"{RESOLVER}?handle={quote(handle)}"))
    found = _object(answer.json()).get("did") if answer.status == 200 else None
    if not isinstance(found, str) or not is_did(found):
        raise NotProven(
            f"The handle {handle} points at no account (the resolver answered {answer.status}). "
            "Check the handle in Bluesky's settings (Account, Handle)."
        )
    return found


def document(fetch: Fetch, did: str) -> dict[str, Any]:
    """The DID's document, from the public directory or from the DID's own host."""
    web = WEB.fullmatch(did)
    url = f"https://{web[1]}/.well-known/did.json" if web else f"https://plc.directory/{did}"
    answer = _alive(fetch.get(url))
    if answer.status != 200:
        raise NotProven(
            f"There is no document for {did} ({url} answered {answer.status}): it may be deleted."
        )
    found = _object(answer.json())
    if found.get("id") != did:
        raise NotProven(f"The document of {did} says that it is {found.get('id')!r}. Ask whoever serves it.")
    return found


def first_alias(document: dict[str, Any]) -> str:
    """The handle in the document's first at:// alias, "" if there is none. Later ones do not count."""
    known = document.get("alsoKnownAs")
    aliases = [alias for alias in known if isinstance(alias, str)] if isinstance(known, list) else []
    return next((alias.removeprefix("at://") for alias in aliases if alias.startswith("at://")), "")


def domain_text(fetch: Fetch, handle: str) -> str:
    """What the handle's own host says to Pegel in `/.well-known/pegel.txt`; "" if it says nothing."""
    try:
        answer = fetch.get(f"https://{handle.lower()}/.well-known/pegel.txt")
    except NetworkError:
        return ""
    return answer.body.decode("utf-8", "replace") if answer.status == 200 else ""


def is_did(text: str) -> bool:
    """Whether this is a DID we know how to ask about."""
    return bool(PLC.fullmatch(text) or WEB.fullmatch(text))


def _alive(answer: Answer) -> Answer:
    """The answer, unless it says that the host is ill: then nothing is known about the handle."""
    if answer.status == 429 or answer.status >= 500:
        raise Unreachable(f"{answer.url} answered {answer.status}")
    return answer


def _object(body: Any) -> dict[str, Any]:
    if not isinstance(body, dict):
        raise BadAnswer(f"expected a JSON object, got {type(body).__name__}")
    return body
