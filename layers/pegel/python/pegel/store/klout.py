"""Members as Klout's clients ask for them: by Klout id, by the id or the name of an account.

    klout#8125501736429953 → member, and the account on X they show: it holds while id#x#… leads to them too

Only members with a public page are found. All others, and whoever is not there, are found by nobody: by the
same reads, with the same nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pegel.store.score_items import Kept, ScoreItem, to_kept

X = "x"  # Klout's own network: its clients ask by names of X


@dataclass(frozen=True, slots=True)
class Found:
    """A member with a public page. `klout_id` is "" where the document was made before there was one."""

    member_id: str
    klout_id: str
    document: Mapping[str, Any]
    history: bytes
    x: tuple[str, str] | None  # id and name of the account on X they show


def by_ids(klout_ids: Iterable[str]) -> dict[str, Found]:
    """By Klout id."""
    return _found({klout_id: f"klout#{klout_id}" for klout_id in klout_ids})


def by_accounts(lookups: Mapping[str, str]) -> dict[str, Found]:
    """By look-ups of accounts such as x#mira_misst or id#x#90718004, each under a name of the caller's."""
    found = _found(lookups)
    others = {name: one.klout_id for name, one in found.items() if not one.x and one.klout_id}
    shown = by_ids(others.values())
    return found | {name: shown[klout_id] for name, klout_id in others.items() if klout_id in shown}


def _found(lookups: Mapping[str, str]) -> dict[str, Found]:
    """Two reads, however many there are: the look-ups, then the members beside the owners of X accounts."""
    ways = _read(lookups.values())
    owners = {f"id#{way.account}" for way in ways.values() if (way.account or "").startswith(f"{X}#")}
    items = _read({way.member_id for way in ways.values() if way.member_id} | owners)
    found = ((name, _member(ways[key], items)) for name, key in lookups.items() if key in ways)
    return {name: one for name, one in found if one}


def _member(way: ScoreItem, items: Mapping[str, ScoreItem]) -> Found | None:
    kept = _public(items.get(way.member_id or ""))
    document = json.loads(kept.document) if kept else {}
    if not kept or not way.member_id or not document.get("name"):
        return None
    klout_id = document.get("klout_id") or (way.key[6:] if way.key.startswith("klout#") else "")
    owner = items.get(f"id#{way.account}")
    # Unlinked, or another's by now, it is not theirs to show.
    is_theirs = owner is not None and owner.member_id == way.member_id
    x = (owner.key[5:], owner.handle or "") if owner and is_theirs else None
    return Found(way.member_id, klout_id, document, kept.history, x)


def _public(item: ScoreItem | None) -> Kept | None:
    return None if item is None or item.hidden else to_kept(item)


def _read(keys: Iterable[str]) -> dict[str, ScoreItem]:
    wanted = set(keys)
    return {item.key: item for item in ScoreItem.batch_get(wanted)} if wanted else {}
