"""Sign-up and sign-in by Cognito. Who has an account here is told to nobody: answers are alike.

The client is public, so its calls are not signed and the function needs no right for them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import Any

from pegel.errors import InvalidField, NotSignedIn, Refusal

CLIENT_ID = os.environ["USER_POOL_CLIENT_ID"]
WRONG = "the e-mail address or the password is wrong, or the address is not confirmed yet"
WRONG_CODE = "is wrong or has expired; sign up again with the same address to get another"


class TooMany(Refusal, code="too_many", status=429):
    """Cognito wants a pause from this address."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A session. `refresh` is "" where the old one stays good."""

    access: str
    lasts: int  # seconds
    refresh: str


def sign_up(email: str, password: str) -> None:
    """Ask for a mail with a code. An address that is there already is answered alike.

    While it is unconfirmed it gets its code again.
    """
    try:
        call("sign_up", Username=email, Password=password, UserAttributes=[{"Name": "email", "Value": email}])
    except Refused as error:
        if error.kind == "UsernameExistsException":
            return send_code_again(email)
        if error.kind in {"InvalidPasswordException", "InvalidParameterException"}:
            raise InvalidField(
                "/password", "is not accepted: take a longer one, at least 12 characters"
            ) from error
        raise


def send_code_again(email: str) -> None:
    """Another mail for an address that is not confirmed; nothing for any other."""
    try:
        call("resend_confirmation_code", Username=email)
    except Refused:
        return


def confirm(email: str, code: str) -> None:
    """Raises InvalidField for a wrong code, and for an address that nobody signed up with: alike."""
    try:
        call("confirm_sign_up", Username=email, ConfirmationCode=code)
    except Refused as error:
        raise InvalidField("/code", WRONG_CODE) from error


def sign_in(email: str, password: str) -> Tokens:
    """Raises NotSignedIn, which does not say whether the address or the password is wrong."""
    return start("USER_PASSWORD_AUTH", WRONG, USERNAME=email, PASSWORD=password)


def renew(refresh: str) -> Tokens:
    """A new access token for a refresh token. Raises NotSignedIn when the session ended."""
    return start("REFRESH_TOKEN_AUTH", "the session ended; sign in again", REFRESH_TOKEN=refresh)


def sign_out(refresh: str) -> None:
    """End the session everywhere. One that ended already stays so."""
    try:
        call("revoke_token", Token=refresh)
    except Refused:
        return


def start(flow: str, otherwise: str, **parameters: str) -> Tokens:
    """One way of signing in."""
    try:
        answer = call("initiate_auth", AuthFlow=flow, AuthParameters=parameters)
    except Refused as error:
        raise NotSignedIn(otherwise) from error
    if "AuthenticationResult" not in answer:  # a challenge: a new password, a second factor
        raise NotSignedIn(otherwise)
    result = answer["AuthenticationResult"]
    return Tokens(result["AccessToken"], int(result["ExpiresIn"]), result.get("RefreshToken", ""))


class Refused(Exception):
    """Cognito's own no: `kind` is the name of its exception."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def call(operation: str, **parameters: Any) -> dict[str, Any]:
    """One call of Cognito. Raises Refused, or TooMany."""
    from botocore.exceptions import ClientError

    try:
        answer: dict[str, Any] = getattr(client(), operation)(ClientId=CLIENT_ID, **parameters)
        return answer
    except ClientError as error:
        kind = error.response["Error"]["Code"]
        if kind in {"TooManyRequestsException", "LimitExceededException", "TooManyFailedAttemptsException"}:
            raise TooMany("too many attempts; wait a few minutes and try again") from error
        if error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500:
            raise
        raise Refused(kind) from error


@cache
def client() -> Any:
    """Made when it is first needed: reads of a profile do not pay for it."""
    import boto3
    from botocore import UNSIGNED
    from botocore.config import Config

    return boto3.client(
        "cognito-idp",
        config=Config(
            signature_version=UNSIGNED, connect_timeout=3, read_timeout=8, retries={"total_max_attempts": 2}
        ),
    )
