"""The scores of some members: all they have is read, scored in one batch, kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from past import past_of

from pegel.errors import Conflict
from pegel.scoring import features, published
from pegel.scoring.features import Features
from pegel.scoring.model import Model, load
from pegel.scoring.score import Score, score
from pegel.social import Account, Member, Snapshot
from pegel.store import accounts, members, scores
from pegel.store.score_items import NOTHING, Kept

COUNTED = {"proven", "held"}
LOOKS = 4  # at a member whom others score meanwhile; then the queue gives the message again
Fresh = Mapping[tuple[str, str], Snapshot]  # (member, account) → what the object holds of it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member to be scored: their accounts by key, and what was measured of those that have been read."""

    member: Member
    accounts: Mapping[str, Account]
    features: Sequence[Features]


def as_fresh(read: Iterable[tuple[str, str, Snapshot]]) -> Fresh:
    """What an object holds, by whose it is."""
    return {(member_id, key): snapshot for member_id, key, snapshot in read}


def score_members(member_ids: Iterable[str], fresh: Fresh, clock: Callable[[], datetime]) -> int:
    """Score these members, with what an object holds of them; returns how many have a new score.

    Two objects of one member may be scored at the same time. Whoever finds that another score was put since
    their look may have missed a reading, and looks again. Raises Conflict where that never ends.
    """
    model = load()  # once, so that a batch is never scored by two
    left, scored = sorted(set(member_ids)), 0
    for _ in range(LOOKS):
        outcomes = score_once(left, fresh, model, clock())
        left = [member_id for member_id, is_kept in outcomes if not is_kept]
        scored += len(outcomes) - len(left)
        if not left:
            return scored
    raise Conflict(f"{len(left)} members were scored by others at each of {LOOKS} looks")


def score_once(
    member_ids: Sequence[str], fresh: Fresh, model: Model, now: datetime
) -> list[tuple[str, bool]]:
    """Who was scored, and whether that could be kept."""
    kept = scores.batch_of(member_ids)  # before the accounts: what is put later is not missed
    candidates = list(candidates_of(member_ids, kept, fresh, model))
    results = score([one.features for one in candidates], model)
    return [
        (one.member.id, keep(one, result, kept, now)) for one, result in zip(candidates, results, strict=True)
    ]


def candidates_of(
    member_ids: Iterable[str], kept: Mapping[str, Kept], fresh: Fresh, model: Model
) -> Iterator[Candidate]:
    """Members who are there, and of whom something was read, or have a score from when it was."""
    for member_id, member in sorted(members.batch(member_ids).items()):
        known = [looked_at(account, fresh, model) for account in counted(member_id)]
        found = [measured for _, measured in known if measured]
        if found or member_id in kept:
            yield Candidate(member, {account.key: account for account, _ in known}, found)


def counted(member_id: str) -> list[Account]:
    """The member's accounts that count, in order of their keys."""
    return [account for account in accounts.of(member_id) if account.state in COUNTED]


def looked_at(account: Account, fresh: Fresh, model: Model) -> tuple[Account, Features | None]:
    """The account and what was measured of it, if it has been read.

    From this object where that is newer: the account's item may not be written yet.
    """
    snapshot = fresh.get((account.member_id, account.key))
    if snapshot and not (account.read_at and account.read_at >= snapshot.read_at):
        return replace(account, handle=snapshot.handle, stale_since=None), features.read(snapshot, model)
    return account, Features.from_json(account.reading["features"]) if account.reading else None


def keep(one: Candidate, result: Score, kept: Mapping[str, Kept], now: datetime) -> bool:
    """Keep a member's score, the reasons and the history. False if somebody else put one since the look."""
    day, before = now.date(), kept.get(one.member.id, NOTHING)
    today = past_of(kept, one.member.id).with_today(day, result)
    change = today.change(day, result.value)
    document = published.document(one.member, result, one.accounts, change, now)
    why = published.explanation(one.member, result, one.accounts, one.features)
    return scores.put(one.member.id, document, today.whole, why, today.networks, now, before)
