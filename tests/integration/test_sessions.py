"""Who may come in: what the gateway and Cognito decide, over HTTP on the local stack."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from people import Person, ask, pointer

from pegel.cli.stack.stack import Stack

MEMBERS = [
    ("GET", "/v3/me"),
    ("PATCH", "/v3/me"),
    ("GET", "/v3/me/score"),
    ("GET", "/v3/me/accounts"),
    ("POST", "/v3/me/accounts"),
    ("POST", "/v3/me/accounts/mastodon/1/verify"),
    ("DELETE", "/v3/me/accounts/mastodon/1"),
]


@pytest.fixture(scope="module")
def ada(stack: Stack) -> Person:
    """A member with nothing but an e-mail address."""
    return Person(stack, "ada").join()


def recoded(token: str, part: int, change: dict[str, Any]) -> str:
    """A token whose header (0) or claims (1) say something else."""
    parts = token.split(".")
    told = json.loads(base64.urlsafe_b64decode(parts[part] + "=="))
    changed = json.dumps({**told, **change}).encode()
    parts[part] = base64.urlsafe_b64encode(changed).rstrip(b"=").decode()
    return ".".join(parts)


@pytest.mark.parametrize("method, path", MEMBERS)
def test_the_gateway_lets_nobody_in_without_a_token(stack: Stack, method: str, path: str):
    assert ask(stack.url, method, path).status == 401
    assert ask(stack.url, method, path, headers={"authorization": "Bearer nonsense"}).status == 401


def test_a_token_that_was_tampered_with_is_refused_by_the_gateway(stack: Stack, ada: Person):
    other = "00000000-0000-4000-8000-000000000000"
    unsigned = recoded(ada.token, 0, {"alg": "none"}).rpartition(".")[0] + "."
    for token in (recoded(ada.token, 1, {"sub": other}), recoded(ada.token, 1, {"exp": 9e9}), unsigned):
        answer = ask(stack.url, "GET", "/v3/me", headers={"authorization": f"Bearer {token}"})
        assert answer.status == 401
    assert ada.ask("GET", "/v3/me").status == 200


def test_a_wrong_password_and_an_unknown_address_cannot_be_told_apart(stack: Stack, ada: Person):
    answers = [
        ask(stack.url, "POST", "/v3/session", {"email": email, "password": "a wrong password indeed"})
        for email in (ada.email, "nobody.at.all@pegel.example")
    ]
    told = [{**answer.json(), "request_id": ""} for answer in answers]
    assert told[0] == told[1]
    assert [answer.status for answer in answers] == [401, 401]


def test_joining_twice_looks_like_joining_once(stack: Stack, ada: Person):
    wanted = {"email": ada.email, "password": "another password altogether"}
    answer = ask(stack.url, "POST", "/v3/signup", wanted)
    assert (answer.status, answer.json()) == (201, {"next": "confirm"})


def test_an_address_that_is_not_confirmed_cannot_sign_in(stack: Stack):
    person = Person(stack, "hasty")
    wanted = {"email": person.email, "password": "correct horse battery staple"}
    assert person.ask("POST", "/v3/signup", wanted).status == 201
    assert person.ask("POST", "/v3/session", wanted).status == 401
    unknown = {"email": "nobody.at.all@pegel.example", "code": "123456"}
    assert pointer(person.ask("POST", "/v3/signup/confirm", unknown)) == "/code"


def test_a_session_is_renewed_by_its_cookie_until_it_is_ended(stack: Stack):
    person = Person(stack, "eve").join()
    held = {"cookie": person.cookie}
    renewed = ask(stack.url, "POST", "/v3/session", headers=held)
    assert renewed.status == 200
    token = renewed.json()["access_token"]
    assert ask(stack.url, "GET", "/v3/me", headers={"authorization": f"Bearer {token}"}).status == 200
    assert ask(stack.url, "DELETE", "/v3/session", headers=held).status == 204
    assert ask(stack.url, "POST", "/v3/session", headers=held).status == 401
