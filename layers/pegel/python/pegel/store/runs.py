"""Runs over everybody: what one was started with, and how far each of its shards has come.

    run#both              the newest run of this kind
    run#both#3            cursor and tally of its shard 3, written together: stopped anywhere, nobody is
                          counted twice and nobody is left out

There is one run of a kind at a time: a newer one takes an older one's place, which then ends with Conflict.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from pegel.errors import Conflict
from pegel.store.everybody import Cursor
from pegel.store.score_items import ScoreItem, deflated, inflated
from pegel.store.scores import TICK
from pegel.store.table import is_refused


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a shard has come: `seen_at` is when that was written, and fences off whoever is late."""

    run: str
    began: str  # RFC 3339
    cursor: Cursor | None = None
    tally: Mapping[str, Any] | None = None
    done: bool = False
    seen_at: datetime | None = None


def begin(kind: str, plan: Mapping[str, Any], now: datetime) -> None:
    """This plan is the newest of its kind. Raises Conflict if a newer one is."""
    item = _find(f"run#{kind}")
    if (before := _told(item)) and before["began"] > plan["began"]:
        raise Conflict(f"run {before['run']} began later than {plan['run']}, which is over by that")
    _put(f"run#{kind}", plan, now, item.run_at if item else None)


def newest(kind: str) -> dict[str, Any] | None:
    """The plan of the newest run of a kind."""
    return _told(_find(f"run#{kind}"))


def progress(kind: str, shard: int, run: str, began: str) -> Progress:
    """Where this run's shard stands; at its beginning if the last one there was an older run's."""
    item = _find(f"run#{kind}#{shard}")
    told, seen_at = _told(item), item.run_at if item else None
    if told is None or told["run"] != run:
        if told and told["began"] > began:
            raise Conflict(f"run {told['run']} took the place of {run}")
        return Progress(run, began, seen_at=seen_at)
    cursor = (told["cursor"][0], told["cursor"][1]) if told["cursor"] else None
    return Progress(run, began, cursor, told["tally"], told["done"], seen_at)


def advance(kind: str, shard: int, to: Progress, now: datetime) -> Progress:
    """Keep cursor and tally. Raises Conflict if somebody else did since `to.seen_at`."""
    told = {"run": to.run, "began": to.began, "cursor": to.cursor, "tally": to.tally, "done": to.done}
    return replace(to, seen_at=_put(f"run#{kind}#{shard}", told, now, to.seen_at))


def report(key: str, document: Mapping[str, Any], now: datetime) -> None:
    """Keep what came of a run, such as `shadow#2026.12`; the same again is the same."""
    packed = deflated(json.dumps(document, separators=(",", ":")).encode())
    ScoreItem(key, document=packed, run_at=now).save()


def reported(key: str) -> dict[str, Any] | None:
    """What came of a run."""
    return _told(_find(key))


def _put(key: str, told: Mapping[str, Any], now: datetime, seen_at: datetime | None) -> datetime:
    at = max(now, seen_at + TICK) if seen_at else now
    packed = deflated(json.dumps(told, separators=(",", ":")).encode())
    actions: list[Action] = [ScoreItem.document.set(packed), ScoreItem.run_at.set(at)]
    same: Condition = ScoreItem.run_at == seen_at if seen_at else ScoreItem.key.does_not_exist()
    try:
        ScoreItem(key).update(actions, condition=same)
    except UpdateError as error:
        if not is_refused(error):
            raise
        raise Conflict(f"{key} was written by somebody else: another run works on it") from error
    return at


def _find(key: str) -> ScoreItem | None:
    try:
        return ScoreItem.get(key, consistent_read=True)
    except ScoreItem.DoesNotExist:
        return None


def _told(item: ScoreItem | None) -> dict[str, Any] | None:
    return json.loads(inflated(item.document)) if item and item.document else None
