"""Scores by the name of a public page."""

from __future__ import annotations

import json

from aws_lambda_powertools.event_handler import Response

from pegel.errors import InvalidField, NotFound
from pegel.http import answer
from pegel.http.documents import Name, NamesQuery, ScoreDocument, Scores
from pegel.http.request import Routes, takes
from pegel.store import scores

router = Routes()

MOST = 100  # names at once
LONGEST = 30  # characters of a name: nothing longer is asked for
NOBODY = "no public page has this name"


@router.get("/v3/scores/<name>", tags=["scores"])
def score(name: Name) -> Response[ScoreDocument]:
    """Score of one member"""
    kept = scores.by_name(name.lower()) if len(name) <= LONGEST else None
    if not kept:
        raise NotFound(NOBODY)
    return answer.public(kept.document)


@router.get("/v3/scores", tags=["scores"])
@takes(query=NamesQuery)
def several(query: NamesQuery) -> Response[Scores]:
    """Scores of several members at once"""
    names = list(dict.fromkeys(name.strip().lower() for name in query["names"].split(",") if name.strip()))
    if not 1 <= len(names) <= MOST:
        raise InvalidField("/names", f"must be 1 to {MOST} names, by commas; these are {len(names)}")
    found = scores.batch(name for name in names if len(name) <= LONGEST)
    missing = json.dumps([name for name in names if name not in found])
    documents = b",".join(found[name].document for name in names if name in found)
    return answer.public(b'{"data":[%b],"missing":%b}' % (documents, missing.encode()))
