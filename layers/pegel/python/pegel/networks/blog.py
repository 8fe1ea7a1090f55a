"""A blog: its own site, and the feed that it names. https://www.rfc-editor.org/rfc/rfc4287 (feeds.py)

A feed holds the last posts only, and what it says of comments is the blog's own word. `ttl` and `skipHours`
ask for less than what is done: a feed is asked for once in six hours at most, with its own validators.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar
from urllib.parse import urlsplit

from pegel.answer import Answer
from pegel.errors import BadAnswer
from pegel.networks import discovery, feeds
from pegel.networks.network import Network, Person, Profile, Terms
from pegel.networks.values import Page, count, excerpt, plain
from pegel.redirects import follow, site
from pegel.social import Post

LONGEST = 1000  # characters of a post's id
ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, application/xml, text/html;q=0.5"


class Blog(Network):
    """An account is its feed: an id is the address of one, as a single part of a path."""

    name, title = "blog", "Blog"
    docs = "https://www.rssboard.org/rss-specification"
    budget, calls = (6, 3_600), 1  # one in ten minutes; who links their own blog does not wait for the next
    terms = Terms()
    gives: ClassVar = {
        "reply": "slash:comments, thr:total",
        "topics": "categories, words of titles and beginnings",
    }
    uses: ClassVar = dict.fromkeys(("profile", "posts"), r".*")  # any address: the answer says what it is
    keeps = "items"
    by_id = True
    proofs = ("domain",)
    places: ClassVar = {"link": ('your site, with rel="me"', 'deine Website, mit rel="me"')}

    def headers(self) -> dict[str, str]:
        return {"Accept": ACCEPT}

    def out(self, url: str, headers: Mapping[str, str]) -> Answer:
        return follow(self.fetch, url, headers)

    def body(self, answer: Answer) -> Any:
        found = feeds.read(answer)
        if isinstance(found, str) and "<" not in found:
            raise BadAnswer(f"{answer.url} answered neither a feed nor a page")
        return found

    def normalise(self, handle: str) -> str:
        return discovery.address(handle)

    def host(self, handle: str) -> str:
        return urlsplit(handle).hostname or ""

    def profile_url(self, handle: str) -> str:
        return self.normalise(handle)

    def ask_for(self, handle: str) -> str:
        return handle

    def ask_for_id(self, account_id: str, handle: str) -> str:
        feed = discovery.from_id(account_id)
        return feed if handle == feed else f"{feed}#{handle}"  # what follows # is asked of nobody

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        return self.ask_for_id(account_id, handle)

    def to_profile(self, body: Any, url: str) -> Profile:
        address, _, handle = url.partition("#")
        if isinstance(body, str):
            page = discovery.Site(body, address)
            return Profile(discovery.to_id(page.own_feed()), address, page.title, "")
        undated = sum(item["at"] is None for item in body["items"])
        return Profile(
            account_id=discovery.to_id(address),
            handle=handle or address,
            name=Page(body.get("title")).text,
            text=Page(body.get("text")).text,
            notes=(f"{undated} posts have no date that can be read: left out.",) if undated else (),
        )

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return item["at"] or datetime.max.replace(tzinfo=UTC)

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        link, named = plain(item.get("link")), plain(item.get("id")) or plain(item.get("link"))
        home = self.ask_for_id(owner.account_id, owner.handle) if owner else link
        if (
            not 0 < len(named) < LONGEST
            or item["at"] is None
            or (item.get("source") and site(item["source"]) != site(home))
        ):
            return None  # from a feed of others: a planet's, say
        words = [Page(item.get(part)).text for part in ("title", "text", "content")]
        return Post(
            id=named,
            posted_at=item["at"],
            reactions={"reply": count(item, "comments")},
            tags=tuple(dict.fromkeys(filter(None, map(plain, item["tags"])))),
            excerpt=excerpt(": ".join([*filter(None, words)][:2])),
            url=link if link.startswith(("https:", "http:")) else "",
            language=item.get("language"),
        )

    def following(self, answer: Answer) -> str | None:
        body, here = self.body(answer), urlsplit(answer.url)
        there = urlsplit(plain(body.get("next")))._replace(fragment="")
        return there.geturl() if there[:2] == here[:2] and there[2:4] != here[2:4] else None

    def to_people(self, body: Any, url: str) -> list[Person]:
        return []
