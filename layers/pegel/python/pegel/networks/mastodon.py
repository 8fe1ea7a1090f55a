"""Mastodon, an account's own server: others hold parts. https://docs.joinmastodon.org/methods/accounts/"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import quote, urlsplit

from pegel.answer import Answer
from pegel.errors import AccountGone, InvalidField
from pegel.networks.fediverse import answers_others, introduced, is_own
from pegel.networks.links import next_link
from pegel.networks.network import Network, Person, Profile, Terms
from pegel.networks.people import on_mastodon
from pegel.networks.servers import MASTODON_API
from pegel.networks.values import Page, count, excerpt, identity, moment, plain
from pegel.networks.wishes import told, wishes
from pegel.social import REACTIONS, Post

PAGE = 40  # statuses, the most one request returns
HANDLE = re.compile(r"@?([a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?)@((?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+)")
ADDRESS = re.compile(r"https://([^/@]+)/@([^/@?#]+)/?")
COUNTS = ("favourites_count", "reblogs_count", "replies_count", "quotes_count")  # as REACTIONS; old: no last


class Mastodon(Network):
    """One module for every server that speaks Mastodon's API."""

    name, title = "mastodon", "Mastodon"
    docs = "https://docs.joinmastodon.org/methods/accounts/"
    budget, calls, terms = (100, 300), 25, Terms()
    speaks: ClassVar = MASTODON_API
    gives: ClassVar = {
        "reach": "followers_count",
        **dict(zip(REACTIONS, COUNTS, strict=True)),
        "reactors": "who favourited and boosted the strongest posts",
        "relay": "their followers_count",
        "followers": "profiles of the newest 80 followers",
        "topics": "tags, language",
    }
    places: ClassVar = {
        "link": ("a field of your profile (Preferences)", "ein Feld deines Profils (Einstellungen)"),
        "code": ("your biography", "deine Biografie"),
    }
    uses: ClassVar = {
        "profile": r"/api/v1/accounts/(lookup|verify_credentials|\d+)",
        "posts": r"/api/v1/accounts/\d+/statuses",
        "people": r"/api/v1/(statuses/\d+/(favourited_by|reblogged_by|context)|accounts/\d+/followers)",
    }
    keeps = "descendants accounts statuses"

    def normalise(self, handle: str) -> str:
        if not (parts := HANDLE.fullmatch(ADDRESS.sub(r"\2@\1", handle.strip()).lower())):
            raise InvalidField("/handle", f"{handle!r} is no Mastodon handle: write @user@server")
        return f"@{parts[1]}@{parts[2]}"

    def host(self, handle: str) -> str:
        return handle.lower().rpartition("@")[2]

    def profile_url(self, handle: str) -> str:
        return "https://{1}/@{0}".format(*self.normalise(handle)[1:].split("@"))

    def ask_for(self, handle: str) -> str:
        return f"https://{self.host(handle)}/api/v1/accounts/lookup?acct={quote(handle.split('@')[1])}"

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return f"https://{self.host(handle)}/api/v1/accounts/{quote(account_id.split('@', 1)[0], safe='')}"

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        return f"{self.ask_for_id(account_id, handle)}/statuses?limit={PAGE}&exclude_reblogs=true"

    def following(self, answer: Answer) -> str | None:
        return next_link(answer)

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return moment(item.get("created_at"), "created_at")

    def to_profile(self, body: Any, url: str) -> Profile:
        handle = f"@{plain(body.get('username'))}@{urlsplit(url).netloc}".lower()
        if body.get("suspended") is True:
            raise AccountGone(f"{handle} was suspended by its server")
        text, links = introduced(body)
        return Profile(
            account_id=f"{identity(body, 'id')}@{urlsplit(url).netloc.lower()}",  # servers count apart
            handle=handle,
            name=plain(body.get("display_name")) or plain(body.get("username")),
            text=text,
            links=links,
            reach=count(body, "followers_count"),
            notes=tuple(told(body, handle)),
            wishes=wishes(body),
        )

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        if not is_own(item, owner):
            return None
        return Post(
            id=identity(item, "id"),
            posted_at=self.shown_at(item),
            reactions={kind: count(item, name) for kind, name in zip(REACTIONS, COUNTS, strict=True)},
            tags=tuple(plain(tag.get("name")) for tag in item.get("tags") or []),
            excerpt=excerpt(item.get("spoiler_text") or Page(item.get("content")).text),
            url=plain(item.get("url")),
            language=item.get("language") or None,
            is_reply=answers_others(item),
        )

    def asks_who(self, post: Post, handle: str) -> Iterable[tuple[str, str]]:
        status = f"https://{self.host(handle)}/api/v1/statuses/{quote(post.id, safe='')}"
        for kind, page in (("like", "favourited_by"), ("repost", "reblogged_by")):
            if post.reactions[kind]:
                yield kind, f"{status}/{page}?limit={PAGE}"

    def asks_for_followers(self, account_id: str, handle: str) -> str:
        return f"{self.ask_for_id(account_id, handle)}/followers?limit=80"

    def to_people(self, body: Any, url: str) -> list[Person]:
        return [on_mastodon(one.get("account", one), urlsplit(url).netloc) for one in self.items(body)]
