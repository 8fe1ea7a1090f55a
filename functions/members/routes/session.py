"""Joining, signing in, staying signed in."""

from __future__ import annotations

import identity
from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.shared.cookies import Cookie, SameSite
from documents import Confirmation, Credentials, Next, Session, Signup

from pegel.errors import NotSignedIn
from pegel.http import answer, request
from pegel.http.request import Routes, takes

router = Routes()

COOKIE = "__Host-pegel"
LASTS = 30 * 86_400  # seconds; the refresh token's validity in template.yaml


@router.post("/v3/signup", tags=["session"], status_code=201)
@takes(body=Signup)
def sign_up(body: Signup) -> Response[Next]:
    """Join

    Sends a mail with a code. The answer is the same whether or not the address is known.
    """
    identity.sign_up(body["email"], body["password"])
    return answer.private({"next": "confirm"}, 201)


@router.post("/v3/signup/confirm", tags=["session"])
@takes(body=Confirmation)
def confirm(body: Confirmation) -> Response[Next]:
    """Confirm the e-mail address

    With the code from the mail.
    """
    identity.confirm(body["email"], body["code"].strip())
    return answer.private({"next": "session"})


@router.post("/v3/session", tags=["session"])
@takes(body=Credentials, optional=True)
def sign_in(body: Credentials | None) -> Response[Session]:
    """Sign in, or stay signed in

    With e-mail and password; or without a body, which renews the session by its cookie.
    """
    if body is None:
        return session_of(identity.renew(held()))
    return session_of(identity.sign_in(body["email"], body["password"]))


@router.delete("/v3/session", tags=["session"], status_code=204)
def sign_out() -> Response[None]:
    """Sign out

    Ends the session of the cookie. Signing out twice is fine.
    """
    if token := request.cookie(COOKIE):
        identity.sign_out(token)
    return answer.nothing([cookie("", 0)])


def session_of(tokens: identity.Tokens) -> Response[Session]:
    """The access token for the page's memory, the refresh token in a cookie that no script can read."""
    document = {"access_token": tokens.access, "expires_in": tokens.lasts, "token_type": "Bearer"}
    told = answer.private(document)
    if tokens.refresh:
        told.cookies = [cookie(tokens.refresh, LASTS)]
    return told


def held() -> str:
    """The refresh token. Raises NotSignedIn without one."""
    if token := request.cookie(COOKIE):
        return token
    raise NotSignedIn("there is no session to renew; sign in with e-mail and password")


def cookie(value: str, lasts: int) -> Cookie:
    """The session's cookie; lasting 0 seconds takes it away."""
    return Cookie(
        COOKIE, value, path="/", secure=True, http_only=True, same_site=SameSite.STRICT_MODE, max_age=lasts
    )
