"""Hacker News. https://github.com/HackerNews/API (accounts) · https://hn.algolia.com/api (stories, comments)

Comments have no counts, so what an account published is its stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import unescape
from typing import Any, ClassVar
from urllib.parse import urlsplit

from pegel.answer import Answer
from pegel.errors import AccountGone, InvalidField
from pegel.networks.cursors import asked_with
from pegel.networks.network import Network, Person, Profile, Terms, linked
from pegel.networks.values import Page, count, epoch, excerpt, identity, plain, urls, votes
from pegel.social import Post

HOST, SEARCH, SITE = "hacker-news.firebaseio.com", "hn.algolia.com", "https://news.ycombinator.com"
NAME = re.compile(r"[A-Za-z0-9_-]{1,32}")
ADDRESS = re.compile(r"(?:https?://)?news\.ycombinator\.com/user\?id=([^&#]+)")
REPLIES = ("num_comments", "descendants")  # as Algolia and Firebase call them
ABOUT = ("the about field of your profile", "das Feld „about“ deines Profils")


class HackerNews(Network):
    """Names are case-sensitive and are the stable id: nobody can change one."""

    name, title, hosts = "hackernews", "Hacker News", (HOST,)
    docs = "https://github.com/HackerNews/API"
    budget, calls, terms = (120, 60), 1, Terms()
    also: ClassVar = {SEARCH: (11, 5_000, 3_600)}
    gives: ClassVar = {
        "like": "points of stories",
        "reply": "num_comments of stories",
        "reactors": "who commented on the strongest stories",
        "standing": "karma",
        "topics": "words of the titles",
    }
    uses: ClassVar = {
        "profile": r"/v0/user/[^/]+\.json|/api/v1/users/[^/]+",
        "posts": r"/api/v1/search_by_date",
        "people": r"/api/v1/items/\d+",
    }
    keeps = "hits"
    places: ClassVar = dict.fromkeys(("link", "code"), ABOUT)

    def normalise(self, handle: str) -> str:
        if not NAME.fullmatch(name := ADDRESS.sub(r"\1", handle.strip())):
            raise InvalidField("/handle", f"{handle!r} is no name as in {SITE}/user?id=name; case matters")
        return name

    def profile_url(self, handle: str) -> str:
        return f"{SITE}/user?id={self.normalise(handle)}"

    def ask_for(self, handle: str) -> str:
        return f"https://{HOST}/v0/user/{handle}.json"

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return self.ask_for(account_id)

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        return f"https://{SEARCH}/api/v1/search_by_date?tags=story,author_{account_id}&hitsPerPage=100"

    def following(self, answer: Answer) -> str | None:
        """Stories older than the last one: a page's number would reach a thousand of them only."""
        body, parts = answer.json(), urlsplit(answer.url)
        if not body.get("hits") or (page := (body.get("page") or 0) + 1) >= (body.get("nbPages") or 0):
            return None
        if parts.path.endswith("/search"):  # the best first, not the newest
            return asked_with(answer.url, page=str(page))
        last = min(int(self.shown_at(hit).timestamp()) for hit in body["hits"])
        kept = parts.query.partition("&numericFilters=")[0]
        return parts._replace(query=f"{kept}&numericFilters=created_at_i%3C{last}").geturl()

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return epoch(item.get("created_at_i", item.get("time")), "created_at_i")

    def to_profile(self, body: Any, url: str) -> Profile:
        if body is None:
            raise AccountGone(f"{url} answered null: nobody of this name, or it was deleted")
        name, about = identity(body, "username" if "username" in body else "id"), Page(body.get("about"))
        return Profile(
            account_id=name,
            handle=name,
            name=name,
            text=about.text,
            links=linked([], [*about.links, *urls(about.text)]),
            standing=count(body, "karma"),
        )

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        author = item.get("author", item.get("by"))
        if item.get("dead") or item.get("deleted") or not author or (owner and author != owner.account_id):
            return None
        id_, replies = identity(item, "objectID" if "objectID" in item else "id"), count(item, *REPLIES)
        return Post(
            id=id_,
            posted_at=self.shown_at(item),
            reactions={"like": votes(item, "points", "score"), "reply": replies},
            excerpt=excerpt(unescape(plain(item.get("title")))),
            url=f"{SITE}/item?id={id_}",
        )

    def asks_who(self, post: Post, handle: str) -> Iterable[tuple[str, str]]:
        if post.reactions["reply"]:
            yield "reply", f"https://{SEARCH}/api/v1/items/{post.id}"

    def to_people(self, body: Any, url: str) -> list[Person]:
        """Everybody who wrote in a thread, however deep, or in a list of comments."""
        found, left = [], [*(body.get("children") or ()), *(body.get("hits") or ())]
        while left:
            comment = left.pop()
            left += comment.get("children") or ()
            if comment.get("author"):  # none: it was deleted
                found.append(Person(identity(comment, "author")))
        return found
