"""Members' accounts: linked, proven, unlinked. What a reading changes is in readings.py.

Whose an account is stands under the network's own id of it, which never changes hands: `id#github#1`. A
handle does, when somebody else registers it: `github#mira` leads to the account last proven under it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from pynamodb.exceptions import PutError, TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from pegel.errors import AlreadyLinked, Conflict, NotFound
from pegel.social import Account
from pegel.store import proofs
from pegel.store.account_items import LOOKED_AT, AccountItem, to_account, to_item
from pegel.store.score_items import ScoreItem
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
    unproven = AccountItem.key.does_not_exist() | AccountItem.state.is_in("pending", "gone", "lost")
    try:
        to_item(account).save(condition=unproven)
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise AlreadyLinked(f"{account.handle} is yours already, and proven") from error
    return account


def new_code(kept: Account, found: Account) -> Account:
    """A code for an account whose proof was lost: what it counts stays. Raises Conflict if it is not held."""
    assert found.code_until
    actions: list[Action] = [AccountItem.code.set(found.code), AccountItem.code_until.set(found.code_until)]
    try:
        AccountItem(kept.member_id, kept.key).update(actions, condition=AccountItem.state == "held")
    except UpdateError as error:
        if not is_refused(error):
            raise
        raise Conflict("the account was changed at the same moment; try again") from error
    return replace(kept, code=found.code, code_until=found.code_until)


def prove(account: Account, way: str, now: datetime, evidence: str = "") -> tuple[Account, str | None]:
    """The account is its member's from now on, and read daily. Also who lost it by that, if anybody.

    Both keep a notice of that. It stays stale until it is read: a proof is no reading, and only a reading
    tells the page.
    Raises NotFound if it was unlinked meanwhile, Conflict if somebody else proved it at the same moment.
    """
    owner = _owner(account.key)
    loser = owner.member_id if owner and owner.member_id != account.member_id else None
    latest = get(account.member_id, account.key) or account  # it may have been read while a proof was sought
    proven = proofs.proven(latest, way, evidence, now, is_taken=bool(loser))
    try:
        _move(proven, owner)
    except TransactWriteError as error:
        if not is_refused(error):
            raise
        kept = get(account.member_id, account.key)
        if kept is None:
            raise NotFound("the account was unlinked while its proof was looked for") from error
        if (kept.proven_at, kept.state) != (now, "proven"):  # else: a repeat, refused by its own success
            raise Conflict("the account was changed at the same moment; check again") from error
    return proven, loser


def _move(proven: Account, owner: ScoreItem | None) -> None:
    old, taken = _lookup_of(owner, proven.key), None
    if owner and owner.member_id and owner.member_id != proven.member_id:
        taken = get(owner.member_id, proven.key)
    with TransactWrite(connection=deciding()) as write:  # sent as deletes, saves, updates
        if taken:
            is_theirs = AccountItem.state.is_in(*LOOKED_AT, "gone")
            item = AccountItem(taken.member_id, taken.key)
            write.update(item, proofs.lost("taken", proven.proven_at), condition=is_theirs)
        if old and owner and owner.handle != proven.handle:
            write.delete(old, condition=_leads_to(old))
        write.save(to_item(proven), condition=AccountItem.key.exists())
        ours, lookup = ownership(proven)
        write.save(ours, condition=_leads_to(owner) if owner else ScoreItem.key.does_not_exist())
        write.save(lookup)  # whoever had it before bears another handle by now


def unlink(member_id: str, key: str) -> None:
    """Forget an account. Doing it twice is fine. Raises Conflict if it was proven at the same moment."""
    kept = get(member_id, key)
    if kept is None:
        return
    owner = _owner(key)
    if owner and owner.member_id != member_id:
        owner = None  # somebody else has proven it, and keeps it
    lookup = _lookup_of(owner, key)
    try:
        with TransactWrite(connection=deciding()) as write:
            write.delete(AccountItem(member_id, key), condition=AccountItem.version == kept.version)
            for item in filter(None, (owner, lookup)):
                write.delete(ScoreItem(item.key), condition=_leads_to(item))
    except TransactWriteError as error:
        if not is_refused(error):
            raise
        if get(member_id, key) is not None:  # else: somebody else's, or our own by a repeated write
            raise Conflict("the account was changed at the same moment; try again") from error


def ownership(account: Account) -> tuple[ScoreItem, ScoreItem]:
    """Whose it is, and the look-up by the handle under which it was proven."""
    key, network, handle = account.key, account.network, account.handle
    return (
        ScoreItem(f"id#{key}", member_id=account.member_id, account=key, handle=handle),
        ScoreItem(f"{network}#{handle}", member_id=account.member_id, account=key),
    )


def _owner(key: str) -> ScoreItem | None:
    return _item(f"id#{key}")


def _lookup_of(owner: ScoreItem | None, key: str) -> ScoreItem | None:
    """The look-up that the owner's proof left, if it still leads to this account of theirs."""
    if owner is None:
        return None
    found = _item(f"{key.partition('#')[0]}#{owner.handle}")
    return found if found and (found.member_id, found.account) == (owner.member_id, key) else None


def _leads_to(item: ScoreItem) -> Condition:
    """Still to where it led when it was read."""
    same: Condition = (ScoreItem.member_id == item.member_id) & (ScoreItem.account == item.account)
    return same


def _item(key: str) -> ScoreItem | None:
    try:
        return ScoreItem.get(key, consistent_read=True)
    except ScoreItem.DoesNotExist:
        return None
