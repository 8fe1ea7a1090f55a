"""Whether proofs still stand: looked at once a week, before the account is read. networks.md §4, score.md §5.

proven   evidence there              checked: the next look is in a week
         evidence gone               held for 14 days: its share is kept, nothing read, its member told once
         nobody could say            read as before; for four weeks so: held
held     evidence there              proven, and read as if nothing had been
         else                        looked at every day; after 14 days it is lost, and counts no more

A code may be removed once it has proven, and a token is used by every reading: for these two nobody looks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import datetime, timedelta

from admission import PutOff
from keeping import forget
from reading import AT_ONCE, WEEK

from pegel import linking
from pegel.dns_text import Texts
from pegel.errors import AccountGone, NetworkError, NotProven, Unreachable
from pegel.networks import NETWORKS, servers
from pegel.networks.budget import budgets
from pegel.networks.network import Network
from pegel.networks.permission import a_day, why_not
from pegel.social import Account, Budget
from pegel.store import limits, member_tokens, proofs, readings, score_queue, spending
from pegel.telemetry import logger, metrics

UNSEEN = timedelta(days=28)  # nobody could say for so long: a domain that is gone answers to nobody
LOOKS = 1 / 3  # of the time that is left for reading
Finding = NetworkError | NotProven | None  # None: the evidence is there


def standing(
    network: Network, accounts: Sequence[Account], texts: Texts, now: datetime, seconds: float
) -> list[Account]:
    """Those of the accounts that may be read now."""
    counting = [account for account in accounts if not is_over(network, account, now)]
    due = affordable(network, [account for account in counting if is_due(account, now)], now)
    found = look(network, due, texts, seconds * LOOKS)
    for bucket, until in tuple(network.pauses.items()):  # maybe nobody reads after this
        limits.block(bucket, until, now)
    judged = [
        settle(account, found[account.key], now) if account.key in found else unless_held(account)
        for account in counting
    ]
    return [account for account in judged if account]


def is_over(network: Network, account: Account, now: datetime) -> bool:
    """Whether it was held for as long as it may be. What its network lets us keep no longer goes before."""
    if account.state != "held":
        return False
    if account.held_until and account.held_until <= now:
        lose(account, now)
        return True
    if forget(network, account, PutOff(0.0), now):
        score_queue.send([account.member_id])
    return False


def is_due(account: Account, now: datetime) -> bool:
    """Whether there is something to look at, and it is time to."""
    since = account.checked_at or account.proven_at or now
    return bool(account.evidence) and (account.state == "held" or now - since >= WEEK)


def affordable(network: Network, due: Sequence[Account], now: datetime) -> list[Account]:
    """As far as host and day allow one call more for each; the others are looked at another day."""
    if not due or why_not(type(network), network.access):
        return []
    lots: dict[tuple[Budget, ...], list[Account]] = {}
    for account in due:
        if not servers.blocked(network, account.handle):
            lots.setdefault(budgets(network, account.handle, 1), []).append(account)
    allowed: list[Account] = []
    for asked, several in lots.items():
        allowed += several[: limits.take(asked, len(several), now).readings]
    limit, cost = a_day(type(network), network.access), network.cost("profile", 1, 1)
    if limit is None or not cost or not allowed:
        return allowed
    return allowed[: spending.pay(network.name, cost, len(allowed), limit, now)]


def look(
    network: Network, accounts: Sequence[Account], texts: Texts, seconds: float
) -> Mapping[str, Finding]:
    """What was found of each, as far as there was time."""
    pool = ThreadPoolExecutor(AT_ONCE)
    looks = {
        pool.submit(linking.stands, network, account, texts, own(network, account)): account.key
        for account in accounts
    }
    done, _ = wait(looks, timeout=seconds)
    pool.shutdown(wait=False, cancel_futures=True)
    return {looks[one]: finding(one) for one in done}


def finding(look: Future[None]) -> Finding:
    """What one look came to. A mistake of ours is no verdict, and in the log."""
    failure = look.exception()
    if failure is None or isinstance(failure, NetworkError | NotProven):
        return failure
    logger.error("a look at a proof raised", exc_info=failure)
    return Unreachable(f"the look failed: {type(failure).__name__}")


def own(network: Network, account: Account) -> dict[str, str]:
    """The account of the same member by which this one was proven, if it is proven still."""
    if account.proof != "wikidata":
        return {}
    named = readings.batch([(account.member_id, account.evidence)])
    return {
        NETWORKS[one.network](network.fetch).profile_url(one.handle): one.key
        for one in named
        if one.state == "proven"
    }


def settle(account: Account, found: Finding, now: datetime) -> Account | None:
    """The account as it may be read now, if it may; what was found is written."""
    metrics.add_metric(f"Proof{'Found' if found is None else type(found).__name__}", "Count", 1)
    match found:
        case None:
            proofs.renew(account, now)
            return replace(
                account, state="proven", trouble="" if account.state == "held" else account.trouble
            )
        case AccountGone():
            return account  # the reading says so
        case NotProven():
            hold(account, str(found), now)
            return None
    if account.state == "proven" and now - (account.checked_at or now) >= UNSEEN:
        hold(account, str(found), now)
        return None
    return unless_held(account)


def unless_held(account: Account) -> Account | None:
    """An account that nobody looked at: read as before."""
    return None if account.state == "held" else account


def hold(account: Account, why: str, now: datetime) -> None:
    """Its member is told by the account's own notice, once; its page, that the share is stale."""
    if account.state == "proven" and proofs.hold(account, why, now) and account.stale_since is None:
        score_queue.send([account.member_id])


def lose(account: Account, now: datetime) -> None:
    """It counts no more, and whatever opened it goes with it."""
    if proofs.expire(account, now):
        member_tokens.drop(account.member_id, account.key)
        score_queue.send([account.member_id])
