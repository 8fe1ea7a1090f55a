"""What members may send. What their tables decide is judged on the local stack."""

from __future__ import annotations

import pytest

SUBJECT = "3f1d0c4e-9a5b-4c6d-8e7f-0123456789ab"
EMAIL, PASSWORD = "mira@pegel.example", "correct horse battery"


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
