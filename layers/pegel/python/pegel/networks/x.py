"""X, paid by the item. https://docs.x.com/x-api/users/posts/introduction

"Owned reads" at a tenth of the price are the app owner's alone: with a member's token the full price is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import quote

from pegel.answer import Answer
from pegel.errors import InvalidField
from pegel.networks import tweets
from pegel.networks.cursors import asked_with
from pegel.networks.network import Network, OAuth, Person, Price, Profile, Terms
from pegel.social import Post

API = "https://api.x.com/2"
USER = "user.fields=created_at,description,entities,protected,public_metrics,url"
POST = "created_at,context_annotations,entities,in_reply_to_user_id,lang,public_metrics,referenced_tweets"
HANDLE = re.compile(r"[a-z0-9_]{1,15}")


class X(Network):
    """Accounts are kept by id."""

    name, title = "x", "X (Twitter)"
    docs = "https://docs.x.com/x-api/users/posts/introduction"
    hosts = ("api.x.com",)
    budget, calls = (300, 900), 26
    price = Price("micro-dollars", a_day=0, item=tweets.PRICES, source=tweets.PRICE_LIST)
    terms = Terms(
        stores_for=2,
        needs_agreement="X's Developer Agreement: accounts are matched by their owner's consent only, "
        "nothing sensitive is inferred, no model is trained on posts, what is deleted there is deleted here",
        needs=("token",),
    )
    gives: ClassVar = {
        "reach": "followers_count",
        "curation": "listed_count",
        **{kind: names[0] for kind, names in tweets.COUNTS.items()},
        "reactors": "who reposted and quoted the strongest posts, by id, as far as the money goes",
        "relay": "followers_count of who reposted",
        "topics": "hashtags, context_annotations",
    }
    proofs = ("oauth", "rel-me", "code")
    places: ClassVar = {
        "link": ("your profile's website, or your bio", "die Website deines Profils oder deine Bio"),
        "code": ("your bio", "deine Bio"),
    }
    oauth = OAuth(
        authorize="https://x.com/i/oauth2/authorize",
        token=f"{API}/oauth2/token",
        own=f"{API}/users/me?{USER}",
        scopes=("tweet.read", "users.read", "offline.access"),
        revoke=f"{API}/oauth2/revoke",
    )
    uses: ClassVar = {
        "profile": r"/2/users/(by/username/)?(?!by$|search$)[^/?]+|/1\.1/(users/show|account/verify.*)\.json",
        "posts": r"/2/users/[^/]+/tweets|/1\.1/statuses/user_timeline\.json",
        "people": r"/2/tweets/[^/]+/(retweeted_by|quote_tweets\?(.*&)?tweet\.fields=author_id.*)",
    }
    keeps = "data users statuses"  # the latter two in version 1.1
    by_id = True

    def headers(self) -> dict[str, str]:
        return self.access.bearer

    def normalise(self, handle: str) -> str:
        named = re.sub(r"^https://(?:x|twitter)\.com/([^/?#]+)/?$", r"\1", handle.strip()).removeprefix("@")
        if not HANDLE.fullmatch(named.lower()):
            raise InvalidField("/handle", f"{handle!r} is no handle on X: write it as in x.com/handle")
        return named.lower()

    def profile_url(self, handle: str) -> str:
        return f"https://x.com/{self.normalise(handle)}"

    def ask_for(self, handle: str) -> str:
        return f"{API}/users/by/username/{handle}?{USER}"

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return f"{API}/users/{quote(account_id, safe='')}?{USER}"

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        asked = f"max_results=100&exclude=retweets&tweet.fields={POST}"
        return f"{API}/users/{quote(account_id, safe='')}/tweets?{asked}"

    def following(self, answer: Answer) -> str | None:
        body = answer.json()
        token = (body.get("meta") or {}).get("next_token") if isinstance(body, dict) else None
        return asked_with(answer.url, pagination_token=token) if token else None

    def check(self, answer: Answer) -> None:
        tweets.check(answer)

    def items(self, body: Any) -> list[Mapping[str, Any]]:
        return super().items(tweets.listed(body))

    def to_profile(self, body: Any, url: str) -> Profile:
        return tweets.profile(body)

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        return None if tweets.is_others(item, owner) else tweets.post(item, owner)

    def shown_at(self, item: Mapping[str, Any]) -> datetime:
        return tweets.posted_at(item)

    def cost(self, kind: str, calls: int, items: int) -> int:
        units, most = super().cost(kind, calls, items), calls * tweets.most(self.access.a_day)
        return min(units, most) if kind == "people" and calls else units

    def asks_who(self, post: Post, handle: str) -> Iterable[tuple[str, str]]:
        for kind, path in tweets.lists(post, tweets.most(self.access.a_day)):
            yield kind, f"{API}/tweets/{post.id}/{path}"

    def to_people(self, body: Any, url: str) -> list[Person]:
        return [tweets.person(one) for one in self.items(body)]
