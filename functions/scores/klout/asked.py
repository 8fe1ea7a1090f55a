"""What a client of Klout asks for. They differ in slashes, in repeated parameters, in what they leave out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,63}", re.ASCII)
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. `path` are its parts, such as ("v2", "user.json", "8125501736429953")."""

    method: str
    path: tuple[str, ...]
    query: Mapping[str, list[str]]
    held: str  # If-None-Match
    takes_gzip: bool

    def first(self, name: str) -> str:
        """A parameter; "" without it."""
        return self.query.get(name, [""])[0]

    @property
    def callback(self) -> str:
        """The function's name for JSONP, on v1; "" without one, and for one that could be anything else."""
        wanted = self.first("callback")
        return wanted if self.path[0] == "1" and CALLBACK.fullmatch(wanted) else ""


def to_asked(event: Mapping[str, Any]) -> Asked:
    """From the gateway's event, format 2.0."""
    headers = event.get("headers") or {}
    path = re.sub("/+", "/", event["rawPath"]).strip("/")
    return Asked(
        event["requestContext"]["http"]["method"].upper(),
        tuple(path.split("/")),
        parse_qs(event.get("rawQueryString") or "", keep_blank_values=True),
        headers.get("if-none-match", ""),
        GZIP.search(headers.get("accept-encoding", "")) is not None,
    )
