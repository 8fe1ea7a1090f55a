"""A member's accounts on networks: link, prove, unlink."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import outside
import unlinking
from aws_lambda_powertools.event_handler import Response
from documents import AccountId, Accounts, AccountWanted, LinkedAccount, NetworkName

from pegel.errors import Conflict, NotFound
from pegel.http import answer
from pegel.http.request import Routes, signed_in, takes
from pegel.social import Account, Member
from pegel.store import accounts, members
from pegel.store.batch import Batch

router = Routes()

FRESH = timedelta(minutes=5)  # so long a proof is not looked for again


@router.get("/v3/me/accounts", tags=["accounts"])
@signed_in
def my_accounts(member_id: str) -> Response[Accounts]:
    """Your accounts

    What is read of each and why; while pending, how to prove it.
    """
    member = members.get(member_id) or Member(member_id)
    return answer.private({"data": [outside.told(account, member) for account in accounts.of(member_id)]})


@router.post("/v3/me/accounts", tags=["accounts"], status_code=201)
@signed_in
@takes(body=AccountWanted)
def link_account(member_id: str, body: AccountWanted) -> Response[LinkedAccount]:
    """Link an account

    It stays pending until it is proven; nothing of it is scored before. Linking it again gives a new code if
    the old one has expired, or if its proof was lost.
    """
    member, now = consenting(member_id), datetime.now(UTC)
    found = outside.find(member_id, body["network"], body["handle"], now)
    kept = accounts.get(member_id, found.key)
    if kept and (kept.state == "proven" or outside.is_open(kept, now)):
        return answer.private(outside.told(kept, member))
    if kept and kept.state == "held":
        return answer.private(outside.told(accounts.new_code(kept, found), member))
    return answer.private(outside.told(accounts.link(found), member), 201)


@router.post("/v3/me/accounts/<network>/<account_id>/verify", tags=["accounts"])
@signed_in
def verify_account(member_id: str, network: NetworkName, account_id: AccountId) -> Response[LinkedAccount]:
    """Check the proof of an account

    Looks at the network now. Once proven, the account is read at once. Asked again within five minutes, it
    answers the same without another look.
    """
    member = consenting(member_id)
    account, now = linked(member_id, network, account_id), datetime.now(UTC)
    if is_fresh(account, now):
        return answer.private(outside.told(account, member))
    proof = outside.prove(account, member, now)
    proven, loser = accounts.prove(account, proof.way, now, proof.evidence)
    if loser:
        unlinking.taken_from(loser, proven)
    read_now(proven)
    return answer.private(outside.told(proven, member))


@router.delete("/v3/me/accounts/<network>/<account_id>", tags=["accounts"], status_code=204)
@signed_in
def unlink_account(member_id: str, network: NetworkName, account_id: AccountId) -> Response[None]:
    """Unlink an account

    Nothing is read of it any more, and it counts no more.
    """
    unlinking.unlink(linked(member_id, network, account_id))
    return answer.nothing()


def is_fresh(account: Account, now: datetime) -> bool:
    """Proven a moment ago: whoever presses twice does not have it read twice."""
    return account.state == "proven" and account.proven_at is not None and now - account.proven_at < FRESH


def read_now(account: Account) -> None:
    """A new account does not wait for its slot."""
    from pegel.store import collect_queue  # boto3: for this one route

    collect_queue.send([Batch(account.network, ((account.member_id, account.key),))])


def consenting(member_id: str) -> Member:
    """The member, who has agreed to a score. Raises Conflict for one who has not."""
    member = members.get(member_id)
    if not member or "score" not in member.consents:
        raise Conflict(
            "an account is read for your score only, and you have not agreed to a score yet: "
            'send PATCH /v3/me with {"consents": {"score": true}} first'
        )
    return member


def linked(member_id: str, network: str, account_id: str) -> Account:
    """The member's account. Raises NotFound, also for somebody else's."""
    account = accounts.get(member_id, f"{network}#{unquote(account_id)}")
    if not account:
        raise NotFound("you have no such account; GET /v3/me/accounts lists yours")
    return account
