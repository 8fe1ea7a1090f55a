"""Handle and DID belong together, asked both ways. https://atproto.com/specs/handle

    handle ──DNS TXT, /.well-known/atproto-did, else resolveHandle──▶ DID ──document──▶ its first at:// alias

That is consistency, not control: everybody's handle passes. Control of a domain used as a handle is shown by
what the domain says to us (`domain.py`), which hosts of many handles do not let people write.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from pegel.dns_text import Texts
from pegel.errors import BadAnswer, NetworkError, NotProven, Unreachable
from pegel.fetch import Answer, Fetch
from pegel.linking import domain
from pegel.linking.look import Found, Look

RESOLVER = "https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle"
PLC = re.compile(r"did:plc:[a-z2-7]{24}")
WEB = re.compile(r"did:web:((?:[a-z0-9-]+\.)+[a-z]{2,})")  # atproto takes a bare host: no port, no path


HOSTED = (".bsky.social",)  # hosts of many handles: the domain belongs to none of its users


def find(look: Look) -> Found:
    """For a handle that is a domain of its owner's: what that domain says."""
    name = look.profile.handle.lower()
    return domain.search(look, domain.places(look, name)) if is_own_domain(name) else Found()


def is_own_domain(name: str) -> bool:
    """Whether the handle can be a domain of its owner's, rather than a name under a host of many."""
    return not name.lower().endswith(HOSTED) and not is_did(name)


def prove_both_ways(fetch: Fetch, texts: Texts, handle: str, did: str) -> None:
    """Raise NotProven unless handle and DID point at each other."""
    handle = handle.lower()
    pointed = resolve(fetch, texts, handle)
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


def resolve(fetch: Fetch, texts: Texts, handle: str) -> str:
    """The DID a handle points at: by the DNS, else by the handle's own host, else by the public resolver."""
    if did := in_dns(texts, handle):
        return did
    try:
        answer = fetch.get(f"https://{handle}/.well-known/atproto-did")
        did = answer.body.decode("ascii", "replace").strip()
        if answer.status == 200 and is_did(did):
            return did
    except NetworkError:
        pass  # most handles are kept in the DNS: no web host need answer there
    answer = _alive(fetch.get(f"{RESOLVER}?handle={quote(handle)}"))
    found = _object(answer.json()).get("did") if answer.status == 200 else None
    if not isinstance(found, str) or not is_did(found):
        raise NotProven(
            f"The handle {handle} points at no account (the resolver answered {answer.status}). "
            "Check the handle in Bluesky's settings (Account, Handle)."
        )
    return found


def in_dns(texts: Texts, handle: str) -> str:
    """The DID that the DNS holds, "" for none; one that names two names none, says atproto."""
    try:
        said = texts(f"_atproto.{handle}")
    except Unreachable:
        return ""
    dids = {one.removeprefix("did=") for one in said if one.startswith("did=")}
    if len(dids) > 1:
        raise NotProven(
            f"The DNS names {len(dids)} accounts for {handle} (TXT of _atproto.{handle}): leave one."
        )
    return next((did for did in dids if is_did(did)), "")


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
