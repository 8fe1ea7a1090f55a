"""Two networks in which everybody but the members is marked: names, handles, ids, texts, addresses.

Whoever reacts, answers, is quoted, mentioned or follows carries the mark in everything that tells of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from pegel.answer import Answer

MARK = "zqxmark"
NUMBER = "5150515051"  # what ids of digits begin with
TIME = datetime.now(UTC)
POSTED = f"{TIME - timedelta(days=2):%Y-%m-%dT%H:%M:%S.000Z}"
OWNER = "did:plc:" + "a" * 24


class Marked:
    """A way out to both, whoever is asked for."""

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        parts = urlsplit(url)
        method = parts.path.rpartition("/")[2]
        body = bluesky(method) if parts.netloc == "public.api.bsky.app" else mastodon(parts.path, parts.query)
        return Answer(200, {"content-type": "application/json"}, json.dumps(body).encode(), url, TIME)


def mastodon(path: str, query: str) -> Any:
    """https://docs.joinmastodon.org/methods/accounts/"""
    match path.split("/")[3:]:
        case ["accounts", "lookup"] | ["accounts", "1"]:
            return toot_owner()
        case ["accounts", "1", "statuses"]:
            return [] if "max_id" in query else [toot()]
        case ["statuses", _, "context"]:
            answers = [{**toot(), "account": toot_person(number)} for number in range(6)]
            return {"ancestors": answers, "descendants": answers}
    return [toot_person(number) for number in range(9)]  # who favourited, boosted, follows


def toot_owner() -> dict[str, Any]:
    return {
        "id": "1",
        "username": "ines",
        "acct": "ines",
        "display_name": "Ines",
        "note": f'<p>Friend of <a href="https://elsewhere.example/@{MARK}1">@{MARK}1</a></p>',
        "fields": [],
        "followers_count": 900,
        "statuses_count": 7,
    }


def toot_person(number: int) -> dict[str, Any]:
    name = f"{MARK}{number}"
    return {
        "id": f"{NUMBER}{number}",
        "username": name,
        "acct": f"{name}@{MARK}.example" if number % 2 else name,
        "display_name": f"{MARK} Person",
        "url": f"https://{MARK}.example/@{name}",
        "avatar": f"https://{MARK}.example/{name}.png",
        "note": f"<p>{MARK} writes about rivers</p>",
        "followers_count": 50 + number,
        "following_count": 60,
        "statuses_count": 70,
        "created_at": "2020-01-01T00:00:00.000Z",
    }


def toot() -> dict[str, Any]:
    who = toot_person(3)
    mention = (
        f'<span class="h-card"><a href="{who["url"]}" class="u-url mention">@<span>{MARK}3</span></a></span>'
    )
    return {
        "id": "77",
        "created_at": POSTED,
        "account": toot_owner(),
        "content": f"<p>{mention} and @{MARK}4@{MARK}.example: rivers, says {who['url']}</p>",
        "visibility": "public",
        "url": "https://campo.example/@ines/77",
        "in_reply_to_id": f"{NUMBER}9",
        "in_reply_to_account_id": who["id"],
        "favourites_count": 9,
        "reblogs_count": 9,
        "replies_count": 6,
        "quotes_count": 1,
        "mentions": [{key: who[key] for key in ("id", "username", "acct", "url")}],
        "quote": {
            "state": "accepted",
            "quoted_status": {"id": f"{NUMBER}8", "account": who, "content": MARK},
        },
        "card": {"url": f"https://{MARK}.example/", "author_name": f"{MARK} Author"},
        "tags": [{"name": "rivers"}],
    }


def bluesky(method: str) -> Any:
    """https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed"""
    people = [sky_person(number) for number in range(9)]
    return {
        "app.bsky.actor.getProfile": sky_owner(),
        "app.bsky.feed.getAuthorFeed": {
            "feed": [{"post": skeet()}, reposted(), {"post": skeet(), "reply": above()}]
        },
        "app.bsky.feed.getLikes": {"likes": [{"actor": person} for person in people]},
        "app.bsky.feed.getRepostedBy": {"repostedBy": people},
        "app.bsky.feed.getQuotes": {"posts": [sky_post(person) for person in people]},
        "app.bsky.graph.getFollowers": {"followers": people},
    }[method]


def sky_owner() -> dict[str, Any]:
    said = f"Friend of @{MARK}1.{MARK}.example"
    return {"did": OWNER, "handle": "ines.example", "description": said, "followersCount": 900}


def sky_person(number: int) -> dict[str, Any]:
    return {
        "did": f"did:plc:{MARK}{number:0>17}",
        "handle": f"{MARK}{number}.{MARK}.example",
        "displayName": f"{MARK} Person",
        "description": f"{MARK} writes about rivers",
        "avatar": f"https://{MARK}.example/{number}.png",
    }


def sky_post(author: Mapping[str, Any]) -> dict[str, Any]:
    uri = f"at://{author['did']}/app.bsky.feed.post/{MARK}"
    record = {"text": f"{MARK} said this", "createdAt": POSTED}
    return {"uri": uri, "cid": MARK, "author": author, "record": record, "indexedAt": POSTED, "likeCount": 5}


def reposted() -> dict[str, Any]:
    reason = {"$type": "app.bsky.feed.defs#reasonRepost", "by": sky_owner(), "indexedAt": POSTED}
    return {"post": sky_post(sky_person(5)), "reason": reason}


def above() -> dict[str, Any]:
    return {"root": sky_post(sky_person(6)), "parent": sky_post(sky_person(7))}


def skeet() -> dict[str, Any]:
    who = sky_person(2)
    mention = {"$type": "app.bsky.richtext.facet#mention", "did": who["did"]}
    parent = {"uri": f"at://{who['did']}/app.bsky.feed.post/{MARK}", "cid": MARK}
    record = {
        "text": f"@{who['handle']} rivers, see bsky.app/profile/{who['handle']}/post/3k",
        "createdAt": POSTED,
        "facets": [{"index": {"byteStart": 0, "byteEnd": 9}, "features": [mention]}],
        "reply": {"root": parent, "parent": parent},
        "embed": {"record": parent},
    }
    counts = {"likeCount": 9, "repostCount": 9, "replyCount": 4, "quoteCount": 9}
    uri = f"at://{OWNER}/app.bsky.feed.post/3k"
    embed = {"record": sky_post(who)}
    return {
        "uri": uri,
        "author": sky_owner(),
        "record": record,
        "indexedAt": POSTED,
        "embed": embed,
        **counts,
    }
