"""Accounts that count no more: nothing is read for that, so the score is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress

from pegel.errors import PegelError
from pegel.social import Account, Tokens
from pegel.store import accounts

PATIENCE = 5.0  # seconds that networks have to hear that their tokens are needed no more


def unlink(account: Account) -> None:
    """One account. A pending one never counted."""
    given = forget(account.member_id, account.key)
    accounts.unlink(account.member_id, account.key)
    if account.state != "pending":
        score_again(account.member_id)
    if not any(other.network == account.network for other in accounts.of(account.member_id)):
        give_back(given)  # else a sign-in that opened several would end for all of them


def unlink_all(member_id: str) -> None:
    """Whatever the member has, and the number made of it. Doing it twice is fine."""
    given = forget(member_id)
    for account in accounts.of(member_id):
        accounts.unlink(member_id, account.key)
    score_again(member_id)
    give_back(given)


def taken_from(loser: str, account: Account) -> None:
    """Somebody else has proven it. The loser's token is deleted, not revoked: a network that ends all that
    was given for an account, as Google does, would end the new owner's, too.
    """
    from pegel.store import member_tokens

    member_tokens.drop(loser, account.key)
    score_again(loser)


def forget(member_id: str, key: str | None = None) -> list[tuple[str, Tokens]]:
    """Delete what networks gave to read an account, or all: before it goes, so that none is left behind."""
    from pegel.store import member_tokens  # boto3

    return member_tokens.forget(member_id, key)


def give_back(given: Sequence[tuple[str, Tokens]]) -> None:
    """Tell networks, as far as they answer at once: nobody is kept from leaving by one that is silent."""
    if not given:
        return
    pool = ThreadPoolExecutor(len(given))
    wait([pool.submit(_give_back, key, tokens) for key, tokens in given], timeout=PATIENCE)
    pool.shutdown(wait=False, cancel_futures=True)


def _give_back(key: str, tokens: Tokens) -> None:
    import authorizing  # for the few who signed in somewhere

    with suppress(PegelError):  # a network that is off by now: its tokens are not kept anyway
        authorizing.give_back(authorizing.sign_in_at(key.partition("#")[0]), tokens)


def score_again(member_id: str) -> None:
    """From the accounts that the member still has."""
    from pegel.store import score_queue  # boto3: for these few calls

    score_queue.send([member_id])
