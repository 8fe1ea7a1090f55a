"""What becomes of each result: kept, held, marked, put off. A failure never lowers a score.

nothing new, or the same numbers      no write
good                                  in the batch's snapshot object, then one unit in its account
not to be believed                    held: trouble, the last reading stays
AccountGone                           marked, not read again
RateLimited                           trouble; its host is left alone until then; comes again
Unreachable                           trouble; comes again for an hour, then in its next slot
BadAnswer, ForbiddenAddress           trouble; its next slot
NotRecorded                           trouble, and an error in the log: the recording is to be mended
anything else (a mistake of ours)     alone into a message of its own, which fails five times and is set aside
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from reading import PutOff, Read, Result

from pegel.errors import AccountGone, NetworkError, NotRecorded, RateLimited, Unreachable
from pegel.networks.network import Network
from pegel.scoring import plausibility
from pegel.scoring.features import Features
from pegel.social import Account
from pegel.store import account_items, collect_queue, limits, readings, snapshots
from pegel.store.batch import Batch, batches
from pegel.telemetry import logger, metrics

BELIEVED = timedelta(days=7)  # a reading not believed at first is, once it has said the same for so long
QUIET = timedelta(days=7)  # without news for so long: read weekly
OUTAGE = timedelta(hours=1)  # so long an account of a host that does not answer comes again at once
GIVE_UP = timedelta(hours=20)  # the next slot is near: put off no more
EXCERPTS = (140, 100, 60, 0)  # characters kept of the strongest posts, as many as there is room for
ROOM = 750  # bytes of an account's item, 1 KB in all, for its reading
AGAIN = 300.0  # seconds until a host that did not answer is asked again


def keep(batch: Batch, network: Network, results: Sequence[tuple[Account, Result]], now: datetime) -> None:
    """Keep the results of a batch. Raises what an account alone in its batch raised."""
    left = [(account, settle(network, account, result, now)) for account, result in results]
    keep_good([(account, rest) for account, rest in left if isinstance(rest, Read)])
    put_off([(account, rest) for account, rest in left if isinstance(rest, PutOff)], batch.since, now)
    failed = [(account, rest) for account, rest in left if isinstance(rest, Exception)]
    for account, failure in failed:
        logger.error("a reading raised", member=account.member_id, network=network.name, exc_info=failure)
        if len(batch.accounts) == 1:
            raise failure
    collect_queue.send([Batch(network.name, ((one.member_id, one.key),)) for one, _ in failed])


def settle(network: Network, account: Account, result: Result, now: datetime) -> Result:
    """Write what one result means for its account alone; returns what is left to do with the batch."""
    metrics.add_metric(f"Reading{type(result).__name__}", "Count", 1)
    match result:
        case Read():
            return result if is_news(account, result, now) else None
        case None:
            readings.unchanged(account, is_quiet(account, now))
        case AccountGone():
            readings.gone(account, str(result))
        case RateLimited():
            limits.block(network.host(account.handle), result.until, now)
            readings.trouble(account, str(result), now)
            return PutOff(max(1.0, (result.until - now).total_seconds()))
        case NetworkError() | NotRecorded():
            if isinstance(result, NotRecorded):
                logger.error("not recorded", network=network.name, reason=str(result))
            readings.trouble(account, f"{type(result).__name__}: {result}", now)
            if isinstance(result, Unreachable) and now - (account.stale_since or now) < OUTAGE:
                return PutOff(AGAIN)
        case _:
            return result
    return None


def is_news(account: Account, read: Read, now: datetime) -> bool:
    """Whether a reading says something new that can be believed; if not, what that means is written."""
    if account.reading.get("digest") == read.digest:
        readings.unchanged(account, is_quiet(account, now))
        return False
    if not account.reading or now - (account.stale_since or now) > BELIEVED:
        return True
    doubt = plausibility.doubt(Features.from_json(account.reading["features"]), read.features)
    if doubt:
        readings.trouble(account, doubt, now)
    return not doubt


def keep_good(good: Sequence[tuple[Account, Read]]) -> None:
    """First the object, which starts the scoring, then each account: stopped between, all is done again."""
    if not good:
        return
    key = snapshots.write([(account, read.snapshot) for account, read in good])
    for account, read in good:
        reading = fitting(read)
        readings.record(account, reading, read.snapshot.read_at, read.snapshot.handle)
    logger.info("kept", accounts=len(good), object=key)


def fitting(read: Read) -> dict[str, Any]:
    """What the account's item keeps of a reading: excerpts give way, so that it stays one write unit."""
    for length in EXCERPTS:
        moments = tuple(replace(one, excerpt=one.excerpt[:length]) for one in read.features.moments)
        measured = replace(read.features, moments=moments).to_json()
        reading = {"features": measured, "etags": dict(read.snapshot.etags), "digest": read.digest}
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


def is_quiet(account: Account, now: datetime) -> bool:
    """Nothing new for days, though it was read daily."""
    news_at = max(account.read_at or now, account.proven_at or now)
    return now - news_at > QUIET
