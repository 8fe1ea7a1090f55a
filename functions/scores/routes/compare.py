"""Two to five members on one axis of days."""

from __future__ import annotations

import json
from typing import cast

from aws_lambda_powertools.event_handler import Response
from comparison import side_by_side
from documents import CompareQuery, Comparison

from pegel.errors import InvalidField, NotFound
from pegel.http import answer
from pegel.http.request import Routes, takes
from pegel.store import scores

router = Routes()

FEWEST, MOST = 2, 5  # names at once
LONGEST = 30  # characters of a name: nothing longer is asked for


@router.get("/v3/compare", tags=["scores"])
@takes(query=CompareQuery)
def compare(query: CompareQuery) -> Response[Comparison]:
    """Members side by side over time

    Two to five members, or a company and its rivals, on one axis of days.
    """
    names = list(dict.fromkeys(name.strip().lower() for name in query["names"].split(",") if name.strip()))
    if not FEWEST <= len(names) <= MOST:
        raise InvalidField("/names", f"must be {FEWEST} to {MOST} names, by commas; these are {len(names)}")
    found = scores.batch(name for name in names if len(name) <= LONGEST)
    if not found:
        raise NotFound("no public page has one of these names")
    there = {name: found[name] for name in names if name in found}
    told = side_by_side(there, query["days"]) | {"missing": [name for name in names if name not in found]}
    document = cast(Comparison, told)
    return answer.public(json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode())
