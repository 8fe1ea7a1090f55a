"""A life as Bluesky's public host tells it. https://docs.bsky.app/docs/api/"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode

from pegel.cli.demo.crowd import Face, followers, reactors
from pegel.cli.demo.dice import did, letters
from pegel.cli.demo.exchange import Exchange, exchange, iso
from pegel.cli.demo.life import Life, Said
from pegel.social import WINDOW

API = "https://public.api.bsky.app/xrpc/"
PAGE = 100
KINDS = {
    "like": ("getLikes", "likes"),
    "repost": ("getRepostedBy", "repostedBy"),
    "quote": ("getQuotes", "posts"),
}
TID = "234567abcdefghijklmnopqrstuvwxyz"
REPOST_EVERY = 9  # items of a feed: somebody else's post, shared on


def exchanges(life: Life, now: datetime, page_url: str) -> Iterator[tuple[str, Exchange]]:
    """Name and content of every answer about this account."""
    profile = to_profile(life, now, page_url)
    for name, actor in (("profile", life.handle), ("profile_by_did", life.account_id)):
        yield name, exchange(_url("app.bsky.actor.getProfile", actor=actor), profile, now, _limits(now))
    yield from _feed(life, now)
    follow = followers(life.handle, life.followers, life.person.named, life.person.bought)
    page = {"subject": _author(life), "followers": [to_reader(one, "follow", now) for one in follow]}
    url = _url("app.bsky.graph.getFollowers", actor=life.account_id, limit=PAGE)
    yield "followers", exchange(url, page, now, _limits(now))
    said = {one.age: one for one in life.said}
    for age, kinds in life.asked(KINDS).items():
        for kind in kinds:
            count, person = said[age].counts()[kind], life.person
            faces = reactors(life.handle, f"{age}", kind, count, person.named, person.bought)
            (call, key), uri = KINDS[kind], _uri(life, said[age], now)
            body = {key: [to_reader(one, kind, now) for one in faces], "uri": uri}
            url = _url(f"app.bsky.feed.{call}", uri=uri, limit=PAGE)
            yield f"{call}_{_rkey(said[age], now)}", exchange(url, body, now, _limits(now))


def _feed(life: Life, now: datetime) -> Iterator[tuple[str, Exchange]]:
    """Page after page by cursor, until one holds a post older than the window."""
    items: list[tuple[float, dict[str, Any]]] = []
    for number, said in enumerate(life.there()):
        items.append((said.age, {"post": to_post(life, said, now)}))
        if number % REPOST_EVERY == 4:
            items.append((said.age, to_repost(life, said, now)))
    cursor: dict[str, str] = {}
    for start in range(0, max(len(items), 1), PAGE):
        page = items[start : start + PAGE]
        options = {"actor": life.account_id, "limit": PAGE, "filter": "posts_with_replies", **cursor}
        ends = start + PAGE >= len(items)
        cursor = {} if ends else {"cursor": iso(now - timedelta(days=page[-1][0]))}
        url = _url("app.bsky.feed.getAuthorFeed", **options)
        body = {"feed": [item for _, item in page], **cursor}
        yield f"feed_{start // PAGE + 1}", exchange(url, body, now, _limits(now))
        if page and page[-1][0] > WINDOW:
            return  # whoever asks on has missed the end of the window: there is no answer


def missing(now: datetime) -> Exchange:
    """What is answered about a handle that nobody has."""
    body = {"error": "InvalidRequest", "message": "Profile not found"}
    url = _url("app.bsky.actor.getProfile", actor="nobody.pegel.example")
    return exchange(url, body, now, _limits(now), 400)


def to_profile(life: Life, now: datetime, page_url: str) -> dict[str, Any]:
    """The account; its description links to the member's page."""
    return {
        "did": life.account_id, "handle": life.handle, "displayName": life.person.display_name,
        "avatar": f"https://cdn.example/avatar/{life.account_id}",
        "associated": {"lists": 1, "feedgens": 0, "starterPacks": 0, "labeler": False},
        "labels": [], "createdAt": iso(datetime.fromtimestamp(life.opened, UTC)),
        "description": f"{life.person.bio}\n{page_url}?me", "indexedAt": iso(now - timedelta(days=30)),
        "followersCount": life.followers, "followsCount": life.followers // 4 + 15,
        "postsCount": 4 * len(life.said) + 1,
    }  # fmt: skip


def to_post(life: Life, said: Said, now: datetime) -> dict[str, Any]:
    """One post; tags are facets, their places in bytes."""
    counts, moment = said.counts(), now - timedelta(days=said.age)
    record: dict[str, Any] = {
        "$type": "app.bsky.feed.post", "createdAt": iso(moment), "langs": [said.language], "text": said.text,
    }  # fmt: skip
    if said.tags:
        record["facets"] = [_facet(said.text, tag) for tag in said.tags]
    return {
        "uri": _uri(life, said, now), "cid": f"bafyrei{letters(_uri(life, said, now), 52)}",
        "author": _author(life), "record": record, "replyCount": counts["reply"],
        "repostCount": counts["repost"], "likeCount": counts["like"], "quoteCount": counts["quote"],
        "indexedAt": iso(moment + timedelta(seconds=1)), "labels": [],
    }  # fmt: skip


def to_repost(life: Life, said: Said, now: datetime) -> dict[str, Any]:
    """Somebody else's post that the account shared on: its counts are not the account's."""
    did = f"did:plc:{letters(f'other {said.age}', 24)}"
    moment = iso(now - timedelta(days=said.age + 0.4))
    record = {
        "$type": "app.bsky.feed.post",
        "createdAt": moment,
        "langs": ["en"],
        "text": "Somebody else's words.",
    }
    post = {
        "uri": f"at://{did}/app.bsky.feed.post/{_rkey(said, now)}", "cid": f"bafyrei{letters(did, 52)}",
        "author": {"did": did, "handle": "elsewhere.example", "labels": []}, "record": record,
        "replyCount": 31, "repostCount": 420, "likeCount": 2300, "quoteCount": 17, "indexedAt": moment,
        "labels": [],
    }  # fmt: skip
    shared = iso(now - timedelta(days=said.age))
    return {
        "post": post,
        "reason": {"$type": "app.bsky.feed.defs#reasonRepost", "by": _author(life), "indexedAt": shared},
    }


def to_reader(face: Face, kind: str, now: datetime) -> dict[str, Any]:
    """Somebody who follows or reacted, in the form of the list for this kind of reaction."""
    did, moment, opened = who(face), iso(now), iso(now - timedelta(days=face.age))
    handle = face.member.accounts["bluesky"][0] if face.member else f"{face.name}.{face.server}"
    actor = {"did": did, "handle": handle, "labels": [], "createdAt": opened}
    if not face.bought:
        actor["avatar"] = f"https://cdn.example/{face.number}"
    if kind == "like":
        return {"actor": actor, "createdAt": moment, "indexedAt": moment}
    if kind == "quote":
        uri = f"at://{did}/app.bsky.feed.post/3lquote"
        return {"uri": uri, "author": actor, "indexedAt": moment}
    return actor


def who(face: Face) -> str:
    """As lists name them."""
    return did(face.member.accounts["bluesky"][0] if face.member else face.name)


def _author(life: Life) -> dict[str, Any]:
    return {
        "did": life.account_id,
        "handle": life.handle,
        "displayName": life.person.display_name,
        "labels": [],
    }


def _facet(text: str, tag: str) -> dict[str, Any]:
    start = len(text[: text.index(f"#{tag}")].encode())
    index = {"byteStart": start, "byteEnd": start + len(f"#{tag}".encode())}
    return {"features": [{"$type": "app.bsky.richtext.facet#tag", "tag": tag}], "index": index}


def _uri(life: Life, said: Said, now: datetime) -> str:
    return f"at://{life.account_id}/app.bsky.feed.post/{_rkey(said, now)}"


def _rkey(said: Said, now: datetime) -> str:
    """A TID: microseconds and a clock's number in base 32."""
    number = int((now - timedelta(days=said.age)).timestamp() * 1_000_000) << 10
    return "".join(TID[number >> shift & 31] for shift in range(60, -1, -5))


def _url(method: str, **options: Any) -> str:
    return f"{API}{method}?{urlencode(options, quote_via=quote)}"


def _limits(now: datetime) -> dict[str, str]:
    reset = str(int(now.timestamp()) + 300)
    return {"ratelimit-limit": "3000", "ratelimit-remaining": "2998", "ratelimit-reset": reset,
            "ratelimit-policy": "3000;w=300"}  # fmt: skip
