"""A member's own score, public or not."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response

from pegel.errors import NotFound
from pegel.http import answer
from pegel.http.documents import ScoreDocument
from pegel.http.request import Routes, signed_in
from pegel.store import scores

router = Routes()


@router.get("/v3/me/score", tags=["me"])
@signed_in
def my_score(member_id: str) -> Response[ScoreDocument]:
    """Your score

    The same document as on your public page, whether or not the page is public.
    """
    kept = scores.get(member_id)
    if not kept:
        raise NotFound("you have no score yet: it comes minutes after your first account is proven")
    return answer.served(kept.document.decode(), answer.tag_of(kept.document), answer.PRIVATE)
