"""The address people open: hands every request on to the HTTP API in the emulator, known by its Host name."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from pegel.cli.stack.ports import LOOPBACK

HOP = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "host", "content-length"}
WAIT = 35.0  # seconds; AWS ends a request after 30
DOWN = b"""<!doctype html><html lang=en><meta charset=utf-8><title>502</title>
<h1>The functions do not answer</h1>
<p>Look at the terminal where <code>pegel up</code> runs, then reload.</p>"""
Tell = Callable[[str, str, int, float], None]  # method, path, status, milliseconds


class Front:
    """A server on 127.0.0.1 in a thread of its own."""

    def __init__(self, port: int, emulator: int, api: str, tell: Tell) -> None:
        self.url = f"http://{LOOPBACK}:{port}"
        host = f"{api}.execute-api.localhost:{emulator}"
        handler = type("Handler", (Handler,), {"emulator": emulator, "api": host, "tell": staticmethod(tell)})
        self._server = ThreadingHTTPServer((LOOPBACK, port), handler)
        self._server.daemon_threads = True

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True, name="front").start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class Handler(BaseHTTPRequestHandler):
    """One client's connection. Each request takes a connection of its own to the emulator."""

    protocol_version = "HTTP/1.1"
    emulator: int
    api: str
    tell: Tell

    def pass_on(self) -> None:
        """Method, headers, body there; status, headers, body back."""
        began = time.perf_counter()
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            status, headers, answer = self.ask(body)
        except (OSError, http.client.HTTPException):
            status, headers, answer = 502, [("Content-Type", "text/html; charset=utf-8")], DOWN
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        if status >= 200 and status not in {204, 304}:
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if self.command != "HEAD" and status not in {204, 304}:
            self.wfile.write(answer)
        self.tell(self.command, self.path, status, 1000 * (time.perf_counter() - began))

    def ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        """What the API answers. Repeated headers (cookies) stay apart."""
        connection = http.client.HTTPConnection(LOOPBACK, self.emulator, timeout=WAIT)
        try:
            connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            connection.putheader("Host", self.api)
            connection.putheader("X-Forwarded-Host", self.headers.get("Host", ""))
            for name, value in self.headers.items():
                if name.lower() not in HOP:
                    connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in HOP]
            return answer.status, kept, answer.read()
        finally:
            connection.close()

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = pass_on

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: `tell` does."""
