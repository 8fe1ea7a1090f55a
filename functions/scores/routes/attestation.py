"""A score that others can check without us: a signed credential, and the key by which to check it."""

import json
from datetime import UTC, datetime
from typing import Annotated, NotRequired, TypedDict

import credential
import issuer
import pages
import withdrawal
from aws_lambda_powertools.event_handler import Response
from issuer import Identity

from pegel.http import answer
from pegel.http.documents import Name
from pegel.http.request import Routes, gives, takes
from pegel.http.shape import Number, Text

router = Routes()

VC_JWT = "application/vc+jwt"
Attestation = Annotated[str, Text("An OpenBadgeCredential as VC-JWT, signed with ES256")]
StatusList = Annotated[str, Text("A BitstringStatusListCredential as VC-JWT, signed with ES256")]


class AttestationQuery(TypedDict):
    """How much it tells."""

    at_least: NotRequired[
        Annotated[int, Number("Tell only that the score is at least so high, not how high", 1, 100)]
    ]


@router.get("/@<name>/attestation", tags=["badges"])
@takes(query=AttestationQuery)
@gives(VC_JWT)
def attestation(name: Name, query: AttestationQuery) -> Response[Attestation]:
    """Signed score

    An Open Badges 3.0 credential for a week, to be checked with the key in `/.well-known/did.json`. 409 if
    there is no score, or one lower than `at_least`.
    """
    wanted, today = name.lower(), datetime.now(UTC).date()
    document, index = pages.document_of(wanted), withdrawal.index_of(pages.owner_of(wanted))
    return answer.public(
        credential.attestation(wanted, document, index, query.get("at_least"), today), VC_JWT
    )


@router.get("/@<name>/attestation/status", tags=["badges"])
@gives(VC_JWT)
def attestation_status(name: Name) -> Response[StatusList]:
    """Whether a signed score still stands

    The bit of an attestation is 0 as long as the page is public and the same member's. 404 means that it is
    withdrawn.
    """
    wanted, today = name.lower(), datetime.now(UTC).date()
    pages.document_of(wanted)
    index = withdrawal.index_of(pages.owner_of(wanted))
    return answer.public(withdrawal.status_list(wanted, index, today), VC_JWT)


@router.get("/.well-known/did.json", tags=["badges"])
def identity() -> Response[Identity]:
    """Who signs

    The DID document of this site, `did:web:` and its host, with the key of the attestations.
    """
    return answer.public(json.dumps(issuer.identity()).encode())
