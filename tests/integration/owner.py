"""A member with an account, whose proof is there, gone, or cannot be asked for: for tests of weeks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from aside import Aside
from integration.mastodon_servers import Servers

from pegel.answer import Answer
from pegel.dns_text import nothing
from pegel.networks.mastodon import Mastodon
from pegel.social import Account

NOW = datetime.now(UTC).replace(microsecond=0)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
PAGE = "https://pegel.example/@ada"


class Profiles(Servers):
    """Servers whose profiles link to a page, or answer with a status instead."""

    def __init__(self, link: str = PAGE, status: int = 200) -> None:
        super().__init__()
        self.link, self.answers_with = link, status

    def account(self, host: str, number: int) -> dict[str, Any]:
        fields = [{"name": "Pegel", "value": f'<a href="{self.link}">{self.link}</a>', "verified_at": None}]
        return {**super().account(host, number), "fields": fields if self.link else []}

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        return replace(super().get(url, headers), status=self.answers_with)


GONE, DOWN = Profiles(link=""), Profiles(status=503)


class Owner:
    """A member with an account proven at NOW, and what collect makes of it on other days."""

    def __init__(self, aside: Aside, way: str = "rel-me", evidence: str = PAGE) -> None:
        self.aside, self.member = aside, f"mem_{secrets.token_hex(13)}"
        self.accounts = aside.module("pegel.store.accounts")
        number, self.host = (
            secrets.randbelow(10**9),
            f"h{secrets.token_hex(6)}.example",
        )  # with a budget of its own
        account = Account(self.member, "mastodon", f"@u{number}@{self.host}", f"{number}@{self.host}")
        self.key, self.handle = account.key, account.handle
        self.accounts.prove(self.accounts.link(account), way, NOW, evidence)
        aside.module("pegel.store.readings").record(self.kept, {"features": {"a": 1}}, NOW)

    @property
    def kept(self) -> Account:
        """As the table has it."""
        account: Account = self.accounts.get(self.member, self.key)
        return account

    def on(self, later: timedelta, servers: Servers) -> list[str]:
        """States of what may be read then, after a look."""
        proving, readings = self.aside.module("proving"), self.aside.module("pegel.store.readings")
        found = readings.batch([(self.member, self.key)])
        servers.readings.clear()
        return [one.state for one in proving.standing(Mastodon(servers), found, nothing, NOW + later, 60.0)]

    def leads(self) -> set[str]:
        """Members to whom the account's own key and its handle lead."""
        items = self.aside.module("pegel.store.score_items").ScoreItem
        keys = [f"id#{self.key}", f"mastodon#{self.handle}"]
        return {item.member_id for item in items.batch_get(keys)}
