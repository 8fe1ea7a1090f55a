"""Why a score is what it is, what moved it, and what it was computed from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from aws_lambda_powertools.event_handler import Response

from pegel.errors import InvalidField, NotFound
from pegel.http import answer
from pegel.http.documents import Name
from pegel.http.explained import ChangeTold, Explanation, LanguageQuery, SnapshotFile, SpanQuery
from pegel.http.request import Routes, takes
from pegel.scoring import causes, history
from pegel.scoring.history import Day
from pegel.store import scores
from pegel.store.score_items import Kept
from routes import influence

router = Routes()

LONGEST = 30  # characters of a name: nothing longer is asked for


@router.get("/v3/scores/<name>/explanation", tags=["scores"])
@takes(query=LanguageQuery)
def explained(name: Name, query: LanguageQuery) -> Response[Explanation]:
    """Why the score is what it is

    Every point by account and feature; with the base they sum to the score's `value`. What moved it since
    the day, the week and the month before, split exactly.
    """
    from pegel.scoring import explanation  # late: not for whoever asks for a score alone
    from pegel.store import topics

    kept, why = found(name)
    language, score = spoken(query), json.loads(kept.document)
    ranks = topics.ranks_of(one["slug"] for one in score.get("topics", ()))
    reasons = json.loads(why.document)
    days = history.unpack(kept.history)
    told = explanation.explanation(score, reasons, read(why), days, moved(why), language, ranks)
    return public({**told, "influence": influence.told(scores.owner_of(name.lower()) or "")})


@router.get("/v3/scores/<name>/changes", tags=["scores"])
@takes(query=SpanQuery)
def changes(name: Name, query: SpanQuery) -> Response[ChangeTold]:
    """What moved a score between two days

    Any two days of the last 90 that have a score; the causes sum to the change.
    """
    from pegel.scoring import explanation  # late

    kept, why = found(name)
    days = {one.day: one for one in history.unpack(kept.history) if one.value is not None}
    last = max(days, default=date.min).isoformat()
    start, end = (day_of(days, str(query.get(which, last)), which) for which in ("from", "to"))
    if start.day >= end.day:
        raise InvalidField("/from", "must be an earlier day than `to`")
    return public(explanation.change(start, end, moved(why), spoken(query)))


@router.get("/v3/scores/<name>/snapshot", tags=["scores"])
def snapshot(name: Name) -> Response[SnapshotFile]:
    """What the score was computed from

    Keep it as a file: `pegel score --snapshot FILE` gives the same number offline, bit for bit.
    """
    from pegel.scoring import inputs  # late

    kept, why = found(name)
    document = json.loads(kept.document)
    known = inputs.as_served(read(why), document)
    told = {"value": document["value"], "digest": inputs.digest(known), "inputs": known}
    return public({"name": name.lower(), **told})


def found(name: str) -> tuple[Kept, Kept]:
    """The score and its reasons. Raises NotFound."""
    kept = scores.why(name.lower()) if len(name) <= LONGEST else None
    if not kept:
        raise NotFound("no public page has this name")
    return kept


def read(why: Kept) -> Mapping[str, Any]:
    """The inputs of the last look at the accounts."""
    told: Mapping[str, Any] = json.loads(why.inputs)[0]["look"]["inputs"]
    return told


def moved(why: Kept) -> Any:
    """Causes by day."""
    return causes.unpack(why.histories.get("causes", b""))


def day_of(days: Mapping[date, Day], text: str, which: str) -> Day:
    """The day's score. Raises InvalidField."""
    try:
        return days[date.fromisoformat(text)]
    except (KeyError, ValueError):
        raise InvalidField(f"/{which}", f"{text} is no day of the last year with a score") from None


def spoken(query: Mapping[str, Any]) -> str:
    """The language asked for, else the first that the reader prefers and we speak, else English."""
    preferred = [one.strip()[:2].lower() for one in answer.header("accept-language").split(",")]
    wanted = [query.get("language", ""), *preferred]
    return next((one for one in wanted if one in {"en", "de"}), "en")


def public(told: Mapping[str, Any]) -> Response[Any]:
    """A public document that may differ by language."""
    body = json.dumps(told, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
    response = answer.public(body)
    response.headers["Vary"] = "Accept-Language"
    return response
