"""A score by the name of an account on a network."""

from __future__ import annotations

from urllib.parse import unquote

from aws_lambda_powertools.event_handler import Response

from pegel.errors import NotFound
from pegel.http import answer
from pegel.http.documents import Handle, NetworkName, ScoreDocument
from pegel.http.request import Routes
from pegel.store import scores

router = Routes()

LONGEST = 320  # characters of a handle: nothing longer is asked for


@router.get("/v3/accounts/<network>/<handle>", tags=["scores"])
def by_account(network: NetworkName, handle: Handle) -> Response[ScoreDocument]:
    """Score by account

    The score of the member to whom the account was proven to belong, if they have a public page. An @ in
    front may be left out.
    """
    kept = scores.by_account(network, as_linked(network, unquote(handle))) if len(handle) <= LONGEST else None
    if not kept:
        raise NotFound("no public page has this account")
    return answer.public(kept.document)


def as_linked(network: str, handle: str) -> str:
    """The handle as it was written when it was linked: `@user@server` on Mastodon, without @ elsewhere."""
    name = handle.strip().lower().lstrip("@")
    return f"@{name}" if network == "mastodon" else name
