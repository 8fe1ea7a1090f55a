"""How `fetch` bears what servers do to it: slow, large, redirecting, lying ones. security.md §3."""

from __future__ import annotations

import gzip
import time
import tracemalloc
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from unit.tls_server import NAME, OK, PUBLIC, Authority, Server, at, length

from pegel.errors import BadAnswer, RateLimited, Unreachable
from pegel.networks import NETWORKS
from pegel.networks.refusals import check

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
URL = f"https://{NAME}/"
GZIP = OK + b"Content-Encoding: gzip\r\n"


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def serve(authority: Authority) -> Callable[..., Server]:
    return lambda *what, **how: Server(authority, *what, **how)


def test_a_good_answer_comes_with_status_headers_body_and_time(serve: Any) -> None:
    server = serve(OK + b'ETag: W/"1"\r\nX-Thing: A\r\n' + length(b'{"a": 1}'))
    answer = server.live(agent="Pegel/1 (+https://p.example; me)", clock=lambda: NOW).get(
        URL, {"If-None-Match": "x"}
    )
    assert (answer.status, answer.json(), answer.received_at, answer.url) == (200, {"a": 1}, NOW, URL)
    assert (answer.headers["etag"], answer.headers["x-thing"]) == ('W/"1"', "A")
    assert b"User-Agent: Pegel/1 (+https://p.example; me)\r\n" in server.requests[0]
    assert b"If-None-Match: x\r\n" in server.requests[0]
    assert server.connected == [PUBLIC]


@pytest.mark.parametrize(
    ("opening", "drip", "tls"),
    [
        (b"\x16\x03\x03\x40\x00", b"\x02", False),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n", True),
        (OK + b"Content-Length: 5000\r\n\r\n", b"x", True),
        (OK + b"\r\n", b"x", True),
        (OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", True),
        (b"", b"", True),
    ],
    ids=["handshake", "headers", "body", "body without length", "chunks", "never answers"],
)
def test_a_slow_server_is_cut_at_the_total(serve: Any, opening: bytes, drip: bytes, tls: bool) -> None:
    server = serve(opening, drip, tls=tls)
    began = time.monotonic()
    with pytest.raises(Unreachable, match="too slow"):
        server.live(total=0.6).get(URL)
    assert 0.5 < time.monotonic() - began < 1.2


def test_a_call_that_was_cut_does_not_harm_the_next_one(serve: Any) -> None:
    slow, good = serve(OK + b"\r\n", b"x"), serve()
    ends = {"slow.example": slow, NAME: good}
    asked: list[str] = []

    def resolve(host: str, port: int) -> Any:
        asked.append(host)
        return at(PUBLIC)

    def connect(answer: Any, seconds: float) -> Any:
        return ends[asked[-1]].connect(answer, seconds)

    live = good.live(resolve=resolve, connect=connect, total=0.4)
    with pytest.raises(Unreachable):
        live.get("https://slow.example/")
    time.sleep(0.5)
    assert live.get(URL).status == 200


@pytest.mark.parametrize("told", [True, False], ids=["with length", "without"])
def test_a_body_over_the_cap_is_refused(serve: Any, told: bool) -> None:
    size = b"Content-Length: 2000000\r\n" if told else b""
    with pytest.raises(BadAnswer, match="too large"):
        serve(OK + size + b"\r\n", b"x" * 65536, pause=0).live(total=10.0).get(URL)


@pytest.mark.parametrize(("kind", "most"), [(b"application/json", 1_000_000), (b"text/xml", 5_000_000)])
def test_a_body_of_just_the_cap_is_read_and_a_feed_may_be_larger(serve: Any, kind: bytes, most: int) -> None:
    opening = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n"
    assert len(serve(opening + length(b"x" * most)).live(total=10.0).get(URL).body) == most
    with pytest.raises(BadAnswer, match=f"more than {most:,} bytes"):
        serve(opening + length(b"x" * (most + 1))).live(total=10.0).get(URL)


def test_a_gzip_bomb_is_refused_before_it_fills_the_memory(serve: Any) -> None:
    bomb = gzip.compress(bytes(200_000_000), 9)
    server = serve(GZIP + length(bomb))
    tracemalloc.start()
    with pytest.raises(BadAnswer, match="too large"):
        server.live(total=10.0).get(URL)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10_000_000


def test_a_compressed_answer_is_read(serve: Any) -> None:
    assert serve(GZIP + length(gzip.compress(b"[1]"))).live().get(URL).json() == [1]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_answer_never_followed_and_no_reader_takes_it(serve: Any, status: int) -> None:
    head = b"HTTP/1.1 %d Elsewhere\r\nLocation: http://169.254.169.254/\r\n" % status
    server = serve(head + length(b""))
    live = server.live()
    assert live.get(URL).status == status
    assert len(server.requests) == 1
    with pytest.raises(BadAnswer, match=r"redirect.*169\.254"):
        NETWORKS["mastodon"](live).snapshot(f"@ada@{NAME}")


def test_a_certificate_for_another_name_is_refused(serve: Any) -> None:
    server = serve(name="other.example")
    with pytest.raises(Unreachable, match=r"(?i)certificate|hostname"):
        server.live().get(URL)
    assert server.requests == []


def test_a_certificate_nobody_vouches_for_is_refused(serve: Any) -> None:
    with pytest.raises(Unreachable, match=r"(?i)certificate"):
        serve().live(trust="").get(URL)


def test_proxies_and_passwords_of_the_environment_are_not_used(
    serve: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "HTTP_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    (tmp_path / "netrc").write_text(f"machine {NAME} login a password b")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    server = serve()
    assert server.live().get(URL).status == 200
    assert b"uthorization" not in server.requests[0]


def test_cookies_are_not_sent_back(serve: Any) -> None:
    server = serve(OK + b"Set-Cookie: a=b\r\n" + length(b"{}"))
    live = server.live()
    live.get(URL)
    live.get(URL)
    assert b"ookie" not in server.requests[1]


@pytest.mark.parametrize(("said", "seconds"), [("120", 120), ("Sun, 22 Nov 2026 06:05:00 GMT", 300)])
def test_a_429_says_when_to_come_back(serve: Any, said: str, seconds: int) -> None:
    head = f"HTTP/1.1 429 Too Many Requests\r\nRetry-After: {said}\r\n".encode()
    answer = serve(head + length(b"{}")).live(clock=lambda: NOW).get(URL)
    assert answer.status == 429
    with pytest.raises(RateLimited) as limited:
        check(answer)
    assert (limited.value.until - NOW).total_seconds() == seconds


@pytest.mark.parametrize(
    "opening",
    [
        OK + b"Content-Length: 500\r\n\r\n{",
        OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"this is no HTTP\r\n\r\n",
        GZIP + length(b"this is no gzip"),
    ],
    ids=["cut body", "cut chunk", "no HTTP", "no gzip"],
)
def test_a_broken_answer_is_unreachable(authority: Authority, opening: bytes) -> None:
    class Closing(Server):
        def _serve(self, connection: Any) -> None:
            connection = self.context.wrap_socket(connection, server_side=True)  # type: ignore[union-attr]
            connection.recv(9999)
            connection.sendall(self.opening)
            connection.close()

    with pytest.raises(Unreachable, match=NAME):
        Closing(authority, opening).live().get(URL)


def test_calls_are_counted_by_host_from_many_threads_at_once(serve: Any) -> None:
    server = serve()
    live = server.live(total=10.0)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(live.get, [URL] * 40 + ["https://SERVER.example/x"] * 8))
    assert [answer.status for answer in answers] == [200] * 48
    assert live.counts == {NAME: 48}
