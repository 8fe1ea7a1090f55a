"""Accounts of one network, read at the same time as far as their hosts allow it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from time import monotonic

from admission import Admission, PutOff, Waiting

from pegel.errors import Unreachable
from pegel.networks.asking import REST
from pegel.networks.budget import budgets
from pegel.networks.network import Network
from pegel.scoring import features
from pegel.scoring.features import Features
from pegel.scoring.model import Model, load
from pegel.social import Account, Snapshot
from pegel.store import records

AT_ONCE = 16  # calls under way; more only wait for the same two cores
ENOUGH = 60.0  # seconds: a reading that had so many and did not end is its host's fault, not the clock's
WEEK = timedelta(days=7, hours=-1)  # from one slot to that of the next week, which may come a little early


@dataclass(frozen=True, slots=True)
class Read:
    """A reading, and what the current model sees in it. `digest` is the same for two that say the same."""

    snapshot: Snapshot
    features: Features
    digest: str


Result = Read | Waiting | Exception | None  # None: nothing new


def read(
    admission: Admission, accounts: Sequence[Account], seconds: float, enough: float = ENOUGH
) -> list[tuple[Account, Result]]:
    """What came of each account, within `seconds`."""
    ends, left = monotonic() + seconds, list(accounts)
    results: list[tuple[Account, Result]] = []
    while left and monotonic() < ends:
        allowed, waiting = admission.of(left)
        results += _read_all(admission, allowed, ends - monotonic(), enough)
        again = [account for account, why in waiting if allowed and isinstance(why, PutOff)]
        results += [(account, why) for account, why in waiting if account not in again]
        left = again  # what the first ones did not need is theirs
    return results + [(account, PutOff(0.0)) for account in left]


def _read_all(
    admission: Admission, allowed: Sequence[tuple[Network, Account]], seconds: float, enough: float
) -> list[tuple[Account, Result]]:
    """Those who are allowed, at the same time."""
    began: dict[str, float] = {}  # account → when it was its turn

    def timed(asked: Network, account: Account) -> Read | PutOff | None:
        began[account.key] = monotonic()
        return _read(asked, account, admission.now)

    pool = ThreadPoolExecutor(AT_ONCE)
    futures = {pool.submit(timed, asked, account): account for asked, account in allowed}
    wait(futures, timeout=seconds)
    pool.shutdown(wait=False, cancel_futures=True)
    over = monotonic()
    had = {account.key: over - began.get(account.key, over) for _, account in allowed}
    admission.paid(len(began), sum(future.running() for future in futures))
    return [(account, _result(one, had[account.key], enough)) for one, account in futures.items()]


def _read(network: Network, account: Account, now: datetime) -> Read | PutOff | None:
    left = max(network.left(budget.key) for budget in budgets(network, account.handle))
    if left > REST:
        return PutOff(left)
    snapshot = network.snapshot(account.handle, validators(network, account, now), account.account_id)
    return None if snapshot is None else measured(compared(snapshot, account), load())


def compared(snapshot: Snapshot, account: Account) -> Snapshot:
    """With what counted at the last good reading: growth, and bought reactions, are judged against it."""
    if not account.reading:
        return snapshot
    last = Features.from_json(account.reading["features"])
    return replace(snapshot, before=last.audience, level=last.level)


def validators(network: Network, account: Account, now: datetime) -> dict[str, str]:
    """What the last answers gave to ask for news only; nothing once they are to be read anew."""
    if account.read_at and now - account.read_at >= renewal(network):
        return {}
    return dict(account.reading.get("etags", {}))


def renewal(network: Network) -> timedelta:
    """After so long an account is read anew though nothing is new: posts grow older, and what a network lets
    be kept for days only has to come from it again.
    """
    return min(WEEK, timedelta(days=network.terms.stores_for) / 2 - timedelta(hours=1))


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
