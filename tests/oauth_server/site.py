"""The members' and the collecting function in this process, over tables of their own, at the real server."""

from __future__ import annotations

import io
import json
import logging
import os
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aside import Aside, forget, opened
from conftest import ROOT
from oauth_server.provider import CLIENT, SECRET, Browser, Provider
from unit.api.gateway import Answer, asking

from pegel.fetch import Live
from pegel.networks import NETWORKS
from pegel.networks.asking import NOTHING
from pegel.networks.network import Profile
from pegel.networks.x import X
from pegel.social import Access

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

FOLDER = str(ROOT / "functions" / "members")
ACCOUNTS = "/v3/me/accounts"


@dataclass
class Site:
    """Both functions, what they said, and whoever uses them."""

    aside: Aside
    provider: Provider
    ask: Any
    said: io.StringIO = field(default_factory=io.StringIO)

    def store(self, name: str) -> Any:
        """A module of the store."""
        return self.aside.module(f"pegel.store.{name}")

    def member(self) -> Member:
        """Somebody who has agreed to a score."""
        member = Member(self, str(uuid.uuid4()))
        agreed = {"consents": {"score": True}}
        assert member.ask("PATCH", "/v3/me", agreed, headers={"if-match": "*"}).status == 200
        return member

    def collect(self) -> int:
        """Read whatever waits; how many messages were done."""
        collect = self.aside.module("collect").collect
        by = self.provider.live()
        return self.aside.serve(self.aside.collect_queue, lambda event, context: collect(event, context, by))

    def kept(self) -> list[dict[str, Any]]:
        """The tokens' table as it is."""
        listed = self.aside.stack.client("dynamodb").scan(TableName=self.aside.environment["TOKENS_TABLE"])
        items: list[dict[str, Any]] = listed["Items"]
        return items


@dataclass
class Member:
    """Somebody signed in to Pegel."""

    site: Site
    subject: str

    @property
    def id(self) -> str:
        """As the tables have it."""
        return str(self.ask("GET", "/v3/me").json()["id"])

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        answer: Answer = self.site.ask(method, path, body=body, subject=self.subject, **more)
        return answer

    def begin(self, network: str = "x") -> str:
        """The address to sign in at."""
        begun = self.ask("POST", f"{ACCOUNTS}/authorizations", {"network": network})
        assert begun.status == 201, begun.body
        return str(begun.json()["url"])

    def come_back(self, url: str, who: str = "mira", consent: str = "yes") -> dict[str, str]:
        """Sign in at the network; what to finish with."""
        said = Browser(self.site.provider, who, consent).sign_in(url)
        return {name: said[name] for name in ("state", "code", "iss", "error") if name in said}

    def finish(self, said: dict[str, str]) -> Answer:
        return self.ask("POST", f"{ACCOUNTS}/authorizations/finish", said)

    def link(self, who: str = "mira", network: str = "x") -> dict[str, Any]:
        """The account, linked and proven by signing in as somebody there."""
        done = self.finish(self.come_back(self.begin(network), who))
        assert done.status == 200, done.body
        linked: dict[str, Any] = done.json()["account"]
        return linked

    def accounts(self) -> list[dict[str, Any]]:
        listed: list[dict[str, Any]] = self.ask("GET", ACCOUNTS).json()["data"]
        return listed


@contextmanager
def site(stack: Stack, provider: Provider) -> Iterator[Site]:
    """X reads by way of the server, and `pages` as well, where people have several accounts."""

    class Here(X):
        def __init__(self, _: Live, access: Access = NOTHING, key: bytes = b"") -> None:
            super().__init__(provider.live(), access, key)

    class Pages(Here):
        name, title = "pages", "Pages"

        def owned(self) -> Sequence[Profile]:
            mine = super().owned()[0]
            return [mine, Profile("99", "shop", "The Shop", "")]

    before = dict(NETWORKS)
    with opened(stack, "signing-in") as aside:
        os.environ["ACCESS_PATH"] = "/signing-in/networks"
        NETWORKS.update(x=Here, pages=Pages)
        sys.path.insert(0, FOLDER)
        try:
            access = aside.module("pegel.store.access")
            for name in ("x", "pages"):
                access.enter(
                    name, Access(CLIENT, SECRET, token="app", agreed="2026-11 the tests", a_day=10**9)
                )
            running = Site(aside, provider, asking(aside.module("members")))
            listening = logging.StreamHandler(running.said)
            logging.getLogger().addHandler(listening)
            aside.module("pegel.telemetry").logger.addHandler(listening)
            yield running
        finally:
            forget([FOLDER])
            NETWORKS.clear()
            NETWORKS.update(before)


def raw(items: Sequence[dict[str, Any]]) -> bytes:
    """Everything in them, as bytes."""
    sealed = b"".join(item["sealed"]["B"] for item in items if "sealed" in item)
    return json.dumps(items, default=str).encode() + sealed
