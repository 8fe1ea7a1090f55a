"""Signing in and the shapes of requests. What members' tables decide is judged on the local stack."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from unit.api.gateway import Wire, asking, function

SUBJECT = "3f1d0c4e-9a5b-4c6d-8e7f-0123456789ab"
EMAIL, PASSWORD = "mira@pegel.example", "correct horse battery"
SIGNED_IN = {"AuthenticationResult": {"AccessToken": "access", "ExpiresIn": 900, "RefreshToken": "refresh"}}


class Cognito:
    """Cognito's answers: one person is known, everything else is refused as Cognito refuses it."""

    def __init__(self) -> None:
        self.refusal = ""

    def __call__(self, operation, said):
        if self.refusal:
            return 400, {"__type": self.refusal, "message": "secret detail: User does not exist"}
        if operation == "InitiateAuth":
            return 200, SIGNED_IN
        if operation == "SignUp":
            return 200, {"UserConfirmed": False, "UserSub": SUBJECT}
        return 200, {}


@pytest.fixture(scope="module")
def members():
    with function("members") as entry:
        cognito = Cognito()
        wire = Wire(cognito)
        wire.attach(sys.modules["identity"].client())
        yield SimpleNamespace(ask=asking(entry), cognito=cognito, wire=wire)


@pytest.fixture
def ask(members):
    members.cognito.refusal = ""
    members.wire.asked.clear()
    return members.ask


@pytest.fixture
def refusing(members, ask):
    """Cognito refuses everything by this name."""

    def refuse(name):
        members.cognito.refusal = name

    return refuse


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


@pytest.mark.parametrize(
    "body, pointer",
    [
        ({"email": EMAIL}, "/password"),
        ({"password": PASSWORD}, "/email"),
        ({"email": "mira", "password": PASSWORD}, "/email"),
        ({"email": EMAIL, "password": "short"}, "/password"),
        ({"email": 5, "password": PASSWORD}, "/email"),
        ({"email": None, "password": PASSWORD}, "/email"),
        ({"email": EMAIL, "password": PASSWORD, "admin": True}, "/admin"),
        ([], "/"),
        ("", "/"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(ask, members, body, pointer):
    answer = ask("POST", "/v3/signup", body=body)
    (field,) = answer.json()["errors"]
    assert (answer.status, field["pointer"]) == (422, pointer)
    assert field["detail"]
    assert not members.wire.asked


@pytest.mark.parametrize("body", ["{", "nonsense", '{"email": NaN', "[" * 60_000])
def test_a_body_that_is_not_json_is_malformed(ask, body):
    answer = ask("POST", "/v3/signup", body=body)
    assert (answer.status, answer.json()["code"]) == (400, "malformed")


def test_a_body_larger_than_any_request_is_refused(ask):
    answer = ask("POST", "/v3/signup", body='"' + "x" * 65_536 + '"')
    assert (answer.status, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "method, path",
    [
        ("GET", "/v3/me"),
        ("PATCH", "/v3/me"),
        ("GET", "/v3/me/score"),
        ("GET", "/v3/me/accounts"),
        ("POST", "/v3/me/accounts"),
        ("POST", "/v3/me/accounts/mastodon/1/verify"),
        ("DELETE", "/v3/me/accounts/mastodon/1"),
    ],
)
def test_without_a_verified_token_nothing_of_a_member_is_reached(ask, method, path):
    assert ask(method, path, body="{}").status == 401
    assert ask(method, path, body="{}", subject="not a member").status == 401


@pytest.mark.parametrize(
    "change, pointer",
    [
        ({"nmae": "mira"}, "/nmae"),
        ({"id": "mem_1"}, "/id"),
        ({"name": "m"}, "/name"),
        ({"name": "Mira"}, "/name"),
        ({"name": "mira_1"}, "/name"),
        ({"name": "-mira"}, "/name"),
        ({"name": "m" * 31}, "/name"),
        ({"name": "mira\n"}, "/name"),
        ({"name": None}, "/name"),
        ({"language": "fr"}, "/language"),
        ({"region": "Germany"}, "/region"),
        ({"public": "yes"}, "/public"),
        ({"display_name": "x" * 61}, "/display_name"),
        ({"display_name": "a\nb"}, "/display_name"),
        ({"consents": {"all": True}}, "/consents/all"),
        ({"consents": {"score": "yes"}}, "/consents/score"),
        ({"consents": True}, "/consents"),
    ],
)
def test_a_profile_takes_known_fields_with_right_values_only(ask, change, pointer):
    answer = ask("PATCH", "/v3/me", body=change, headers={"if-match": '"0"'}, subject=SUBJECT)
    (field,) = answer.json()["errors"]
    assert (answer.status, field["pointer"]) == (422, pointer)
