"""The scores of some members: all they have is read, scored in one batch, kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import topics
from past import Past, is_recent, past_of

from pegel.errors import CannotRun, Conflict
from pegel.scoring import blended, change, features, published
from pegel.scoring.blended import Blended
from pegel.scoring.features import Features
from pegel.scoring.look import Look
from pegel.scoring.model import Model, load
from pegel.scoring.published import Run, Subject
from pegel.social import Account, Snapshot
from pegel.store import accounts, distributions, members, rollouts, scores
from pegel.store.score_items import NOTHING, Kept

COUNTED = {"proven", "held"}
LOOKS = 4  # at a member whom others score meanwhile; then the queue gives the message again
Fresh = Mapping[tuple[str, str], Snapshot]  # (member, account) → what the object holds of it


def as_fresh(read: Iterable[tuple[str, str, Snapshot]]) -> Fresh:
    """What an object holds, by whose it is."""
    return {(member_id, key): snapshot for member_id, key, snapshot in read}


def score_members(member_ids: Iterable[str], fresh: Fresh, clock: Callable[[], datetime]) -> int:
    """Score these members, with what an object holds of them; returns how many have a new score.

    Two objects of one member may be scored at the same time. Whoever finds that another score was put since
    their look may have missed a reading, and looks again. Raises Conflict where that never ends.
    """
    rollout, distribution = rollouts.get(), distributions.get()  # once: a batch is never scored by two
    left, scored = sorted(set(member_ids)), 0
    for _ in range(LOOKS):
        outcomes = score_once(left, fresh, Run(clock(), rollout, distribution))
        left = [member_id for member_id, is_kept in outcomes if not is_kept]
        scored += len(outcomes) - len(left)
        if not left:
            return scored
    raise Conflict(f"{len(left)} members were scored by others at each of {LOOKS} looks")


def score_once(member_ids: Sequence[str], fresh: Fresh, run: Run) -> list[tuple[str, bool]]:
    """Who was scored, and whether that could be kept."""
    kept = scores.batch_of(member_ids)  # before the accounts: what is put later is not missed
    subjects = list(subjects_of(member_ids, kept, fresh, measuring(run)))
    found = blended.score([one.features for one in subjects], run.rollout, run.now.date())
    told = topics.of(subjects, found, run)
    subjects = [replace(one, topics=own) for one, own in zip(subjects, told, strict=True)]
    looks = [look(one, run) for one in subjects]
    pasts = [past_of(kept, one.member.id) for one in subjects]
    moved = movements(pasts, looks, run)
    return [
        (one.member.id, keep(one, result, before.with_today(run.now.date(), result, at, points), kept, run))
        for one, result, before, at, points in zip(subjects, found, pasts, looks, moved, strict=True)
    ]


def measuring(run: Run) -> Model:
    """The model by which readings are measured: that of the published number."""
    return load(run.rollout.served(run.now.date())[0])


def subjects_of(
    member_ids: Iterable[str], kept: Mapping[str, Kept], fresh: Fresh, model: Model
) -> Iterator[Subject]:
    """Members who are there, and of whom something was read, or have a score from when it was."""
    for member_id, member in sorted(members.batch(member_ids).items()):
        known = [looked_at(account, fresh, model) for account in counted(member_id)]
        found = [measured for _, measured in known if measured]
        if found or member_id in kept:
            yield Subject(member, {account.key: account for account, _ in known}, found)


def counted(member_id: str) -> list[Account]:
    """The member's accounts that count, in order of their keys."""
    return [account for account in accounts.of(member_id) if account.state in COUNTED]


def looked_at(account: Account, fresh: Fresh, model: Model) -> tuple[Account, Features | None]:
    """The account and what was measured of it, if it has been read.

    From this object where that is newer: the account's item may not be written yet.
    """
    snapshot = fresh.get((account.member_id, account.key))
    if snapshot and not (account.read_at and account.read_at >= snapshot.read_at):
        wishes = {**account.reading, "wishes": snapshot.wishes}
        fresh_one = replace(account, handle=snapshot.handle, stale_since=None, reading=wishes)
        return fresh_one, features.read(snapshot, model)
    return account, Features.from_json(account.reading["features"]) if account.reading else None


def look(one: Subject, run: Run) -> Look:
    """What the score is computed from, and which accounts were stale."""
    model, following = run.rollout.served(run.now.date())
    stale = frozenset(key for key, account in one.accounts.items() if account.stale_since)
    second = load(following) if following else None
    return Look(one.features, load(model), stale, second, run.rollout.share(run.now.date()))


def movements(pasts: Sequence[Past], looks: Sequence[Look], run: Run) -> list[dict[str, float] | None]:
    """Points by cause since each member's last look of an earlier day; None without one, or without its
    model.
    """
    then = [before_of(past, run) for past in pasts]
    pairs = [(before, now) for before, now in zip(then, looks, strict=True) if before]
    found = iter(change.causes(pairs))
    return [next(found) if before else None for before in then]


def before_of(past: Past, run: Run) -> Look | None:
    """The look that today's is compared with."""
    entry = past.earlier(run.now.date())
    if entry is None or not is_recent(entry, run.now.date()):
        return None
    try:
        return Look.from_json(entry["look"])
    except CannotRun:  # by a model that is no longer shipped
        return None


def keep(one: Subject, found: Blended, today: Past, kept: Mapping[str, Kept], run: Run) -> bool:
    """Keep a member's score, the reasons and the history. False if somebody else put one since the look."""
    moved = today.change(run.now.date(), found.published.value)
    document = published.document(one, found, moved, run)
    why = published.why(one, found.published)
    before = kept.get(one.member.id, NOTHING)
    histories, looks = today.histories, today.looks
    return scores.put(one.member.id, document, today.whole, why, histories, run.now, before, looks)
