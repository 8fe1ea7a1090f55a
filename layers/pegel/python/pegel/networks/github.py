"""GitHub: what an account published is its own repositories. https://docs.github.com/rest/repos/repos"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from pegel.answer import Answer
from pegel.errors import InvalidField
from pegel.networks.links import next_link
from pegel.networks.network import Network, Person, Profile, Terms
from pegel.networks.profile import linked
from pegel.networks.values import count, excerpt, identity, moment, plain, urls
from pegel.social import Post

API = "https://api.github.com"
LOGIN = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?", re.IGNORECASE)


class GitHub(Network):
    """Stars and forks are lifetime counts: stars are curation, forks are reposts of a repository."""

    name, title = "github", "GitHub"
    docs = "https://docs.github.com/rest/users/users"
    hosts = ("api.github.com",)
    budget, calls, terms = (4_000, 3_600), 3, Terms()
    gives: ClassVar = {
        "reach": "followers",
        "curation": "stargazers_count of own repositories",
        "repost": "forks_count",
        "topics": "topics, language",
    }
    places: ClassVar = {
        "link": (
            "the website field of your profile, or your bio",
            "das Website-Feld deines Profils oder deine Bio",
        ),
        "code": ("your bio", "deine Bio"),
    }
    uses: ClassVar = {
        "profile": r"/users/[^/]+|/orgs/[^/]+|/user(/\d+)?",
        "posts": r"/users/[^/]+/repos|/user/\d+/repos",
    }
    keeps = "items"
    lifetime = True

    def headers(self) -> dict[str, str]:
        return {"Accept": "application/vnd.github+json"} | self.access.bearer

    def normalise(self, handle: str) -> str:
        login = re.sub(r"^https://github\.com/([^/?#]+)/?$", r"\1", handle.strip()).removeprefix("@")
        if not LOGIN.fullmatch(login):
            raise InvalidField("/handle", f"{handle!r} is no GitHub login: write it as in github.com/login")
        return login.lower()

    def profile_url(self, handle: str) -> str:
        return f"https://github.com/{self.normalise(handle)}"

    def ask_for(self, handle: str) -> str:
        return f"{API}/users/{handle}"

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return f"{API}/user/{account_id}"

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        return f"{API}/users/{handle}/repos?type=owner&sort=pushed&per_page=100"

    def following(self, answer: Answer) -> str | None:
        return next_link(answer)

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return moment(item.get("created_at"), "created_at")

    def to_profile(self, body: Any, url: str) -> Profile:
        login, blog, bio = identity(body, "login").lower(), plain(body.get("blog")), plain(body.get("bio"))
        site = blog if re.match(r"https?://", blog) or not blog else f"https://{blog}"
        return Profile(
            account_id=identity(body, "id"),
            handle=login,
            name=plain(body.get("name")) or login,
            text=bio,
            links=linked([site], urls(bio)),
            reach=count(body, "followers"),
            notes=(f"{login} is an organisation.",) if body.get("type") == "Organization" else (),
        )

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        item = item["repo"] if "starred_at" in item else item  # a star with its time
        if not {"owner", "files"} & item.keys():
            return None  # neither a repository nor a gist
        if item.get("fork") is True or item.get("private") is True:
            return None
        if owner and str(item["owner"]["id"]) != owner.account_id:
            return None
        topics = [plain(topic) for topic in item.get("topics") or []]
        about = f"{plain(item.get('name'))}: {plain(item.get('description'))}".removesuffix(": ")
        return Post(
            id=identity(item, "id"),
            posted_at=self.shown_at(item),
            reactions={
                "star": count(item, "stargazers_count", "watchers_count", "watchers"),  # old: the last
                "repost": count(item, "forks_count", "forks"),
            },
            tags=tuple(filter(None, [*topics, plain(item.get("language"))])),
            excerpt=excerpt(about),
            url=plain(item.get("html_url")),
        )

    def to_people(self, body: Any, url: str) -> list[Person]:
        named = (
            next((one[n] for n in ("user", "author", "actor") if n in one), one) for one in self.items(body)
        )
        return [Person(identity(who, "login").lower()) for who in named if who]  # no author: unknown here

    def curation(self, posts: Sequence[Post]) -> int | None:
        """Stars of own repositories."""
        stars = [number for post in posts if (number := post.reactions["star"]) is not None]
        return sum(stars) if stars or not posts else None
