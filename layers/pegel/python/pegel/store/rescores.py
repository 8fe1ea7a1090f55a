"""Scores of many members looked at and renewed at once, one write unit each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from pegel.store.score_items import Kept, ScoreItem, deflated, to_kept
from pegel.store.scores import TICK
from pegel.store.table import Prompt, is_refused

LOOKED_AT = ["key", "document", "run_at", "hidden", "leads"]


@dataclass(frozen=True, slots=True)
class Renewal:
    """A member's next document, and what was there when it was made."""

    member_id: str
    document: bytes
    seen: Kept


def of(member_ids: Iterable[str]) -> Mapping[str, Kept]:
    """What is published of these members, histories left out; who has no score yet is left out too."""
    items = ScoreItem.batch_get(list(member_ids), consistent_read=True, attributes_to_get=LOOKED_AT)
    return {item.key: kept for item in items if (kept := to_kept(item))}


def renew(renewals: Iterable[Renewal], looked_at: datetime) -> tuple[int, int]:
    """How many were kept, and how many not: somebody put a fresher score since `looked_at`, and it stays."""
    with ThreadPoolExecutor(Prompt.max_pool_connections) as pool:
        kept = list(pool.map(lambda one: _renew(one, looked_at), renewals))
    return sum(kept), len(kept) - sum(kept)


def _renew(one: Renewal, looked_at: datetime) -> bool:
    """Histories and `hidden` are not touched. The time moves on, so that who scores meanwhile looks again."""
    before = one.seen.run_at
    if before is None or before > looked_at:
        return False
    actions: list[Action] = [
        ScoreItem.document.set(deflated(one.document)),
        ScoreItem.run_at.set(max(looked_at, before + TICK)),
    ]
    try:
        ScoreItem(one.member_id).update(actions, condition=ScoreItem.run_at == before)
    except UpdateError as error:
        if not is_refused(error):
            raise
        return False
    return True
