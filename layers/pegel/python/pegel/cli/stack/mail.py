"""Mail that the emulator would have sent: nothing leaves this machine, so the log shows it."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any, Self

from pegel.cli.stack.ports import LOOPBACK

PAUSE = 1.0  # seconds between two looks
CODE = re.compile(r"\b\d{6}\b")


def to_sentence(message: dict[str, Any]) -> str:
    """A code if there is one, else the subject."""
    to = ", ".join(message["To"])
    code = CODE.search(message["BodyText"] or message["BodyHtml"] or "")
    return f"to {to}: {f'code {code[0]}' if code else message['Subject']}"


class Mailbox:
    """Everything the emulator keeps instead of sending. Inside a `with`, each new mail goes to `tell`."""

    def __init__(self, port: int, tell: Callable[[str], None]) -> None:
        self._port, self._tell = port, tell
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True, name="mail")

    def __iter__(self) -> Iterator[dict[str, Any]]:
        connection = http.client.HTTPConnection(LOOPBACK, self._port, timeout=5)
        try:
            connection.request("GET", "/_ministack/ses/messages")
            kept = json.load(connection.getresponse())["messages"]
        finally:
            connection.close()
        for messages in kept.values():
            yield from messages

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        told: set[str] = set()
        while not self._stop.wait(PAUSE):
            with contextlib.suppress(OSError, ValueError, http.client.HTTPException):
                for message in self:
                    if message["MessageId"] not in told:
                        told.add(message["MessageId"])
                        self._tell(to_sentence(message))
