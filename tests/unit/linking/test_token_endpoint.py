"""What token endpoints are sent, and what each network's refusals mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from unit.linking.signing_in import NOW, OLD, REDIRECT, Sent, network, refresh

from pegel.errors import BadAnswer, NetworkError, ProofLost, RateLimited, Unreachable
from pegel.linking import oauth
from pegel.social import Tokens


@pytest.mark.parametrize(
    ("basic", "secret", "header", "form"),
    [
        (True, "hush", "Basic dXM6aHVzaA==", {}),
        (False, "hush", None, {"client_id": "us", "client_secret": "hush"}),
        (True, "", None, {"client_id": "us"}),
    ],
)
def test_the_client_s_secret_goes_where_the_network_takes_it(basic, secret, header, form) -> None:
    where = network(200, b'{"access_token": "a", "token_type": "bearer"}', basic=basic)
    where.access = replace(where.access, client_secret=secret)
    oauth.refresh(where, OLD, NOW)
    assert isinstance(where.fetch, Sent)
    ((sent, headers),) = where.fetch.forms
    assert headers.get("Authorization") == header
    assert sent == {"grant_type": "refresh_token", "refresh_token": "old-refresh", **form}


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, b'{"error": "invalid_grant", "error_description": "it \\"ended\\""}', ProofLost),
        (400, b'{"status": 400, "error": "Bad Request", "message": "Invalid refresh token"}', ProofLost),
        (400, b'{"message": "Bad Request", "error": 400}', ProofLost),
        (400, b'{"error": {"message": "Session has expired", "code": 190}}', ProofLost),
        (200, b'{"error": "bad_refresh_token", "error_uri": "/"}', ProofLost),
        (401, b'{"error": "invalid_client"}', BadAnswer),
        (400, b'{"error": {"message": "Error validating client secret.", "code": 1}}', BadAnswer),
        (403, b'{"status": 403, "message": "invalid client secret"}', BadAnswer),
        (200, b'{"error": "incorrect_client_credentials"}', BadAnswer),
        (400, b'{"error": "temporarily_unavailable"}', Unreachable),
        (503, b"<html>", Unreachable),
        (200, b"<html>", BadAnswer),
        (200, b"[]", BadAnswer),
        (200, b"[" * 99_999, BadAnswer),
        (200, b"{}", BadAnswer),
        (200, b'{"access_token": 7}', BadAnswer),
        (200, b'{"access_token": "a", "token_type": "mac"}', BadAnswer),
        (302, b"", BadAnswer),
    ],
)
def test_each_network_s_refusal_has_a_name(status: int, body: bytes, kind: type[NetworkError]) -> None:
    with pytest.raises(kind) as refused:
        refresh(status, body)
    assert type(refused.value) is kind
    assert "old-refresh" not in str(refused.value)


def test_a_pause_before_tokens_are_given_is_kept() -> None:
    with pytest.raises(RateLimited) as limited:
        refresh(429, b"", {"retry-after": "60"})
    assert limited.value.until == NOW + timedelta(seconds=60)


def test_without_a_refresh_token_there_is_nothing_to_renew() -> None:
    with pytest.raises(ProofLost, match="sign in there again"):
        oauth.refresh(network(), replace(OLD, refresh=""), NOW)


@pytest.mark.parametrize(
    ("lasts", "ends"),
    [("3600", True), ('"3600"', True), *((odd, False) for odd in ("0", "-5", "1e99", "null"))],
)
def test_the_next_pair_keeps_what_the_answer_leaves_out(lasts: str, ends: bool) -> None:
    body = f'{{"access_token": "a", "token_type": "Bearer", "expires_in": {lasts}}}'
    until = NOW + timedelta(hours=1) if ends else None
    assert refresh(200, body.encode()) == Tokens("a", "old-refresh", until, ("users.read",))


def test_where_tokens_last_for_hours_one_of_weeks_is_asked_for_at_once_and_to_renew_it() -> None:
    where = network(200, b'{"access_token": "a", "expires_in": 60}', lasting="fb_exchange_token", pkce=False)
    assert isinstance(where.fetch, Sent)
    tokens = oauth.exchange(where, "c", REDIRECT, "v", "n", NOW)
    assert oauth.refresh(where, tokens, NOW) == tokens
    asked = [form["grant_type"] for form, _ in where.fetch.forms]
    assert asked == ["authorization_code", "fb_exchange_token", "fb_exchange_token"]
    assert where.fetch.forms[1][0]["fb_exchange_token"] == "a"


def test_both_tokens_are_revoked_or_the_network_is_told_in_its_own_way() -> None:
    usual, own = network(), network(revoke_form={"method": "delete", "access_token": "TOKEN"})
    for where in (usual, own):
        oauth.revoke(where, OLD)
    assert isinstance(usual.fetch, Sent) and isinstance(own.fetch, Sent)
    told = [(form["token"], form["token_type_hint"]) for form, _ in usual.fetch.forms]
    assert told == [("old-refresh", "refresh_token"), ("old-access", "access_token")]
    assert [form for form, _ in own.fetch.forms] == [{"method": "delete", "access_token": "old-access"}]


def test_where_nothing_can_be_revoked_nobody_is_asked() -> None:
    where = network(revoke="")
    oauth.revoke(where, OLD)
    assert isinstance(where.fetch, Sent)
    assert where.fetch.forms == []
