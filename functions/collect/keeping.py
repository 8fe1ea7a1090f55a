"""What becomes of each result: kept, held, marked, put off. A failure never lowers a score.

nothing new, or the same numbers      no write
the same numbers for a week           as good: posts have grown older; the account is quiet
good                                  in the batch's snapshot object, then one unit in its account
not to be believed                    held: trouble, the last reading stays until it is so for a week
AccountGone                           marked, not read again
ProofLost                             its share is held for 14 days, and nothing is read (proving.py)
RateLimited                           trouble; its host is left alone until then, or the day's units are spent
Unread                                trouble: its network is off; its next slot
Unreachable                           trouble; comes again for an hour, then in its next slot
BadAnswer, ForbiddenAddress           trouble; its next slot
NotRecorded                           trouble, and an error in the log: the recording is to be mended
anything else (a mistake of ours)     alone into a message of its own, which fails five times and is set aside

Whatever failed: a reading older than its network lets us keep it is forgotten (networks.md §1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from admission import PutOff, Unread
from reading import WEEK, Read, Result, renewal

from pegel.errors import AccountGone, NetworkError, NotRecorded, ProofLost, RateLimited, Unreachable
from pegel.networks.network import Network
from pegel.scoring import plausibility
from pegel.scoring.features import Features
from pegel.scoring.plausibility import Lists
from pegel.social import Account
from pegel.store import account_items, collect_queue, proofs, readings, score_queue, snapshots
from pegel.store.batch import Batch, batches
from pegel.telemetry import logger, metrics

OUTAGE = timedelta(hours=1)  # so long an account of a host that does not answer comes again at once
GIVE_UP = timedelta(hours=20)  # the next slot is near: put off no more
EXCERPTS = (140, 100, 60, 0)  # characters kept of the strongest posts, as many as there is room for
ROOM = 700  # bytes of an account's item, 1 KB in all, for its reading
AGAIN = 300.0  # seconds until a host that did not answer is asked again


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reading that is not believed."""

    why: str


Outcome = Result | Doubt


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


def judge(network: Network, account: Account, result: Result, now: datetime) -> Outcome:
    """A result, after a look at the last good reading: nothing new in it is None."""
    if not isinstance(result, Read) or not account.reading:
        return result
    if is_same(account, result):
        return result if has_aged(network, account, result) else None
    if now - (account.doubted_since or now) >= WEEK:
        return result
    doubt = plausibility.doubt(
        Features.from_json(account.reading["features"]), result.features
    ) or plausibility.untold(Lists(*account.reading.get("lists", ())), lists(result))
    return Doubt(doubt) if doubt else result


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


def is_shown(account: Account, outcome: Outcome) -> bool:
    """Whether the score shows it though nothing new was read: an account is gone, stale, or no longer."""
    match outcome:
        case AccountGone():
            return True
        case Doubt() | Unread() | NetworkError() | NotRecorded():
            return account.stale_since is None
    return outcome is None and account.stale_since is not None


def is_same(account: Account, read: Read) -> bool:
    """The same numbers as in the last good reading."""
    return bool(account.reading.get("digest") == read.digest)


def has_aged(network: Network, account: Account, read: Read) -> bool:
    """A week after the last good reading its posts count less; sooner where it may not be kept so long."""
    return account.read_at is not None and read.snapshot.read_at - account.read_at >= renewal(network)


def is_quiet(network: Network, account: Account, read: Read) -> bool:
    """Nothing new for a week, though it could be read daily: read weekly from now on if that is enough."""
    proven_at = account.proven_at or read.snapshot.read_at
    known_for = read.snapshot.read_at - proven_at
    return is_same(account, read) and known_for >= WEEK and renewal(network) >= WEEK


def forget(network: Network, account: Account, outcome: Outcome, now: datetime) -> bool:
    """Drop a reading that its network lets us keep no longer, where no new one takes its place."""
    days = network.terms.stores_for
    kept_for = now - account.read_at if account.reading and account.read_at else timedelta()
    if outcome is None or isinstance(outcome, Read) or kept_for < timedelta(days=days):
        return False
    return readings.forget(account, f"deleted: {network.title} lets it be kept for {days} days only", now)


def lists(read: Read) -> Lists:
    """Of how many posts it was told who reacted, and of how many not."""
    return Lists(sum(post.reactors is not None for post in read.snapshot.posts), read.snapshot.untold)


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
    """What the account's item keeps of a reading: excerpts give way, so that it stays one write unit."""
    for length in EXCERPTS:
        moments = tuple(replace(one, excerpt=one.excerpt[:length]) for one in read.features.moments)
        measured = replace(read.features, moments=moments).to_json()
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
