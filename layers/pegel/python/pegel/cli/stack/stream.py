"""What a person reads while the stack runs: functions, requests and mail, on the terminal and in a file."""

from __future__ import annotations

import contextlib
import re
import threading
from datetime import datetime
from pathlib import Path
from typing import Self

from rich.console import Console
from rich.text import Text

from pegel.cli.stack.logs import Line

KEY = re.compile(r"\bkey=[^&]*")  # of Klout's clients, who have it in the address
STYLES = {"ERROR": "red", "CRITICAL": "red", "WARNING": "yellow", "": "dim"}


class Stream:
    """Lines come from several threads; each is shown whole."""

    def __init__(self, console: Console, path: Path) -> None:
        self._console, self._path = console, path
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._file = self._path.open("w", buffering=1)
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def tell(self, line: Line) -> None:
        """Show one line. A full disk loses the file's copy, not the terminal's."""
        with self._lock:
            with contextlib.suppress(OSError):
                self._file.write(f"{line}\n")
            self._console.print(Text(str(line), STYLES.get(line.level, "")), soft_wrap=True)

    def request(self, method: str, path: str, status: int, took: float) -> None:
        """What the front passed on; `took` in ms."""
        level = "ERROR" if status >= 500 else "INFO"
        self.say("front", level, f"{method} {KEY.sub('key=…', path)} {status} {took:.0f} ms")

    def mail(self, sentence: str) -> None:
        """What would have been sent."""
        self.say("mail", "INFO", sentence)

    def say(self, who: str, level: str, message: str) -> None:
        """A line of our own, now."""
        self.tell(Line(datetime.now().astimezone(), who, level, message))
