"""Stack Exchange, all of its sites. https://api.stackexchange.com/docs · https://stackapps.com/help/api-authentication

An account is a site and a user id: the same person has another id on every site.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from pegel.errors import AccountGone
from pegel.networks import exchange, sites
from pegel.networks.network import OAuth, Person, Profile, Terms
from pegel.networks.values import shaped, votes
from pegel.networks.wrapper import Wrapped
from pegel.social import Post

API = "https://api.stackexchange.com/2.3"
NEWEST = "?order=desc&sort=creation&pagesize=100&site="
TAGS = 10  # of the best answers


class StackExchange(Wrapped):
    """Answers and questions. Votes are net, and nobody tells who voted; who commented is told."""

    name, title = "stackexchange", "Stack Exchange"
    docs = "https://api.stackexchange.com/docs"
    hosts = ("api.stackexchange.com",)
    budget, calls = (8_000, 86_400), 5
    terms = Terms(notice="Posts on Stack Exchange are their authors', licensed under CC BY-SA")
    gives: ClassVar = {
        "like": "score (net votes)",
        "accept": "is_accepted",
        "reply": "answer_count of questions",
        "reactors": "who commented on the strongest posts",
        "standing": "reputation",
        "topics": "tags of questions, top-answer-tags",
    }
    uses: ClassVar = {
        "profile": r"/2\.\d/(users/\d+|me)",
        "posts": r"/2\.\d/users/[\d;]+/(answers|questions)",
        "people": r"/2\.\d/posts/[\d;]+/comments",
        "tags": r"/2\.\d/users/\d+/top-answer-tags",
    }
    keeps, by_id = "items", True
    proofs = ("oauth", "rel-me", "code")
    places: ClassVar = {  # the about text comes only through a filter that Stack Exchange has to make
        "link": ("the website field of your profile", "das Website-Feld deines Profils"),
        "code": ("the location field of your profile", "das Ortsfeld deines Profils"),
    }
    oauth = OAuth(
        authorize="https://stackoverflow.com/oauth",
        token="https://stackoverflow.com/oauth/access_token/json",  # noqa: S106 – an address
        own=f"{API}/me/associated?pagesize=100",
        scopes=("no_expiry",),  # what is public, and for longer than a day: it is looked at every week
        basic=False,
    )

    def normalise(self, handle: str) -> str:
        return sites.account(handle)

    def profile_url(self, handle: str) -> str:
        return sites.address(self.normalise(handle))

    def ask_for(self, handle: str) -> str:
        return at(handle, "?site=")

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return at(account_id, "?site=")

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        return at(account_id, f"/answers{NEWEST}")

    def other_posts(self, account_id: str, handle: str) -> Sequence[str]:
        return (at(account_id, f"/questions{NEWEST}"),)

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return exchange.posted_at(item)

    def to_profile(self, body: Any, url: str) -> Profile:
        if not (found := self.items(body["items"])):
            raise AccountGone(f"{url} answered without anybody")
        return exchange.user(found[0], exchange.site_of(found[0], url))

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        return exchange.post(item, owner)

    def asks_more(self, profile: Profile) -> Iterable[tuple[str, str]]:
        yield "tags", at(profile.account_id, "/top-answer-tags?pagesize=30&site=")

    def with_more(self, profile: Profile, kind: str, body: Any, url: str) -> Profile:
        valued = [
            exchange.text(item["tag_name"])
            for item in self.items(body)
            if (votes(item, "answer_score") or 0) > 0
        ]
        return replace(profile, tags=tuple(valued[:TAGS]))

    def asks_together(self, posts: Sequence[Post], handle: str) -> tuple[str, str] | None:
        ids, site = ";".join(post.id for post in posts), handle.partition("@")[2]
        return ("reply", f"{API}/posts/{ids}/comments{NEWEST}{site}") if ids else None

    def to_people(self, body: Any, url: str) -> list[Person]:
        found = (exchange.person(item, exchange.site_of(item, url)) for item in self.items(body))
        return [one for one in found if one]

    def owned(self) -> Sequence[Profile]:
        """One account a site: a member signs in for all of them at once."""
        answer = self.must_ask(self.oauth.own)
        with shaped(answer.url):
            return [exchange.user(item, exchange.site_of(item, "")) for item in self.items(self.body(answer))]


def at(account: str, what: str) -> str:
    """The address of something of an account; `what` ends where the site's name belongs."""
    user, site = account.split("@")
    return f"{API}/users/{user}{what}{site}"
