"""Scores: one item a member with the ready-made public document, one with the reasons, and look-ups by name.

    mem_…                     document and packed history, ≤ 1 KB together: a read is half a unit, a write one
    why#mem_…                 explanation, and each network's history of 90 days
    name#mira                 → member
    mastodon#@mira@pegel.example → member, and the account of that handle: for reading, the last proof's word
    id#mastodon#123           → member who owns the account, and the handle under which it was proven

Whether a page is public stands in the member's own item alone (`hidden`), so it cannot differ by the way in.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from pegel.store.score_items import Kept, ScoreItem, deflated, find, joined, to_kept

TICK = timedelta(microseconds=1)
KEPT = 60.0  # seconds a look-up is remembered in this process: so long a name given up still answers
REMEMBERED = 10_000  # look-ups


def put(  # noqa: PLR0913, PLR0917 - one member's whole score
    member_id: str,
    document: bytes,
    history: bytes,
    why: bytes,
    histories: Mapping[str, bytes],
    run_at: datetime,
    after: Kept | None = None,
    inputs: bytes = b"",
) -> bool:
    """Keep a score and its reasons. False: one from a later look at the accounts is there, and stays.

    With `after`, the one that was there at the look, any other refuses: whoever put it may have known a
    reading that this look did not find. Of two runs at once the second has to look again.
    """
    if after and after.run_at:
        run_at = max(run_at, after.run_at + TICK)  # clocks differ
    score, reasons = Kept(document, history), Kept(why, joined(histories), inputs=inputs)
    condition = _same(after) if after else _not_older(run_at)
    return _put(member_id, score, run_at, condition) and _put(
        f"why#{member_id}", reasons, run_at, _not_older(run_at)
    )


def _put(key: str, kept: Kept, run_at: datetime, condition: Condition) -> bool:
    # An update, not a put: `hidden` is the member's and stays as it is.
    actions: list[Action] = [
        ScoreItem.document.set(deflated(kept.document)),
        ScoreItem.history.set(kept.history),
        ScoreItem.run_at.set(run_at),
    ]
    if kept.inputs:
        actions.append(ScoreItem.inputs.set(deflated(kept.inputs)))
    try:
        ScoreItem(key).update(actions, condition=condition)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True


def _same(kept: Kept) -> Condition:
    unchanged: Condition = (
        ScoreItem.run_at == kept.run_at if kept.run_at else ScoreItem.run_at.does_not_exist()
    )
    return unchanged


def _not_older(run_at: datetime) -> Condition:
    condition: Condition = ScoreItem.run_at.does_not_exist() | (ScoreItem.run_at <= run_at)
    return condition


def get(member_id: str) -> Kept | None:
    """A member's score, public or not."""
    return to_kept(find(member_id))


def by_name(name: str) -> Kept | None:
    """The score of the public page of this name: two reads of half a unit, the first kept for a minute."""
    return _public(_member_of(f"name#{name}"))


def owner_of(name: str) -> str | None:
    """The member whose page has this name, public or not: `by_name` has just looked them up."""
    return _member_of(f"name#{name}")


def by_account(network: str, handle: str) -> Kept | None:
    """The score of the member to whom this account was proven to belong, if their page is public.

    Nobody is led to it from an account that asks to be left out of what everybody sees.
    """
    kept = _public(_member_of(f"{network}#{handle}"))
    document = json.loads(kept.document) if kept else {}
    handles = [one["handle"] for one in document.get("networks", ()) if one["network"] == network]
    is_unseen = None in handles and handle not in handles
    return kept if document.get("name") and not is_unseen else None


def why(name: str) -> tuple[Kept, Kept] | None:
    """The score of the public page of this name, and its reasons."""
    member_id = _member_of(f"name#{name}")
    kept = _public(member_id)
    reasons = to_kept(find(f"why#{member_id}")) if kept else None
    return (kept, reasons) if kept and reasons else None


def batch(names: Iterable[str]) -> dict[str, Kept]:
    """Public scores by name; names nobody has are left out."""
    wanted = {f"name#{name}": name for name in names}
    members = {item.member_id: wanted[item.key] for item in ScoreItem.batch_get(wanted) if item.member_id}
    found = {members[item.key]: to_kept(item) for item in ScoreItem.batch_get(members) if not item.hidden}
    return {name: kept for name, kept in found.items() if kept}


def batch_of(member_ids: Iterable[str]) -> Mapping[str, Kept]:
    """Everything kept of these members, by `mem_…` and `why#mem_…`; for whoever computes the next score."""
    keys = [key for member_id in member_ids for key in (member_id, f"why#{member_id}")]
    found = {item.key: to_kept(item) for item in ScoreItem.batch_get(keys, consistent_read=True)}
    return {key: kept for key, kept in found.items() if kept}


def _public(member_id: str | None) -> Kept | None:
    item = find(member_id) if member_id else None
    return None if item is None or item.hidden else to_kept(item)


_remembered: dict[str, tuple[float, str]] = {}  # look-up → until when, member


def _member_of(lookup: str) -> str | None:
    """Misses are not remembered: a new page answers at once."""
    until, member_id = _remembered.get(lookup, (0.0, ""))
    if time.monotonic() < until:
        return member_id
    item = find(lookup)
    if item is None or not item.member_id:
        _remembered.pop(lookup, None)
        return None
    if len(_remembered) >= REMEMBERED:
        _remembered.clear()
    _remembered[lookup] = (time.monotonic() + KEPT, item.member_id)
    return item.member_id
