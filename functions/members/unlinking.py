"""Accounts that count no more: nothing is read for that, so the score is asked for."""

from __future__ import annotations

from pegel.social import Account
from pegel.store import accounts


def unlink(account: Account) -> None:
    """One account. A pending one never counted."""
    accounts.unlink(account.member_id, account.key)
    if account.state != "pending":
        score_again(account.member_id)


def unlink_all(member_id: str) -> None:
    """Whatever the member has, and the number made of it. Doing it twice is fine."""
    for account in accounts.of(member_id):
        accounts.unlink(member_id, account.key)
    score_again(member_id)


def score_again(member_id: str) -> None:
    """From the accounts that the member still has."""
    from pegel.store import score_queue  # boto3: for these few calls

    score_queue.send([member_id])
