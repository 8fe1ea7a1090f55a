"""The scores of the members of one snapshot object: all they have is read, scored in one batch, kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from past import Past, past_of

from pegel.scoring import features, published
from pegel.scoring.features import Features
from pegel.scoring.model import Model, load
from pegel.scoring.score import Score, score
from pegel.social import Account, Member, Snapshot
from pegel.store import accounts, members, scores

COUNTED = {"proven", "held"}
Fresh = Mapping[tuple[str, str], Snapshot]  # (member, account) → what the object holds of it


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member to be scored: their accounts by key, and what was measured of those that have been read."""

    member: Member
    accounts: Mapping[str, Account]
    features: Sequence[Features]


def score_members(read: Iterable[tuple[str, str, Snapshot]], now: datetime) -> int:
    """Score every member of (member, account, snapshot); returns how many have a new score.

    The model is taken once, so that a batch is never scored by two.
    """
    model = load()
    fresh = {(member_id, key): snapshot for member_id, key, snapshot in read}
    candidates = list(candidates_of(sorted({member_id for member_id, _ in fresh}), fresh, model))
    results = score([one.features for one in candidates], model)
    kept = scores.batch_of(one.member.id for one in candidates)
    pairs = zip(candidates, results, strict=True)
    return sum(keep(one, result, past_of(kept, one.member.id), now) for one, result in pairs)


def candidates_of(member_ids: Iterable[str], fresh: Fresh, model: Model) -> Iterable[Candidate]:
    """Members who are there and have an account that counts."""
    linked = {one: {account.key: account for account in counted(one)} for one in member_ids}
    joined = members.batch(member_id for member_id, theirs in linked.items() if theirs)
    for member_id, member in sorted(joined.items()):
        theirs = linked[member_id]
        yield Candidate(member, theirs, measured(theirs.values(), fresh, model))


def counted(member_id: str) -> list[Account]:
    """The member's accounts that count, in order of their keys."""
    return [account for account in accounts.of(member_id) if account.state in COUNTED]


def measured(linked: Iterable[Account], fresh: Fresh, model: Model) -> list[Features]:
    """Features of each account that has been read.

    Of an account in this object from the object itself if that is newer: its item may not be written yet.
    """
    found: list[Features] = []
    for account in linked:
        snapshot = fresh.get((account.member_id, account.key))
        if snapshot and not (account.read_at and account.read_at >= snapshot.read_at):
            found.append(features.read(snapshot, model))
        elif account.reading:
            found.append(Features.from_json(account.reading["features"]))
    return found


def keep(one: Candidate, result: Score, past: Past, now: datetime) -> bool:
    """Keep a member's score, the reasons and the history. False if one of a later look is there."""
    day = now.date()
    today = past.with_today(day, result)
    change = today.change(day, result.value)
    document = published.document(one.member, result, one.accounts, change, now)
    why = published.explanation(one.member, result, one.accounts, one.features)
    return scores.put(one.member.id, document, today.whole, why, today.networks, now)
