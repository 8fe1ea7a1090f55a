"""Members' accounts: linked, proven, unlinked. What a reading changes is in readings.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.transactions import TransactWrite

from pegel.errors import AlreadyLinked, Conflict, NotFound
from pegel.social import Account
from pegel.store.account_items import AccountItem, to_account, to_item
from pegel.store.scores import ScoreItem
from pegel.store.table import deciding, is_refused


def get(member_id: str, key: str) -> Account | None:
    """One account of a member; `key` is network#account_id."""
    try:
        return to_account(AccountItem.get(member_id, key, consistent_read=True))
    except AccountItem.DoesNotExist:
        return None


def of(member_id: str) -> list[Account]:
    """All accounts of a member, by network."""
    return [to_account(item) for item in AccountItem.query(member_id, consistent_read=True)]


def link(account: Account) -> Account:
    """Keep a pending account, or give one that is pending a new code. Raises AlreadyLinked.

    What another member has proven may be linked too: it goes to whoever proves it last (networks.md §4).
    """
    unproven = AccountItem.key.does_not_exist() | AccountItem.state.is_in("pending", "gone")
    try:
        to_item(account).save(condition=unproven)
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise AlreadyLinked(f"{account.handle} is yours already, and proven") from error
    return account


def prove(account: Account, way: str, now: datetime) -> Account:
    """The account is its member's from now on, and read daily; whoever proved it before loses it.

    Raises NotFound if it was unlinked meanwhile, Conflict if somebody else proved it at the same moment.
    """
    proven = replace(
        account,
        state="proven",
        proof=way,
        proven_at=now,
        code="",
        code_until=None,
        trouble="",
        stale_since=None,
        version=account.version + 1,
    )
    holder = _holder(account)
    try:
        _move(proven, holder)
    except TransactWriteError as error:
        if not is_refused(error):
            raise
        kept = get(account.member_id, account.key)
        if kept is None:
            raise NotFound("the account was unlinked while its proof was looked for") from error
        if (kept.proven_at, kept.state) != (now, "proven"):  # else: a repeat, refused by its own success
            raise Conflict("the account was changed at the same moment; check again") from error
    return proven


def _move(proven: Account, holder: ScoreItem | None) -> None:
    with TransactWrite(connection=deciding()) as write:  # sent as deletes, saves
        if holder and holder.account and holder.member_id and holder.member_id != proven.member_id:
            write.delete(AccountItem(holder.member_id, holder.account))
        seen = ScoreItem.member_id == holder.member_id if holder else ScoreItem.key.does_not_exist()
        write.save(to_item(proven), condition=AccountItem.key.exists())
        found = ScoreItem(_lookup(proven), member_id=proven.member_id, account=proven.key)
        write.save(found, condition=seen)


def unlink(member_id: str, key: str) -> None:
    """Forget an account. Doing it twice is fine."""
    account = get(member_id, key)
    if account is None:
        return
    with TransactWrite(connection=deciding()) as write:
        write.delete(AccountItem(member_id, key))
        holder = _holder(account)
        if holder and (holder.member_id, holder.account) == (member_id, key):
            write.delete(ScoreItem(holder.key), condition=ScoreItem.member_id == member_id)


def _lookup(account: Account) -> str:
    return f"{account.network}#{account.handle}"


def _holder(account: Account) -> ScoreItem | None:
    try:
        return ScoreItem.get(_lookup(account), consistent_read=True)
    except ScoreItem.DoesNotExist:
        return None
