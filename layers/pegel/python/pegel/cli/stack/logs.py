"""One readable stream of what all functions print: time, function, level, message."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

PAUSE = 0.2  # seconds between two looks at the log
KNOWN = {  # what Powertools adds to every line and nobody reads
    "level",
    "location",
    "message",
    "timestamp",
    "service",
    "cold_start",
    "function_name",
    "function_memory_size",
    "function_arn",
    "function_request_id",
    "xray_trace_id",
    "correlation_id",
    "sampling_rate",
}


ANSWERED = "answered"  # what an API function says at the end of every request


class Line(NamedTuple):
    """One thing a function said."""

    at: datetime
    function: str
    level: str
    message: str

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S} {self.function:<9} {self.level:<7} {self.message}"


def to_line(record: str) -> Line | None:
    """One line of the runtime client's log; None for metrics, empty lines and what the front tells."""
    told = json.loads(record)
    at, function, text = datetime.fromtimestamp(told["at"]).astimezone(), told["function"], told["line"]
    said = parsed(text)
    if said is None:
        return Line(at, function, level_of(text), text) if text.strip() else None
    if "_aws" in said or said.get("message") == ANSWERED:
        return None
    extra = "".join(f" {key}={short(value)}" for key, value in said.items() if key not in KNOWN)
    return Line(at, function, str(said.get("level", "INFO")), f"{short(said.get('message', ''))}{extra}")


def level_of(text: str) -> str:
    """Of a line that was not written by a logger. The indented rest of a traceback has none."""
    if text[0].isspace():
        return ""
    return "ERROR" if text.startswith(("Traceback", "failed")) else "INFO"


def parsed(text: str) -> dict[str, Any] | None:
    """What Powertools wrote, if it did."""
    try:
        said = json.loads(text)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def short(value: Any) -> str:
    """Text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


class Logs:
    """The functions' log file. Inside a `with`, each new line goes to `tell`."""

    def __init__(self, path: Path, tell: Callable[[Line], None] = lambda line: None) -> None:
        self._path, self._tell = path, tell
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True, name="logs")

    def __iter__(self) -> Iterator[Line]:
        """Everything said so far."""
        for record in self._path.read_text().splitlines() if self._path.exists() else ():
            if line := to_line(record):
                yield line

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _follow(self) -> None:
        self._path.touch()
        with self._path.open() as log:
            while True:
                last = self._stop.wait(PAUSE)
                while record := log.readline():
                    if line := to_line(record):
                        self._tell(line)
                if last:
                    return
