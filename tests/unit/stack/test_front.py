"""The front hands on what it gets, and says so when nobody is there."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pegel.cli.stack.front import Front
from pegel.cli.stack.ports import LOOPBACK, free_port

BYTES = bytes(range(256))


class Api(BaseHTTPRequestHandler):
    """Stands where the emulator stands: answers with what it was asked."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.send_header("Set-Cookie", "a=1")
        self.send_header("Set-Cookie", "b=2")
        self.send_header("X-Asked", f"{self.headers['Host']} {self.path} {self.headers['X-Mine']}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.send_response(304)
        self.send_header("ETag", '"1"')
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def told() -> list[tuple[str, str, int]]:
    return []


@pytest.fixture
def through(told: list[tuple[str, str, int]]) -> Iterator[http.client.HTTPConnection]:
    with ThreadingHTTPServer((LOOPBACK, 0), Api) as api:
        threading.Thread(target=api.serve_forever, daemon=True).start()
        with Front(free_port(), api.server_port, "a1", lambda *one: told.append(one[:3])) as front:
            connection = http.client.HTTPConnection(front.url.removeprefix("http://"))
            yield connection
            connection.close()
        api.shutdown()


def test_method_path_headers_and_bytes_arrive_and_come_back(through: http.client.HTTPConnection) -> None:
    through.request("POST", "/a%20b?c=d", BYTES, {"X-Mine": "yes"})
    answer = through.getresponse()
    assert (answer.status, answer.read()) == (201, BYTES)
    assert answer.headers.get_all("Set-Cookie") == ["a=1", "b=2"]
    host, path, mine = answer.headers["X-Asked"].split()
    assert host.startswith("a1.execute-api.localhost:")
    assert (path, mine) == ("/a%20b?c=d", "yes")


def test_an_answer_without_a_body_leaves_the_connection_usable(
    through: http.client.HTTPConnection, told: list[tuple[str, str, int]]
) -> None:
    for _ in range(2):
        through.request("GET", "/")
        answer = through.getresponse()
        assert (answer.status, answer.read(), answer.headers["ETag"]) == (304, b"", '"1"')
    assert told[0] == ("GET", "/", 304)


def test_a_missing_emulator_is_a_page_that_says_where_to_look() -> None:
    with Front(free_port(), free_port(), "a1", lambda *_: None) as front:
        connection = http.client.HTTPConnection(front.url.removeprefix("http://"))
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.status == 502
        assert b"pegel up" in answer.read()
        connection.close()
