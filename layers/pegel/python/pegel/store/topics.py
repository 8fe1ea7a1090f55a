"""Topics as the last count found them: items of Scores.

    topic#rust   how many members, their scores' distribution, and members who lead
    topics       how many members each topic has

Leaders are kept as ids and named on reading: whoever hides their page, takes the consent back or removes the
topic is named no more from that moment on.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pegel.scoring.distribution import Ranks, ranked
from pegel.scoring.topics.leading import Leading
from pegel.store.score_items import ScoreItem, deflated, find, inflated, to_kept
from pegel.store.table import Prompt

INDEX = "topics"


@dataclass(frozen=True, slots=True)
class Counted:
    """A topic as it was counted; `ranks` None: too few members to be told."""

    ranks: Ranks | None = None
    leaders: tuple[str, ...] = ()  # ids of members
    counted_at: datetime | None = None


def put(found: Leading, now: datetime) -> None:
    """Publish a count. Topics of the last one in which nobody is any more are emptied."""
    ranks = {slug: ranked(bins) for slug, bins in found.counts.groups.items()}
    documents = {
        slug: {
            "ranks": one.to_json() if (one := ranks.get(slug)) else None,
            "leaders": [who for _, who in found.leaders.get(slug, ())],
        }
        for slug in {*index(), *ranks}
    }
    with ThreadPoolExecutor(Prompt.max_pool_connections) as pool:
        list(pool.map(lambda slug: _put(f"topic#{slug}", documents[slug], now), sorted(documents)))
    _put(INDEX, {slug: one and one.members for slug, one in sorted(ranks.items())}, now)


def _put(key: str, document: Mapping[str, Any], now: datetime) -> None:
    packed = deflated(json.dumps(document, separators=(",", ":")).encode())
    ScoreItem(key, document=packed, run_at=now).save()


def index() -> dict[str, int | None]:
    """Topics in which anybody was counted; None: fewer than are told."""
    told: dict[str, int | None] = _told(find(INDEX)) or {}
    return told


def get(slug: str) -> Counted:
    """One topic."""
    return _counted(find(f"topic#{slug}"))


def ranks_of(slugs: Iterable[str]) -> dict[str, Ranks]:
    """Distributions of those topics that are told."""
    keys = {f"topic#{slug}": slug for slug in slugs}
    items = ScoreItem.batch_get(keys) if keys else ()
    return {keys[item.key]: ranks for item in items if (ranks := _counted(item).ranks)}


def named(slug: str, leaders: Collection[str]) -> list[Any]:
    """Those who still want to lead, the strongest first: {"name", "display_name", "score"}."""
    items = ScoreItem.batch_get(leaders) if leaders else ()
    found = [one for item in items if (one := _leader(item, slug))]
    return sorted(found, key=lambda one: (-one["score"], one["name"]))


def _leader(item: ScoreItem, slug: str) -> dict[str, Any] | None:
    kept = to_kept(item)
    document = json.loads(kept.document) if kept and kept.leads else {}
    on_it = [one for one in document.get("topics", ()) if one["slug"] == slug and one["score"] is not None]
    if not document.get("name") or not on_it:
        return None
    return {
        "name": document["name"],
        "display_name": document["display_name"],
        "score": on_it[0]["score"],
    }


def _counted(item: ScoreItem | None) -> Counted:
    told = _told(item)
    if item is None or told is None:
        return Counted()
    return Counted(told["ranks"] and Ranks.from_json(told["ranks"]), tuple(told["leaders"]), item.run_at)


def _told(item: ScoreItem | None) -> Any:
    return json.loads(inflated(item.document)) if item and item.document else None
