"""Everybody's accounts, a shard at a time: a parallel scan, in which a member's accounts are adjacent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pegel.social import UNLISTED, UNSEEN
from pegel.store.account_items import AccountItem, inflated

COUNTED = {"proven", "held"}
UNLED = {UNSEEN, UNLISTED}  # wishes of an account whose topics its member never leads
WANTED = ["member_id", "key", "state", "handle", "reading"]
Cursor = tuple[str, str]  # (member, account) that was last


@dataclass(frozen=True, slots=True)
class Found:
    """A member as the scan finds them: what was measured of each account that counts, and where they end."""

    member_id: str
    features: list[dict[str, Any]]  # as Features.to_json
    cursor: Cursor
    names: tuple[tuple[str, str, str], ...] = ()  # network, stable id, handle
    barred: frozenset[str] = frozenset()  # topics heard from accounts that ask not to be recommended


def shard(number: int, of: int, after: Cursor | None = None) -> Iterator[Found]:
    """Members of one shard in the table's own order, after the one who was last there."""
    start = {"member_id": {"S": after[0]}, "key": {"S": after[1]}} if after else None
    items = AccountItem.scan(
        segment=number, total_segments=of, last_evaluated_key=start, attributes_to_get=WANTED
    )
    for member_id, accounts in groupby(items, key=lambda item: str(item.member_id)):
        features, names, last, barred = [], [], "", set()
        for item in accounts:
            last = item.key
            if item.state in COUNTED and item.reading:
                reading = inflated(item.reading)
                features.append(reading["features"])
                if UNLED & set(reading.get("wishes", ())):
                    barred |= set(reading["features"].get("heard", ()))
            if item.state in COUNTED:
                network, _, account_id = str(item.key).partition("#")
                names.append((network, account_id, str(item.handle)))
        yield Found(member_id, features, (member_id, last), tuple(names), frozenset(barred))
