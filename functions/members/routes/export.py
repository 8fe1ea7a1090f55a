"""Everything that is kept of a member, for them to keep."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import choosing
import outside
from aws_lambda_powertools.event_handler import Response
from exported import Export

from pegel.http import answer
from pegel.http.request import Routes, signed_in
from pegel.scoring import history, inputs
from pegel.social import Member
from pegel.store import accounts, endorsements, members, scores
from pegel.store.score_items import NOTHING, Kept
from routes.profile import profile_document

router = Routes()


@router.post("/v3/me/export", tags=["me"])
@signed_in
def export(member_id: str) -> Response[Export]:
    """Everything that is kept of you

    Profile, accounts with what was measured of them, score, reasons and history. Its `snapshot` is what your
    score was computed from: `pegel score --snapshot FILE` gives the same number offline, bit for bit.
    """
    member = members.get(member_id) or Member(member_id)
    kept, why = scores.get(member_id) or NOTHING, scores.get(f"why#{member_id}") or NOTHING
    linked, now = accounts.of(member_id), datetime.now(UTC)
    document: Export = {
        "exported_at": answer.time_of(now) or "",
        "profile": profile_document(member),
        "accounts": [{**outside.told(one, member), "reading": dict(one.reading)} for one in linked],
        "score": json.loads(kept.document or b"null"),
        "reasons": json.loads(why.document or b"null"),
        "history": [
            {"day": one.day.isoformat(), "score": one.value, "model": one.model}
            for one in history.unpack(kept.history)
        ],
        "topics": choosing.mine(member, now),
        "endorsements": [
            {"member_id": one.taker, "topic": one.topic, "given_at": answer.time_of(one.given_at) or ""}
            for one in endorsements.given(member_id)
        ],
        "snapshot": snapshot_of(kept, why),
    }
    return answer.private(document)


def snapshot_of(kept: Kept, why: Kept) -> Any:
    """What the score was computed from; None before the first one."""
    if not why.inputs:
        return None
    document = json.loads(kept.document)
    known = inputs.as_served(json.loads(why.inputs)[0]["look"]["inputs"], document)
    return {"value": document["value"], "digest": inputs.digest(known), "inputs": known}
