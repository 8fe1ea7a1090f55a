"""A network whose token endpoint answers what a test says, and what it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from unit.networks.recorded import Told

from pegel.answer import Answer
from pegel.linking import oauth
from pegel.networks.github import GitHub
from pegel.networks.network import Network, OAuth
from pegel.social import Access, Tokens

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
REDIRECT = "https://pegel.example/linked"
WHERE = OAuth(
    authorize="https://sign-in.example/authorize?prompt=login",
    token="https://sign-in.example/token",
    own="https://api.example/me",
    scopes=("users.read", "offline.access"),
    revoke="https://sign-in.example/revoke",
)
OLD = Tokens("old-access", "old-refresh", NOW, ("users.read",))


class Sent(Told):
    """A token endpoint that answers one thing, and notes what it was sent."""

    def __init__(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        super().__init__({})
        self.answer, self.forms = (status, body, headers), list[tuple[Mapping[str, str], Mapping[str, str]]]()

    def post(self, url: str, data: Mapping[str, str], headers: Mapping[str, str] = {}) -> Answer:
        self.forms.append((data, headers))
        status, body, told = self.answer
        return Answer(status, told, body, url, NOW)


def network(status: int = 200, body: bytes = b"", told: Mapping[str, str] = {}, **other: Any) -> Network:
    """A network whose members sign in as WHERE says."""

    class Some(GitHub):
        name, title = "some", "Some"
        oauth = replace(WHERE, **other)

    return Some(Sent(status, body, told), Access(client_id="us", client_secret="hush"))


def refresh(status: int, body: bytes, told: Mapping[str, str] = {}) -> Tokens:
    return oauth.refresh(network(status, body, told), OLD, NOW)
