"""How often the public API may be asked, and with whose key: headers, refusals, what is never logged."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

ADDRESSES = (f"198.51.{n >> 8}.{n & 255}" for n in count())
KEY = "pegel_live_reader01_" + "s" * 32
LIMITS = {"RateLimit", "RateLimit-Policy", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"}
FIELD = re.compile(r'"burst";r=(\d+);t=\d+, "daily";r=(\d+);t=\d+')


@pytest.fixture
def address():
    """Of somebody who has not asked yet."""
    return next(ADDRESSES)


@pytest.fixture
def key(api):
    """A key nobody has used yet, in the table."""
    from pegel.store import api_keys

    def made(scopes=("read",), revoked=None):
        head = f"pegel_live_{next(ADDRESSES).replace('.', '').ljust(8, 'x')[-8:]}_{'s' * 32}"
        text = f"{head}_{api_keys.checksum(head)}"
        hashed = hashlib.sha256(text.encode()).hexdigest()
        at = datetime(2026, 11, 25, tzinfo=UTC)
        told: dict[str, Any] = {"id": text[11:19], "owner": "Ada", "scopes": list(scopes)}
        told |= {"live": True, "last4": text[-4:]}
        api.table.keep(api_keys.KeyItem(hashed, **told, created_at=at, revoked_at=revoked and at))
        return text

    return made


def test_an_answer_tells_what_is_left(get, address):
    answer = get("/v3/scores/mira", address=address)
    assert answer.headers["RateLimit-Policy"] == '"burst";q=50;w=10, "daily";q=5000;w=86400'
    assert FIELD.findall(answer.headers["RateLimit"]) == [("49", "4999")]
    assert (answer.headers["X-RateLimit-Limit"], answer.headers["X-RateLimit-Remaining"]) == ("5000", "4999")
    assert 0 <= int(answer.headers["X-RateLimit-Reset"]) - datetime.now(UTC).timestamp() < 200
    again = get("/v3/scores/nobody", address=address)
    assert (again.status, again.headers["X-RateLimit-Remaining"]) == (404, "4998")


def test_more_than_ten_calls_of_a_key_at_once_are_refused_with_its_headers(get, key):
    headers = {"authorization": f"Bearer {key()}"}
    answers = [get("/v3/scores/mira", headers=headers) for _ in range(30)]
    assert [answer.status for answer in answers[:10]] == [200] * 10
    refused = next(answer for answer in answers if answer.status != 200)
    assert refused.status == 429
    assert (refused.json()["code"], refused.json()["retry_after"]) == ("too_many", 1)
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.headers["Retry-After"] == "1"
    assert refused.headers["RateLimit-Policy"] == '"burst";q=10;w=1, "daily";q=10000;w=86400'
    assert refused.headers["RateLimit"] == '"burst";r=0;t=1'
    assert (refused.headers["X-RateLimit-Limit"], refused.headers["X-RateLimit-Remaining"]) == ("10", "0")


def test_an_address_has_enough_for_a_page_and_no_more_than_fifty_at_once(get, address):
    statuses = [get("/v3/scores/mira", address=address).status for _ in range(80)]
    assert statuses[:50] == [200] * 50
    assert 429 in statuses


def test_what_the_client_holds_already_is_not_counted_even_of_who_has_nothing_left(api, get, address):
    for _ in range(80):
        last = get("/v3/scores/mira", address=address)
    tag, writes = get("/v3/scores/mira").headers["ETag"], api.limits.writes
    held = get("/v3/scores/mira", headers={"if-none-match": tag}, address=address)
    assert (last.status, held.status) == (429, 304)
    assert api.limits.writes == writes
    assert get("/v3/scores/mira", headers={"if-none-match": '"x"'}, address=address).status == 429


@pytest.mark.parametrize("header", ["authorization", "x-api-key"])
def test_with_a_key_the_limits_are_the_keys(get, key, address, header):
    text = key()
    sent = {header: f"Bearer {text}" if header == "authorization" else text}
    for _ in range(80):
        get("/v3/scores/mira", address=address)
    answer = get("/v3/scores/mira", headers=sent, address=address)
    assert (answer.status, answer.headers["X-RateLimit-Limit"]) == (200, "10000")


@pytest.mark.parametrize("text", [KEY, f"{KEY}_000000", "pegel_test_", "pegel_live_é"])
def test_a_key_that_cannot_be_is_refused_with_the_fix(get, text):
    answer = get("/v3/scores/mira", headers={"authorization": f"Bearer {text}"})
    assert (answer.status, answer.json()["code"]) == (401, "invalid_key")
    assert "leave it out" in answer.json()["detail"]
    assert text not in answer.body
    assert get("/v3/scores/mira", headers={"x-api-key": "anything"}).status == 401


def test_a_revoked_key_is_refused(get, key):
    answer = get("/v3/scores/mira", headers={"x-api-key": key(revoked=True)})
    assert (answer.status, answer.json()["code"]) == (401, "invalid_key")


def test_a_key_for_something_else_does_not_read(get, key):
    answer = get("/v3/scores/mira", headers={"x-api-key": key(scopes=("brand",))})
    assert (answer.status, answer.json()["code"]) == (403, "scope_missing")


def test_guessing_keys_is_counted(get, address):
    sent = {"x-api-key": f"{KEY}_000000"}
    statuses = [get("/v3/scores/mira", headers=sent, address=address).status for _ in range(80)]
    assert set(statuses) == {401, 429}


def test_a_members_own_token_is_no_key(get):
    assert get("/v3/scores/mira", headers={"authorization": "Bearer eyJhbGciOi.J.S"}).status == 200


def test_badges_of_everybodys_readers_are_not_counted(get, address):
    statuses = {get("/@nobody/badge.svg", address=address).status for _ in range(60)}
    assert statuses == {404}


def test_without_the_table_everybody_is_let_in_and_the_log_says_so(api, get, lines, address, capsys):
    api.limits.broken = True
    try:
        answers = [get("/v3/scores/mira", address=address) for _ in range(60)]
    finally:
        api.limits.broken = False
        forget_that_it_was_broken()
    assert {answer.status for answer in answers} == {200}
    assert not LIMITS & answers[0].headers.keys()
    (silent,) = [line for line in lines() if "silent" in line["message"]]
    assert silent["level"] == "WARNING"
    assert "InternalServerError" in silent["reason"]
    assert '"LimitsSilent"' in capsys.readouterr().out


def forget_that_it_was_broken():
    from pegel.store import limits_table

    limits_table._left_alone["until"] = 0.0


def test_neither_an_address_nor_a_key_is_logged_or_kept(api, get, key, lines, address):
    text = key()
    for headers in ({"x-api-key": text}, {"authorization": f"Bearer {KEY}_000000"}, {}):
        for _ in range(30):
            get("/v3/scores/mira", headers=headers, address=address)
    said, kept = str(lines()), str(api.limits.items)
    assert "429" in said
    for secret in (text, KEY, address, "s" * 32):
        assert secret not in said
        assert secret not in kept


def test_head_is_get_without_the_body(api, get):
    shown, head = get("/v3/scores/mira"), api.ask("HEAD", "/v3/scores/mira")
    assert (head.status, head.body, head.headers["ETag"]) == (200, "", shown.headers["ETag"])
    assert head.headers.keys() > LIMITS
    assert api.ask("HEAD", "/v3/scores/nobody").status == 404


@pytest.mark.parametrize("method, path", [("GET", "/no/such/thing"), ("POST", "/v3/scores/mira")])
def test_an_address_that_is_none_is_a_problem_like_any_other(api, method, path):
    answer = api.ask(method, path)
    assert (answer.status, answer.headers["Content-Type"]) == (404, "application/problem+json")
