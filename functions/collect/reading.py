"""Accounts of one network, read at the same time as far as their hosts allow it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import monotonic

from pegel.errors import RateLimited, Unreachable
from pegel.networks.network import Network
from pegel.scoring import features
from pegel.scoring.features import Features
from pegel.scoring.model import Model, load
from pegel.social import Account, Snapshot
from pegel.store import limits, records

AT_ONCE = 16  # calls under way; more only wait for the same two cores
ENOUGH = 60.0  # seconds: a reading that had so many and did not end is its host's fault, not the clock's
WEEK = timedelta(days=7, hours=-1)  # from one slot to that of the next week, which may come a little early


@dataclass(frozen=True, slots=True)
class PutOff:
    """Not asked: no budget, a host that wants a pause, or no time. Worth another try after `wait` seconds."""

    wait: float


@dataclass(frozen=True, slots=True)
class Read:
    """A reading, and what the current model sees in it. `digest` is the same for two that say the same."""

    snapshot: Snapshot
    features: Features
    digest: str


Result = Read | PutOff | Exception | None  # None: nothing new


def read(
    network: Network, accounts: Sequence[Account], now: datetime, seconds: float, enough: float = ENOUGH
) -> list[tuple[Account, Result]]:
    """What came of each account, within `seconds`."""
    if seconds <= 0:
        return [(account, PutOff(0.0)) for account in accounts]
    allowed, results = admit(network, accounts, now)
    paused: dict[str, float] = {}  # host → seconds, from the first 429 on
    began: dict[str, float] = {}  # account → when it was its turn

    def timed(account: Account) -> Read | PutOff | None:
        began[account.key] = monotonic()
        return _read(network, account, paused, now)

    pool = ThreadPoolExecutor(AT_ONCE)
    futures = {pool.submit(timed, account): account for account in allowed}
    wait(futures, timeout=seconds)
    pool.shutdown(wait=False, cancel_futures=True)
    over = monotonic()
    had = {account.key: over - began.get(account.key, over) for account in allowed}
    return results + [
        (account, _result(future, had[account.key], enough)) for future, account in futures.items()
    ]


def admit(
    network: Network, accounts: Iterable[Account], now: datetime
) -> tuple[list[Account], list[tuple[Account, Result]]]:
    """Who may be read now, and who is put off: each host is asked for in one lot."""
    hosts: dict[str, list[Account]] = {}
    for account in accounts:
        hosts.setdefault(network.host(account.handle), []).append(account)
    allowed: list[Account] = []
    put_off: list[tuple[Account, Result]] = []
    for host, waiting in hosts.items():
        each = network.calls
        lot = limits.take(host, each * len(waiting), each, network.budget, now)
        enough = lot.calls // each
        allowed += waiting[:enough]
        put_off += [(account, PutOff(lot.wait or _refilled(network))) for account in waiting[enough:]]
    return allowed, put_off


def _refilled(network: Network) -> float:
    """Seconds until the budget allows one account more."""
    calls, seconds = network.budget
    return network.calls * seconds / calls


def _read(
    network: Network, account: Account, paused: dict[str, float], now: datetime
) -> Read | PutOff | None:
    host = network.host(account.handle)
    if host in paused:
        return PutOff(paused[host])
    try:
        snapshot = network.snapshot(account.handle, validators(account, now), account.account_id)
    except RateLimited as limited:
        paused[host] = max(1.0, (limited.until - now).total_seconds())
        raise
    return None if snapshot is None else measured(compared(snapshot, account), load())


def compared(snapshot: Snapshot, account: Account) -> Snapshot:
    """With what counted at the last good reading: growth, and bought reactions, are judged against it."""
    if not account.reading:
        return snapshot
    last = Features.from_json(account.reading["features"])
    return replace(snapshot, before=last.audience, level=last.level)


def validators(account: Account, now: datetime) -> dict[str, str]:
    """What the last answers gave to ask for news only; nothing once they are a week old."""
    if account.read_at and now - account.read_at >= WEEK:
        return {}
    return dict(account.reading.get("etags", {}))


def measured(snapshot: Snapshot, model: Model) -> Read:
    """With its features, and a digest of everything in it but the time, the validators and what only judges
    growth: who the newest followers are is no news as long as there are not more of them.
    """
    timeless = replace(
        snapshot,
        read_at=datetime(1970, 1, 1, tzinfo=UTC),
        etags={},
        notes=(),
        followers=None,
        before=None,
        level=None,
    )
    content = model.version.encode() + records.to_bytes(timeless)
    return Read(snapshot, features.read(snapshot, model), hashlib.sha256(content).hexdigest()[:16])


def _result(future: Future[Read | PutOff | None], had: float, enough: float) -> Result:
    """What came of a reading that had so many seconds."""
    if not future.done():
        return PutOff(0.0) if had < enough else Unreachable(f"took longer than {enough:.0f} s")
    if future.cancelled():
        return PutOff(0.0)  # its time is over: whoever takes up the message again has a fresh one
    failure = future.exception()
    if failure is None:
        return future.result()
    if not isinstance(failure, Exception):
        raise failure
    return failure
