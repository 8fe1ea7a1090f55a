"""What one's own score would be."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from supposed import SupposedChange, Supposition, WhatIf

from pegel.http import answer
from pegel.http.request import Routes, signed_in, takes
from pegel.social import Member
from pegel.store import members

router = Routes()


@router.post("/v3/me/what-if", tags=["me"])
@signed_in
@takes(body=WhatIf)
def what_if(member_id: str, body: WhatIf) -> Response[Supposition]:
    """What your score would be

    The real scorer on changed inputs: more people who react, follow or put the work aside, days of silence,
    an account unlinked. Nothing is kept. What must never pay – posting more, buying, rings, splitting – is
    refused with the reason.
    """
    from pegel.store import scorer  # boto3: for this call alone

    asked = [_named(change) for change in body["changes"]]
    language = (members.get(member_id) or Member(member_id)).language
    return answer.private(scorer.what_if(member_id, asked, language))


def _named(change: SupposedChange) -> dict[str, object]:
    """The account as the scorer knows it: network#account_id."""
    rest = {name: value for name, value in change.items() if name not in {"network", "account_id"}}
    return {**rest, "account": f"{change['network']}#{change['account_id']}"}
