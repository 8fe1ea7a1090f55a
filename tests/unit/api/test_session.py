"""Joining, signing in, staying signed in, with Cognito's answers at the transport."""

from __future__ import annotations

import pytest

EMAIL, PASSWORD = "mira@pegel.example", "correct horse battery"


def sign_in(ask, **body):
    return ask("POST", "/v3/session", body={"email": EMAIL, "password": PASSWORD, **body})


def test_signing_in_gives_a_token_for_memory_and_a_cookie_that_no_script_reads(ask):
    answer = sign_in(ask)
    assert answer.json() == {"access_token": "access", "expires_in": 900, "token_type": "Bearer"}
    (cookie,) = answer.cookies
    name, *attributes = cookie.split("; ")
    assert name == "__Host-pegel=refresh"
    assert {"Path=/", "HttpOnly", "Secure", "SameSite=Strict"} <= set(attributes)
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_session_without_a_body_is_renewed_by_its_cookie(ask, members):
    answer = ask("POST", "/v3/session", cookies=("theme=dark", "__Host-pegel=old"))
    assert answer.json()["access_token"] == "access"
    ((operation, said),) = members.wire.asked
    assert (operation, said["AuthFlow"]) == ("InitiateAuth", "REFRESH_TOKEN_AUTH")
    assert said["AuthParameters"] == {"REFRESH_TOKEN": "old"}


def test_a_session_without_a_body_and_a_cookie_is_not_signed_in(ask, members):
    answer = ask("POST", "/v3/session")
    assert (answer.status, answer.json()["code"]) == (401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert not members.wire.asked


def test_signing_out_ends_the_session_and_takes_the_cookie_away(ask, members):
    answer = ask("DELETE", "/v3/session", cookies=("__Host-pegel=old",))
    assert (answer.status, answer.body) == (204, "")
    assert "Max-Age=0" in answer.cookies[0]
    assert members.wire.asked == [("RevokeToken", {"ClientId": "client", "Token": "old"})]
    assert ask("DELETE", "/v3/session").status == 204


@pytest.mark.parametrize(
    "refusal", ["NotAuthorizedException", "UserNotFoundException", "UserNotConfirmedException"]
)
def test_signing_in_does_not_tell_who_has_an_account(ask, refusing, refusal):
    refusing(refusal)
    answer = sign_in(ask)
    assert (answer.status, answer.json()["code"]) == (401, "not_signed_in")
    assert "e-mail address or the password is wrong" in answer.json()["detail"]
    assert "secret detail" not in answer.body


def test_signing_up_does_not_tell_who_has_an_account(ask, refusing):
    wanted = {"email": EMAIL, "password": PASSWORD}
    first = ask("POST", "/v3/signup", body=wanted)
    refusing("UsernameExistsException")
    again = ask("POST", "/v3/signup", body=wanted)
    assert (first.status, first.body) == (again.status, again.body) == (201, '{"next": "confirm"}')


@pytest.mark.parametrize(
    "refusal",
    ["CodeMismatchException", "ExpiredCodeException", "UserNotFoundException", "NotAuthorizedException"],
)
def test_a_wrong_code_is_refused_alike_for_known_and_unknown_addresses(ask, refusing, refusal):
    refusing(refusal)
    answer = ask("POST", "/v3/signup/confirm", body={"email": EMAIL, "code": "123456"})
    (field,) = answer.json()["errors"]
    assert (answer.status, field["pointer"]) == (422, "/code")
    assert "secret detail" not in answer.body


def test_a_confirmed_address_may_sign_in(ask):
    answer = ask("POST", "/v3/signup/confirm", body={"email": EMAIL, "code": " 123456 "})
    assert (answer.status, answer.json()) == (200, {"next": "session"})


def test_too_many_attempts_are_told_to_wait(ask, refusing):
    refusing("TooManyRequestsException")
    answer = sign_in(ask)
    assert (answer.status, answer.json()["code"]) == (429, "too_many")
