"""What `fetch` says when it fails names a host and a path: a query may hold a network's key."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from typing import Any

import pytest
from unit.tls_server import NAME, OK, Authority, Server, length

from pegel.answer import Answer, place
from pegel.errors import NetworkError
from pegel.fetch import Live
from pegel.networks.refusals import check

SECRET = "k3y-that-nobody-may-read"
QUERY = f"?api_key={SECRET}&page=2"
REFUSED = (
    "http://server.example/ https://server.example:8443/ https://u:p@server.example/ https:/// file:///x "
    "https://[::1 https://127.0.0.1/ https://server.example:x/ https://a..b/ https://⒈com/"
)
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


def told(ask: Any) -> str:
    """Everything that a log would show of the failure."""
    try:
        ask()
    except NetworkError as error:
        return "".join(traceback.format_exception(error))
    raise AssertionError("nothing failed")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.mark.parametrize("start", REFUSED.split())
def test_a_refused_address_is_told_without_its_query(start: str) -> None:
    assert SECRET not in told(lambda: Live(connect=None).get(start + QUERY))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("opening", "drip"),
    [
        (b"this is no HTTP\r\n\r\n", b""),
        (OK + b"Content-Length: 2000000\r\n\r\n", b"x" * 65536),
        (OK + b"\r\n", b"x"),
        (OK + b"Content-Encoding: gzip\r\n" + length(b"this is no gzip"), b""),
    ],
    ids=["no HTTP", "too large", "too slow", "no gzip"],
)
def test_a_failing_server_is_told_without_the_query(
    authority: Authority, opening: bytes, drip: bytes
) -> None:
    server = Server(authority, opening, drip, pause=0.05 if len(drip) == 1 else 0)
    said = told(lambda: server.live(total=0.7).get(f"https://{NAME}/path{QUERY}"))
    assert NAME in said and SECRET not in said


def test_a_server_that_cannot_be_reached_or_is_somebody_else_is_told_without_the_query(
    authority: Authority,
) -> None:
    def refuse(answer: Any, seconds: float) -> Any:
        raise ConnectionRefusedError("nobody there")

    other = Server(authority, name="other.example")
    for live in (other.live(connect=refuse), other.live()):
        said = told(lambda live=live: live.get(f"https://{NAME}/path{QUERY}"))
        assert NAME in said and SECRET not in said


@pytest.mark.parametrize("body", [b"<html>", b"9" * 5000])
def test_an_answer_that_is_no_json_is_told_without_the_query(body: bytes) -> None:
    answer = Answer(200, {}, body, f"https://{NAME}/path{QUERY}", NOW)
    assert SECRET not in told(answer.json)


def test_a_redirect_that_repeats_our_key_is_told_without_it() -> None:
    moved = Answer(302, {"location": f"https://login.example/{QUERY}"}, b"", f"https://{NAME}/", NOW)
    said = told(lambda: check(moved))
    assert "login.example" in said and SECRET not in said


def test_a_place_keeps_what_people_need_to_find_it() -> None:
    assert place(f"https://u:p@{NAME}:8443/a/b{QUERY}#c") == f"https://{NAME}:8443/a/b"
    assert place("https://[broken") == "an address that is none"
