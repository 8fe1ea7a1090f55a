"""A score day by day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from aws_lambda_powertools.event_handler import Response

from pegel.errors import NotFound
from pegel.http import answer
from pegel.http.documents import Day, History, HistoryQuery, Name
from pegel.http.request import Routes, takes
from pegel.scoring import history
from pegel.store import scores

router = Routes()

LONGEST = 30  # characters of a name: nothing longer is asked for
CAUSES = "causes"  # beside the networks: what moved the score


@router.get("/v3/scores/<name>/history", tags=["scores"])
@takes(query=HistoryQuery)
def score_history(name: Name, query: HistoryQuery) -> Response[History]:
    """A score day by day

    Up to the day of the last score, a year at most. Points by network go back 90 days.
    """
    wanted = name.lower()
    both = scores.why(wanted) if len(name) <= LONGEST else None
    if not both:
        raise NotFound("no public page has this name")
    kept, why = both
    past = history.unpack(kept.history)[-query["days"] :]
    document: History = {
        "name": wanted,
        "model": json.loads(kept.document)["model"],
        "days": days(past, why.histories),
    }
    return answer.public(json.dumps(document, separators=(",", ":")).encode())


def days(past: list[history.Day], networks: Mapping[str, bytes]) -> list[Day]:
    """Each day with the points of each network that has some."""
    points: dict[date, dict[str, float]] = {one.day: {} for one in past}
    for network, packed in networks.items():
        if network == CAUSES:
            continue
        for one in history.unpack(packed):
            if one.value is not None and one.day in points:
                points[one.day][network] = one.value
    return [
        {
            "day": one.day.isoformat(),
            "score": one.value,
            "model": one.model,
            "networks": points[one.day],
        }
        for one in past
    ]
