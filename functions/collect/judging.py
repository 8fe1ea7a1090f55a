"""What to think of a result, beside the last good reading of the account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from admission import Unread
from reading import WEEK, Read, Result, renewal

from pegel.errors import AccountGone, NetworkError, NotRecorded
from pegel.networks.network import Network
from pegel.scoring import plausibility
from pegel.scoring.features import Features
from pegel.scoring.plausibility import Lists
from pegel.social import Account

GONE = timedelta(hours=20)  # so long a network has to know an account no more: until the next daily slot


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reading that is not believed."""

    why: str


Outcome = Result | Doubt


def judge(network: Network, account: Account, result: Result, now: datetime) -> Outcome:
    """A result, after a look at the last good reading: nothing new in it is None."""
    if isinstance(result, AccountGone) and may_be_ill(network, account, now):
        return Doubt(str(result))
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


def may_be_ill(network: Network, account: Account, now: datetime) -> bool:
    """Whether a network that finds an account no more may be mistaken, and there is something to lose.

    Where it lets us keep readings for days only, what is deleted there is deleted here at once.
    """
    is_new = now - (account.doubted_since or now) < GONE
    return bool(account.reading) and is_new and timedelta(days=network.terms.stores_for) >= WEEK


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


def lists(read: Read) -> Lists:
    """Of how many posts it was told who reacted, and of how many not."""
    return Lists(sum(post.reactors is not None for post in read.snapshot.posts), read.snapshot.untold)
