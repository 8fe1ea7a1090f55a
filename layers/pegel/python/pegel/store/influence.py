"""Who influences whom, among members: two items a member, since two sides write them.

    influence#mem_…     who reacts to the member, by account: written when one of the accounts was scored
    influencers#mem_…   to whom the member reacts: each entry written when that other one was scored

Names are looked up on reading, of members with a public page alone: whoever hides theirs is a number again.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from datetime import datetime
from typing import Any

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import size

from pegel.scoring import ties as rules
from pegel.scoring.ties import Ties
from pegel.store.score_items import ScoreItem, deflated, find, inflated, to_kept
from pegel.store.table import is_refused

MOST = 200  # members to whom somebody reacts that are kept: 11 KB
NAMED = 10  # people told on each side, of those with a public page
LOOKED_UP = 20  # of each side, so that NAMED are found though some hide


def keep(
    member_id: str, by_account: Mapping[str, Ties], counted: Container[str] | None, now: datetime
) -> int:
    """Keep who reacts to these accounts of a member; others stay as they were, but for those not counted.

    Returns how many people it changed something for. The other side first: stopped between, all is done
    again at the next reading.
    """
    before = _accounts(find(f"influence#{member_id}"))
    after = {
        key: dict(ties)
        for key, ties in {**before, **by_account}.items()
        if ties and (counted is None or key in counted)
    }
    if after == before:
        return 0
    then, today = (rules.together(list(one.values())) for one in (before, after))
    changed = {other for other in {**then, **today} if then.get(other) != today.get(other)}
    for other in sorted(changed):
        _turn(other, member_id, today.get(other))
    item = _influence(member_id, after, now)
    ScoreItem(item.key).update([ScoreItem.document.set(item.document), ScoreItem.run_at.set(now)])
    return len(changed)


def items(found: Mapping[str, Mapping[str, Ties]], now: datetime) -> Iterator[ScoreItem]:
    """Both sides of many members at once, {member: {account: ties}}, as `keep` leaves them one by one."""
    towards: dict[str, dict[str, float]] = {}
    for member_id, by_account in found.items():
        if after := {key: dict(ties) for key, ties in by_account.items() if ties}:
            yield _influence(member_id, after, now)
        for reactor, weight in rules.together(list(after.values())).items():
            towards.setdefault(reactor, {})[member_id] = weight
    for reactor, ties in towards.items():
        yield ScoreItem(f"influencers#{reactor}", ties=ties)


def _influence(member_id: str, by_account: Mapping[str, Ties], now: datetime) -> ScoreItem:
    packed = deflated(json.dumps(by_account, separators=(",", ":")).encode())
    return ScoreItem(f"influence#{member_id}", document=packed, run_at=now)


def _turn(reactor: str, towards: str, weight: float | None) -> None:
    """Note on the reactor's side to whom they react, or that they do no more.

    Of more than MOST those that came first are kept: an item ends at 400 KB, and a write costs its size.
    """
    item = ScoreItem(f"influencers#{reactor}")
    place = ScoreItem.ties[towards]
    is_short = size(ScoreItem.ties) < MOST  # type: ignore[no-untyped-call] # pynamodb's own
    room = ScoreItem.ties.does_not_exist() | place.exists() | is_short
    try:
        item.update([place.remove() if weight is None else place.set(weight)], condition=room)
    except UpdateError as error:
        if is_refused(error):
            return
        if error.cause_response_code != "ValidationException":  # there is no map yet
            raise
        if weight is not None:
            item.update([ScoreItem.ties.set(ScoreItem.ties | {})])
            item.update([place.set(weight)])


def of(member_id: str) -> dict[str, Any]:
    """{"influencers": [{"member_id", "klout_id", "name", "display_name", "x": name there | null, "score",
    "change": {…}, "weight"}, …], "influencers_count": 15, "influencees": […], "influencees_count": 25}

    Influencers are those to whom the member reacts, influencees those who react to the member.
    """
    items = _read({f"influence#{member_id}", f"influencers#{member_id}"})
    sides = {
        "influencers": _ties(items.get(f"influencers#{member_id}")),
        "influencees": rules.together(list(_accounts(items.get(f"influence#{member_id}")).values())),
    }
    asked = {side: list(rules.strongest(ties).items())[:LOOKED_UP] for side, ties in sides.items()}
    found = _read({other for ties in asked.values() for other, _ in ties})
    told: dict[str, Any] = {f"{side}_count": len(ties) for side, ties in sides.items()}
    for side, ties in asked.items():
        people = [_person(found.get(other), weight) for other, weight in ties]
        told[side] = [one for one in people if one][:NAMED]
    return told


def _person(item: ScoreItem | None, weight: float) -> dict[str, Any] | None:
    """A member with a public page and a name on it; nobody else is named."""
    kept = None if item is None or item.hidden else to_kept(item)
    document = json.loads(kept.document) if kept else {}
    if item is None or not document.get("name"):
        return None
    on_x = (one["handle"] for one in document.get("networks", ()) if one["network"] == "x")
    told = {name: document.get(name) for name in ("name", "display_name", "klout_id")}
    return {
        "member_id": item.key,
        **told,
        "score": document.get("value"),
        "x": next(on_x, None),
        "change": document.get("change") or {},
        "weight": weight,
    }


def _ties(item: ScoreItem | None) -> dict[str, float]:
    kept = item.ties.attribute_values if item and item.ties else {}
    return {other: float(weight) for other, weight in kept.items()}


def _accounts(item: ScoreItem | None) -> dict[str, dict[str, float]]:
    told: dict[str, dict[str, float]] = json.loads(inflated(item.document)) if item and item.document else {}
    return told


def _read(keys: set[str]) -> dict[str, ScoreItem]:
    return {item.key: item for item in ScoreItem.batch_get(keys)} if keys else {}
