"""A small site for the page: the real web function, and an API that answers from invented documents.

The stack answers for members as they are; states that it cannot be brought into at will (a limit reached,
an outage in the middle of a page) are answered here, by the name asked for.
"""

from __future__ import annotations

import base64
import contextlib
import importlib.util
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from e2e.page_people import Json, Person, people

ROOT = Path(__file__).resolve().parents[2]
SLOWLY = 4.5  # seconds, longer than the page waits before it says so


def load_web() -> Any:
    """The function's module, from its folder as on AWS."""
    os.environ.setdefault("PEGEL_PUBLIC_URL", "https://pegel.example")
    place = ROOT / "functions" / "web" / "web.py"
    spec = importlib.util.spec_from_file_location("pegel_web", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up by name
    spec.loader.exec_module(module)
    return module


class Site:
    """The page at `url`, on a port of its own."""

    def __enter__(self) -> Self:
        handler = type("Handler", (Answering,), {"web": load_web(), "people": people()})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


class Answering(BaseHTTPRequestHandler):
    """One request: to the API's documents, or to the web function as an API Gateway event."""

    web: Any
    people: dict[str, Person]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if address.path.startswith("/v3/scores/"):
            status, document = self.api(address.path.split("/")[3:], dict(parse_qsl(address.query)))
            self.send(status, {"Content-Type": "application/json"}, json.dumps(document).encode())
            return
        event = {
            "rawPath": address.path,
            "queryStringParameters": dict(parse_qsl(address.query)),
            "headers": dict(self.headers),
        }
        answer = self.web.lambda_handler(event, None)
        self.send(answer["statusCode"], answer["headers"], base64.b64decode(answer.get("body", "")))

    def api(self, path: list[str], query: dict[str, str]) -> tuple[int, Json]:
        name, kind = path[0], path[1] if len(path) > 1 else ""
        if name == "busy":
            return 429, {"title": "RateLimited", "retry_after": 2, "request_id": "req_busy"}
        if name == "broken" or (name == "part" and kind == "explanation"):
            return 500, {"title": "Broken", "request_id": "req_01JDBROKEN"}
        if name not in self.people:
            return 404, {"title": "NotFound", "request_id": "req_unknown"}
        if name == "slow" and not kind:
            time.sleep(SLOWLY)
        person = self.people[name]
        if kind == "history":
            return 200, person.history(int(query.get("days", "90")))
        return 200, person.explanation() if kind else person.document()

    def send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # the reader went on to another page
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the test tells."""
