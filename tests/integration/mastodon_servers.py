"""Mastodon servers that exist only in this process: a way out (`Fetch`) that answers in Mastodon's shapes.

https://docs.joinmastodon.org/methods/accounts/
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pegel.answer import Answer


class Servers:
    """Every server anybody asks. `u12` has id 12, 22 followers and a post with 12 % 7 + 1 favourites."""

    def __init__(self) -> None:
        self.readings: Counter[str] = Counter()  # host/user → how often the account was looked up
        self.now = self.posts_until = datetime.now(UTC)
        self._counting = threading.Lock()

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        parts = urlsplit(url)
        body = self.body(parts.netloc, parts.path, parse_qs(parts.query))
        return Answer(200, {"content-type": "application/json"}, json.dumps(body).encode(), url, self.now)

    def body(self, host: str, path: str, query: Mapping[str, list[str]]) -> Any:
        match path.split("/")[3:]:
            case ["accounts", "lookup"]:
                user = query["acct"][0].split("@")[0]
                with self._counting:
                    self.readings[f"{host}/{user}"] += 1
                return self.account(host, int(user[1:]))
            case ["accounts", number, "statuses"]:
                return [] if "max_id" in query else [self.status(host, int(number))]
            case ["accounts", number]:
                return self.account(host, int(number))
            case ["statuses", number, "favourited_by"]:
                return [self.account(host, 1_000_000 + person) for person in range(int(number) % 7 + 1)]
        return []

    def account(self, host: str, number: int) -> dict[str, Any]:
        return {
            "id": str(number),
            "username": f"u{number}",
            "acct": f"u{number}",
            "display_name": f"Person {number}",
            "url": f"https://{host}/@u{number}",
            "uri": f"https://{host}/users/u{number}",
            "note": "",
            "fields": [],
            "followers_count": number + 10,
            "following_count": 5,
            "statuses_count": 1,
            "created_at": "2020-01-01T00:00:00.000Z",
            "bot": False,
            "locked": False,
        }

    def status(self, host: str, number: int) -> dict[str, Any]:
        posted_at = self.posts_until - timedelta(days=number % 30 + 1)
        return {
            "id": str(number),
            "created_at": f"{posted_at:%Y-%m-%dT%H:%M:%S.000Z}",
            "account": self.account(host, number),
            "uri": f"https://{host}/users/u{number}/statuses/{number}",
            "url": f"https://{host}/@u{number}/{number}",
            "content": f"<p>What I found out about rivers, part {number}</p>",
            "visibility": "public",
            "language": "en",
            "sensitive": False,
            "spoiler_text": "",
            "in_reply_to_id": None,
            "in_reply_to_account_id": None,
            "reblog": None,
            "favourites_count": number % 7 + 1,
            "reblogs_count": 0,
            "replies_count": 0,
            "tags": [],
            "mentions": [],
            "media_attachments": [],
        }
