"""Members' public pages: where they are, and the score that each shows."""

from __future__ import annotations

import os
from urllib.parse import quote

from pegel.errors import NotFound
from pegel.store import scores

PUBLIC_URL = os.environ["PEGEL_PUBLIC_URL"]
LONGEST = 30  # characters of a name: nothing longer is asked for


def address_of(name: str) -> str:
    """Where the page of this name is."""
    return f"{PUBLIC_URL}/@{quote(name)}"


def document_of(name: str) -> bytes:
    """The score document of a public page. Raises NotFound."""
    kept = scores.by_name(name) if len(name) <= LONGEST else None
    if not kept:
        raise NotFound("no public page has this name")
    return kept.document


def owner_of(name: str) -> str:
    """The member whose public page it is. Raises NotFound."""
    member_id = scores.owner_of(name)
    if not member_id:
        raise NotFound("no public page has this name")
    return member_id
