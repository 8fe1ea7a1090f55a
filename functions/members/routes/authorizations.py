"""Signing in at a network: the account is linked and proven at once, and read as its owner sees it."""

from __future__ import annotations

from datetime import UTC, datetime

import authorizing
import outside
import unlinking
from authorized import Authorization, AuthorizationAnswer, AuthorizationWanted, Authorized
from aws_lambda_powertools.event_handler import Response

from pegel.http import answer
from pegel.http.request import Routes, signed_in, takes
from routes.accounts import consenting, read_now

router = Routes()


@router.post("/v3/me/accounts/authorizations", tags=["accounts"], status_code=201)
@signed_in
@takes(body=AuthorizationWanted)
def begin_authorization(member_id: str, body: AuthorizationWanted) -> Response[Authorization]:
    """Sign in at a network

    We ask for reading only. The sign-in lasts ten minutes, works once, and only for you.
    """
    consenting(member_id)
    url, until = authorizing.begin(member_id, body["network"], datetime.now(UTC))
    return answer.private({"url": url, "state_expires_at": answer.time_of(until)}, 201)


@router.post("/v3/me/accounts/authorizations/finish", tags=["accounts"])
@signed_in
@takes(body=AuthorizationAnswer)
def finish_authorization(member_id: str, body: AuthorizationAnswer) -> Response[Authorized]:
    """Link the account of a sign-in

    With what the network added to the address that it led back to. The account is proven by that and read at
    once. Of several accounts one is chosen: ask again with the same state and its account_id.
    """
    member, now = consenting(member_id), datetime.now(UTC)
    network, tokens, profiles = authorizing.given(member_id, body, now)
    profile = authorizing.chosen(profiles, body.get("account_id", ""))
    if profile is None:
        return answer.private(
            {"account": None, "choices": authorizing.hold(member_id, body, tokens, profiles)}
        )
    proven, loser = authorizing.prove(member_id, network, profile, tokens, now)
    if loser:
        unlinking.taken_from(loser, proven)
    read_now(proven)
    return answer.private({"account": outside.told(proven, member), "choices": []})
