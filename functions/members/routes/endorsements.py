"""One member says that another is worth hearing on a topic."""

from __future__ import annotations

from datetime import UTC, datetime

import endorsing
from aws_lambda_powertools.event_handler import Response
from topics_told import EndorsementTold

from pegel.http import answer
from pegel.http.documents import Name, Slug
from pegel.http.request import Routes, signed_in

router = Routes()


@router.put("/v3/scores/<name>/topics/<slug>/endorsement", tags=["topics"])
@signed_in
def endorse(member_id: str, name: Name, slug: Slug) -> Response[EndorsementTold]:
    """Endorse somebody on a topic

    Five a day, the same person and topic once in seven days, nobody themselves; whoever endorses has a score.
    It is evidence for the topic, at most a tenth of its weight, for 90 days, and never enters a score.
    """
    return answer.private(endorsing.endorse(member_id, name.lower(), slug, datetime.now(UTC)))


@router.delete("/v3/scores/<name>/topics/<slug>/endorsement", tags=["topics"], status_code=204)
@signed_in
def withdraw(member_id: str, name: Name, slug: Slug) -> Response[None]:
    """Take an endorsement back

    It counts no more. The day's five stay as they are.
    """
    endorsing.withdraw(member_id, name.lower(), slug, datetime.now(UTC))
    return answer.nothing()
