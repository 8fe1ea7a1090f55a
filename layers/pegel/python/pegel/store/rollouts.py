"""Which model is published and which is on its way: the item `rollout` of Scores; without it, the current."""

from __future__ import annotations

import json
from datetime import datetime

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from pegel.errors import Conflict
from pegel.scoring.rollout import Rollout
from pegel.store.score_items import ScoreItem, deflated, find, inflated
from pegel.store.table import is_refused

KEY = "rollout"


def get() -> Rollout:
    """As it was last decided. Whoever scores reads it once and keeps to it."""
    return _to_rollout(find(KEY))


def put(rollout: Rollout, before: Rollout, now: datetime) -> None:
    """Decide, if what was decided `before` still holds. Raises Conflict otherwise."""
    item = find(KEY)
    same = ScoreItem.run_at == item.run_at if item else ScoreItem.key.does_not_exist()
    try:
        if _to_rollout(item) != before:
            raise Conflict("somebody else decided about the model meanwhile: look again")
        packed = deflated(json.dumps(rollout.to_json(), separators=(",", ":")).encode())
        actions: list[Action] = [ScoreItem.document.set(packed), ScoreItem.run_at.set(now)]
        ScoreItem(KEY).update(actions, condition=same)
    except UpdateError as error:
        if not is_refused(error):
            raise
        raise Conflict("somebody else decided about the model at the same moment: look again") from error


def _to_rollout(item: ScoreItem | None) -> Rollout:
    return Rollout.from_json(json.loads(inflated(item.document))) if item and item.document else Rollout()
