"""Bluesky, through its public host, without a login. https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from pegel.errors import InvalidField
from pegel.networks.atproto import Lists, answers_others, posted_at, reposted, somebody, tags, unseen
from pegel.networks.network import Person, Profile, Terms
from pegel.networks.people import on_bluesky
from pegel.networks.profile import linked
from pegel.networks.values import count, excerpt, identity, plain, urls
from pegel.social import UNSEEN, Post
from pegel.times import when

HOST = "public.api.bsky.app"
API = f"https://{HOST}/xrpc/app.bsky"
HANDLE = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
DID = re.compile(r"did:[a-z]+:[A-Za-z0-9._:%-]+")
LISTS = (("like", "getLikes"), ("repost", "getRepostedBy"), ("quote", "getQuotes"))
COUNTS = {"like": "likeCount", "repost": "repostCount", "reply": "replyCount", "quote": "quoteCount"}
SHY = "{} asks not to be shown to people who are not signed in: counted, never shown."


class Bluesky(Lists):
    """Accounts are kept by DID: handles change hands."""

    name, title, hosts = "bluesky", "Bluesky", (HOST,)
    docs = "https://docs.bsky.app/docs/api/app-bsky-feed-get-author-feed"
    budget, calls, terms = (1_000, 300), 34, Terms()
    gives: ClassVar = {
        "reach": "followersCount",
        **COUNTS,
        "reactors": "who liked, reposted and quoted the strongest posts, by DID",
        "followers": "profiles of the newest 100 followers",
        "topics": "facets, langs",
    }
    proofs = ("rel-me", "code", "handle")
    places: ClassVar = dict.fromkeys(
        ("link", "code"), ("your profile description", "deine Profilbeschreibung")
    )
    uses: ClassVar = {
        "profile": r"/xrpc/app\.bsky\.actor\.getProfile",
        "posts": r"/xrpc/app\.bsky\.feed\.getAuthorFeed",
        "people": r"/xrpc/app\.bsky\.(feed\.(getLikes|getRepostedBy|getQuotes)|graph\.getFollowers)",
    }

    def normalise(self, handle: str) -> str:
        named = re.sub(r"^https://bsky\.app/profile/([^/?#]+)/?$", r"\1", handle.strip()).removeprefix("@")
        if DID.fullmatch(named):
            return named
        if not HANDLE.fullmatch(named.lower()):
            raise InvalidField("/handle", f"{handle!r} is no Bluesky handle: name.bsky.social, or a domain")
        return named.lower()

    def profile_url(self, handle: str) -> str:
        return f"https://bsky.app/profile/{self.normalise(handle)}"

    def ask_for(self, handle: str) -> str:
        return f"{API}.actor.getProfile?{urlencode({'actor': handle})}"

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return self.ask_for(account_id)

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        return f"{API}.feed.getAuthorFeed?actor={quote(account_id)}&limit=100&filter=posts_with_replies"

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return when((item.get("reason") or {}).get("indexedAt")) or posted_at(item.get("post", item))

    def to_profile(self, body: Any, url: str) -> Profile:
        did, handle, hidden = identity(body, "did"), plain(body.get("handle")).lower(), unseen(body)
        handle = did if handle == "handle.invalid" else handle  # it no longer leads here, the DID does
        return Profile(
            account_id=did,
            handle=handle,
            name=plain(body.get("displayName")) or handle,
            text=plain(body.get("description")),
            links=linked([], urls(body.get("description"))),
            reach=count(body, "followersCount"),
            notes=(SHY.format(handle),) if hidden else (),
            wishes=(UNSEEN,) if hidden else (),
        )

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        post = item.get("post", item)
        author, record, uri = post["author"], post["record"], identity(post, "uri")
        if reposted(item) or (owner and author["did"] != owner.account_id):
            return None  # somebody else's post, and so are its counts
        hidden = unseen(author) or unseen(post)
        return Post(
            id=uri,
            posted_at=posted_at(post),
            reactions={kind: count(post, name) for kind, name in COUNTS.items()},
            tags=tags(record),
            excerpt="" if hidden else excerpt(record.get("text")),
            url="" if hidden else f"https://bsky.app/profile/{author['did']}/post/{uri.rpartition('/')[2]}",
            language=plain((record.get("langs") or [None])[0]) or None,
            is_reply=answers_others(record, author["did"]),
        )

    def asks_who(self, post: Post, handle: str) -> Iterable[tuple[str, str]]:
        for kind, method in LISTS:
            if post.reactions[kind]:
                yield kind, f"{API}.feed.{method}?uri={quote(post.id, safe='')}&limit=100"

    def asks_for_followers(self, account_id: str, handle: str) -> str:
        return f"{API}.graph.getFollowers?actor={quote(account_id)}&limit=100"

    def to_people(self, body: Any, url: str) -> list[Person]:
        return [on_bluesky(somebody(item)) for item in self.items(body)]
