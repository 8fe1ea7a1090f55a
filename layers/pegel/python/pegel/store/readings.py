"""What is due to be read, and what became of it. A change is one conditional unit; no news writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.update import Action

from pegel.social import Account
from pegel.store.account_items import AccountItem, deflated, to_account
from pegel.store.slots import daily, early, weekly

LONGEST = 200  # characters of a trouble


def due(slot: str) -> list[tuple[str, str]]:
    """(member, account) of every account with this slot: `017` read daily, `017-3` on Thursdays only."""
    return [(item.member_id, item.key) for item in AccountItem.due.query(slot)]


def batch(pairs: Iterable[tuple[str, str]]) -> list[Account]:
    """The accounts of (member, account) pairs that are still proven, as of now."""
    found = AccountItem.batch_get(set(pairs), consistent_read=True)
    return [to_account(item) for item in found if item.state in {"proven", "held"}]


def record(
    account: Account, reading: Mapping[str, Any], read_at: datetime, handle: str = "", is_quiet: bool = False
) -> bool:
    """Keep a good reading; the account is fresh, and read daily from now on if it is not quiet.

    False: it was unlinked, or a later reading is there, which stays.
    """
    actions: list[Action] = [
        AccountItem.reading.set(deflated(reading)),
        AccountItem.read_at.set(read_at),
        AccountItem.slot.set(weekly(account.key) if is_quiet else daily(account.key)),
        AccountItem.handle.set(handle or account.handle),
        *_fresh(),
    ]
    return _change(account, actions, AccountItem.read_at.does_not_exist() | (AccountItem.read_at <= read_at))


def unchanged(account: Account) -> bool:
    """A reading without news: writes only what it ends, a trouble."""
    return bool(account.trouble or account.stale_since) and _change(account, _fresh())


def trouble(account: Account, why: str, now: datetime) -> bool:
    """The reading failed: what is kept stays, stale since the first failure. The same one is written once."""
    why = why[:LONGEST]
    if account.trouble == why and account.stale_since:
        return False
    return _change(account, _stale(why, now))


def tomorrow(account: Account, why: str, now: datetime) -> bool:
    """Nothing more may be spent today: it is among the first of the next day, until it is read."""
    why = why[:LONGEST]
    if account.trouble == why and account.stale_since:
        return False
    return _change(account, [*_stale(why, now), AccountItem.slot.set(early(account.key))])


def doubt(account: Account, why: str, now: datetime) -> bool:
    """The reading is not believed; since when is kept apart, for an outage before is no doubt."""
    why = why[:LONGEST]
    if account.trouble == why and account.doubted_since:
        return False
    since = AccountItem.doubted_since.set(AccountItem.doubted_since | now)
    return _change(account, [*_stale(why, now), since])


def gone(account: Account, why: str) -> bool:
    """The network says that it is not there any more: it is not read again, and nothing of it is kept."""
    actions = [
        AccountItem.state.set("gone"),
        AccountItem.trouble.set(why[:LONGEST]),
        AccountItem.slot.remove(),
    ]
    return _change(account, [*actions, AccountItem.reading.remove()])


def forget(account: Account, why: str, now: datetime) -> bool:
    """What was kept of it may be kept no longer. False: a later reading is there, which stays."""
    still = AccountItem.read_at == account.read_at
    actions = [AccountItem.reading.remove(), AccountItem.read_at.remove(), *_stale(why[:LONGEST], now)]
    return _change(account, actions, still)


def _fresh() -> list[Action]:
    return [
        AccountItem.trouble.remove(),
        AccountItem.stale_since.remove(),
        AccountItem.doubted_since.remove(),
    ]


def _stale(why: str, now: datetime) -> list[Action]:
    return [AccountItem.trouble.set(why), AccountItem.stale_since.set(AccountItem.stale_since | now)]


def _change(account: Account, actions: list[Action], condition: Any = None) -> bool:
    still = AccountItem.state.is_in("proven", "held")
    try:
        AccountItem(account.member_id, account.key).update(
            actions, condition=still if condition is None else still & condition
        )
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True
