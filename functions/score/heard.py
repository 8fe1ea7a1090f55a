"""Who among members reacts to whom, by the lists of the readings that were just scored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from rescoring import Fresh, counted

from pegel.scoring import ties
from pegel.scoring.model import load
from pegel.social import Snapshot
from pegel.store import influence, people, rollouts


def note(fresh: Fresh, now: datetime) -> int:
    """Keep it for each member of an object; returns for how many people it changed something."""
    model = load(rollouts.get().served(now.date())[0])
    of: dict[str, dict[str, Snapshot]] = {}
    for (member_id, account), snapshot in fresh.items():
        of.setdefault(member_id, {})[account] = snapshot
    weights = {key: ties.reactors(snapshot, model) for key, snapshot in fresh.items()}
    known = people.members({who for one in weights.values() for who in one})
    changed = 0
    for member_id, accounts in of.items():
        found = {
            account: ties.among_members(weights[member_id, account], known, member_id) for account in accounts
        }
        changed += influence.keep(member_id, found, None, now)
    return changed


def forget(member_ids: Iterable[str], now: datetime) -> None:
    """Accounts that count no more influence nobody."""
    for member_id in member_ids:
        influence.keep(member_id, {}, {account.key for account in counted(member_id)}, now)
