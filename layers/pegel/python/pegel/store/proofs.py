"""What becomes of a proof: found again, missing, missing for too long, somebody else's. score.md §5."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pynamodb.exceptions import TransactWriteError, UpdateError
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from pegel.social import Account
from pegel.store.account_items import AccountItem
from pegel.store.score_items import ScoreItem
from pegel.store.slots import daily
from pegel.store.table import deciding, is_refused

HELD_FOR = timedelta(days=14)  # score.md §5: so long a share outlives its proof
KEPT_FOR = timedelta(days=90)  # so long the list still says that an account was lost
LONGEST = 200  # characters of what was found instead of a proof


def proven(account: Account, way: str, evidence: str, now: datetime, *, is_taken: bool) -> Account:
    """The account once it is proven, maybe taken from somebody."""
    return replace(
        account,
        state="proven",
        proof=way,
        evidence=evidence,
        proven_at=now,
        checked_at=to_second(now),
        code="",
        code_until=None,
        held_until=None,
        notice="taken-over" if is_taken else "",
        noticed_at=to_second(now) if is_taken else None,
        trouble="" if account.state == "held" else account.trouble,
        version=account.version + 1,
    )


def renew(account: Account, now: datetime) -> bool:
    """The proof stands: nothing was lost. False: it was unlinked, or taken, meanwhile."""
    actions: list[Action] = [AccountItem.state.set("proven"), AccountItem.checked_at.set(now)]
    if account.state == "held":
        actions += [
            AccountItem.held_until.remove(),
            AccountItem.notice.remove(),
            AccountItem.noticed_at.remove(),
            AccountItem.trouble.remove(),
        ]
    return _change(account, actions, AccountItem.state.is_in("proven", "held"))


def hold(account: Account, why: str, now: datetime) -> bool:
    """The proof is gone: the share is kept for 14 days, nothing is read. True once: its one message."""
    actions: list[Action] = [
        AccountItem.state.set("held"),
        AccountItem.held_until.set(now + HELD_FOR),
        AccountItem.notice.set("proof-lost"),
        AccountItem.noticed_at.set(now),
        AccountItem.trouble.set(why[:LONGEST]),
        AccountItem.stale_since.set(AccountItem.stale_since | now),
        AccountItem.slot.set(daily(account.key)),
    ]
    return _change(account, actions, AccountItem.state == "proven")


def expire(account: Account, now: datetime) -> bool:
    """Nobody proved it for 14 days: it counts no more, leads to nobody, its reading is deleted."""
    found = {item.key: item for item in ScoreItem.batch_get([f"id#{account.key}"], consistent_read=True)}
    owner = found.get(f"id#{account.key}")
    names = [f"{account.network}#{owner.handle}"] if owner and owner.handle else []
    lookups = [
        item for item in ScoreItem.batch_get(names, consistent_read=True) if item.account == account.key
    ]
    mine = [item for item in (owner, *lookups) if item and item.member_id == account.member_id]
    try:
        with TransactWrite(connection=deciding()) as write:
            for item in mine:
                write.delete(ScoreItem(item.key), condition=ScoreItem.member_id == account.member_id)
            write.update(
                AccountItem(account.member_id, account.key),
                lost("proof-expired", now),
                condition=(AccountItem.state == "held") & (AccountItem.held_until <= now),
            )
    except TransactWriteError as error:
        if not is_refused(error):
            raise
        return False
    return True


def lost(notice: str, now: datetime | None) -> list[Action]:
    """What is left of an account that counts no more: that it does not, since when, and why; for 90 days."""
    assert now
    gone = (
        *(
            AccountItem.slot,
            AccountItem.proof,
            AccountItem.evidence,
            AccountItem.proven_at,
            AccountItem.checked_at,
        ),
        *(AccountItem.held_until, AccountItem.code, AccountItem.code_until, AccountItem.reading),
        *(AccountItem.read_at, AccountItem.stale_since, AccountItem.doubted_since, AccountItem.trouble),
    )
    return [
        AccountItem.state.set("lost"),
        AccountItem.notice.set(notice),
        AccountItem.noticed_at.set(now),
        AccountItem.expires_at.set(now + KEPT_FOR),
        *(attribute.remove() for attribute in gone),
    ]


def to_second(now: datetime) -> datetime:
    """As the table keeps it."""
    return now.replace(microsecond=0)


def _change(account: Account, actions: list[Action], condition: Any) -> bool:
    try:
        AccountItem(account.member_id, account.key).update(actions, condition=condition)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True
