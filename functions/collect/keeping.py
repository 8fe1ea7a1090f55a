"""What becomes of each result: kept, held, marked, put off. A failure never lowers a score.

nothing new, or the same numbers      no write
the same numbers for a week           as good: posts have grown older; the account is quiet
good                                  in the batch's snapshot object, then one unit in its account
not to be believed                    held: trouble, the last reading stays until it is so for a week
AccountGone                           held for a day (judging.py); then marked, not read again
ProofLost                             its share is held for 14 days, and nothing is read (proving.py)
BudgetSpent                           trouble; among the first of the next UTC day
RateLimited                           trouble; its host is left alone until then; comes again
Unread                                trouble: its network is off; its next slot
Unreachable                           trouble; comes again for an hour, then in its next slot
BadAnswer, ForbiddenAddress           trouble; its next slot
NotRecorded                           trouble, and an error in the log: the recording is to be mended
anything else (a mistake of ours)     alone into a message of its own, which fails five times and is set aside

Whatever failed: a reading older than its network lets us keep it is forgotten (networks.md §1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from admission import PutOff, Unread
from judging import Doubt, Outcome, is_quiet, is_shown, judge, lists
from reading import Read, Result

from pegel.errors import (
    AccountGone,
    BudgetSpent,
    NetworkError,
    NotRecorded,
    ProofLost,
    RateLimited,
    Unreachable,
)
from pegel.networks.network import Network
from pegel.social import Account
from pegel.store import account_items, collect_queue, proofs, readings, score_queue, snapshots
from pegel.store.batch import Batch, batches
from pegel.telemetry import logger, metrics

OUTAGE = timedelta(hours=1)  # so long an account of a host that does not answer comes again at once
GIVE_UP = timedelta(hours=20)  # the next slot is near: put off no more
FITS = *((length, 5) for length in (140, 100, 60, 40, 20, 0)), (0, 2), (0, 0)  # characters of posts, topics
ROOM = 700  # bytes of an account's item, 1 KB in all, for its reading
AGAIN = 300.0  # seconds until a host that did not answer is asked again


def keep(batch: Batch, network: Network, results: Sequence[tuple[Account, Result]], now: datetime) -> None:
    """Keep the results of a batch. Raises what an account alone in its batch raised."""
    judged = [(account, judge(network, account, result, now)) for account, result in results]
    left = [(account, settle(network, account, outcome, now)) for account, outcome in judged]
    forgotten = [account for account, outcome in judged if forget(network, account, outcome, now)]
    keep_good(network, [(account, rest) for account, rest in left if isinstance(rest, Read)])
    shown = [account for account, outcome in judged if is_shown(account, outcome)]
    score_queue.send(account.member_id for account in (*shown, *forgotten))
    put_off([(account, rest) for account, rest in left if isinstance(rest, PutOff)], batch.since, now)
    failed = [(account, rest) for account, rest in left if isinstance(rest, Exception)]
    for account, failure in failed:
        logger.error("a reading raised", member=account.member_id, network=network.name, exc_info=failure)
        if len(batch.accounts) == 1:
            raise failure
    collect_queue.send([Batch(network.name, ((one.member_id, one.key),)) for one, _ in failed])


def settle(network: Network, account: Account, outcome: Outcome, now: datetime) -> Result:
    """Write what one outcome means for its account alone; returns what is left to do with the batch."""
    metrics.add_metric(f"Reading{'Unchanged' if outcome is None else type(outcome).__name__}", "Count", 1)
    match outcome:
        case None:
            readings.unchanged(account)
        case Doubt():
            readings.doubt(account, outcome.why, now)
        case AccountGone():
            readings.gone(account, str(outcome))
        case Unread():
            readings.trouble(account, outcome.why, now)
        case ProofLost() if account.proof == "oauth":
            proofs.hold(account, str(outcome), now)
        case BudgetSpent():
            readings.tomorrow(account, str(outcome), now)
        case RateLimited():
            readings.trouble(account, str(outcome), now)
            return PutOff(max(1.0, (outcome.until - now).total_seconds()))
        case NetworkError() | NotRecorded():
            if isinstance(outcome, NotRecorded):
                logger.error("not recorded", network=network.name, reason=str(outcome))
            readings.trouble(account, f"{type(outcome).__name__}: {outcome}", now)
            if isinstance(outcome, Unreachable) and now - (account.stale_since or now) < OUTAGE:
                return PutOff(AGAIN)
        case _:
            return outcome
    return None


def forget(network: Network, account: Account, outcome: Outcome, now: datetime) -> bool:
    """Drop a reading that its network lets us keep no longer, where no new one takes its place."""
    days = network.terms.stores_for
    kept_for = now - account.read_at if account.reading and account.read_at else timedelta()
    if outcome is None or isinstance(outcome, Read) or kept_for < timedelta(days=days):
        return False
    return readings.forget(account, f"deleted: {network.title} lets it be kept for {days} days only", now)


def keep_good(network: Network, good: Sequence[tuple[Account, Read]]) -> None:
    """First the object, which starts the scoring, then each account: stopped between, all is done again."""
    if not good:
        return
    key = snapshots.write([(account, read.snapshot) for account, read in good], network.terms.stores_for)
    for account, read in good:
        readings.record(
            account,
            fitting(read),
            read.snapshot.read_at,
            read.snapshot.handle,
            is_quiet(network, account, read),
        )
    logger.info("kept", accounts=len(good), object=key)


def fitting(read: Read) -> dict[str, Any]:
    """What the account's item keeps of a reading: excerpts give way, then topics; it stays one write unit."""
    for length, topics in FITS:
        moments = tuple(replace(one, excerpt=one.excerpt[:length]) for one in read.features.moments)
        measured = replace(read.features, moments=moments, heard=read.features.heard[:topics]).to_json()
        reading = {
            "features": measured,
            "etags": {} if read.snapshot.untold else dict(read.snapshot.etags),  # the rest is asked for again
            "digest": read.digest,
            **({"wishes": asked} if (asked := read.snapshot.wishes) else {}),
            "lists": lists(read),
        }
        if len(account_items.deflated(reading)) <= ROOM:
            break
    return reading


def put_off(waiting: Iterable[tuple[Account, PutOff]], since: datetime | None, now: datetime) -> None:
    """Back into the queue, unless the next slot is nearer."""
    if since and now - since > GIVE_UP:
        logger.warning("left to their next slot: they were put off for too long")
        return
    delays: dict[int, list[tuple[str, str]]] = {}
    for account, rest in waiting:
        delays.setdefault(min(round(rest.wait), collect_queue.LONGEST), []).append(
            (account.member_id, account.key)
        )
    for delay, pairs in delays.items():
        collect_queue.send(batches(pairs, since or now), delay)
