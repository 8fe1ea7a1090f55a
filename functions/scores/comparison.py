"""Members side by side over time: does what we do pay off?"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, cast

from documents import Compared

from pegel.scoring import history
from pegel.scoring.history import Day
from pegel.store.score_items import Kept

COPIED = ("name", "display_name", "score", "value", "interval", "model", "change", "percentile")


def side_by_side(found: Mapping[str, Kept], most: int) -> dict[str, Any]:
    """A Comparison but for the names that are missing. The axis ends with the last day anybody has."""
    pasts = {name: history.unpack(kept.history) for name, kept in found.items()}
    axis = days(pasts.values(), most)
    data = [compared(kept, pasts[name], axis) for name, kept in found.items()]
    gained = {one["name"]: one["gained"] for one in data if one["gained"] and one["gained"] > 0}
    return {
        "days": [day.isoformat() for day in axis],
        "data": data,
        "gained_most": max(gained, key=lambda name: gained[name] or 0.0) if gained else None,
    }


def days(pasts: Any, most: int) -> list[date]:
    """Up to so many days, none before the first that anybody has."""
    every = [one.day for past in pasts for one in past]
    if not every:
        return []
    last = max(every)
    first = max(min(every), last - timedelta(days=most - 1))
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def compared(kept: Kept, past: Sequence[Day], axis: Sequence[date]) -> Compared:
    """One member on the common axis."""
    document = json.loads(kept.document)
    by_day = {one.day: one for one in past}
    there = [one for day in axis if (one := by_day.get(day)) and one.value is not None]
    told = {field: document.get(field) for field in COPIED} | {
        "networks": by_network(document["networks"]),
        "scores": [by_day[day].value if day in by_day else None for day in axis],
        "gained": gained(there),
    }
    return cast(Compared, told)


def gained(there: Sequence[Day]) -> float | None:
    """Points between the first and the last; scores of two models are not compared."""
    if len(there) < 2 or there[0].model != there[-1].model:
        return None
    return round((there[-1].value or 0.0) - (there[0].value or 0.0), 2)


def by_network(shares: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Points of each network, its accounts summed."""
    points: dict[str, float] = {}
    for share in shares:
        points[share["network"]] = round(points.get(share["network"], 0.0) + share["points"], 2)
    return points
