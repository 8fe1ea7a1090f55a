"""Facebook Pages, through Meta's Graph API. https://developers.facebook.com/docs/graph-api/reference/page/feed

People react to a post once, in one of six ways: the total is the number of different people, kept as `like`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from pegel.answer import Answer
from pegel.errors import InvalidField
from pegel.networks.graph import Graph, address, signing_in
from pegel.networks.meta import KINDS, account, first, hashtags, reacted, total
from pegel.networks.network import Profile
from pegel.networks.profile import linked
from pegel.networks.values import count, excerpt, identity, plain, urls
from pegel.social import Post

PAGE = "id,name,username,about,link,website,fan_count,followers_count,verification_status"
EACH = (f"reactions.type({kind.upper()}).limit(0).summary(total_count).as({kind})" for kind in KINDS)
TOTALS = ("comments.limit(0).summary(true)", "reactions.limit(0).summary(total_count)", *EACH)
POST = ",".join(("id", "created_time", "permalink_url", "message", "from{id}", "shares", *TOTALS))
ADDRESS = re.compile(r"^https://(?:www\.|m\.)?facebook\.com/([^/?#]+)/?$")
HANDLE = re.compile(r"[a-z0-9.]{5,}|\d+")


class Facebook(Graph):
    """Pages are kept by id. Only totals are told of who reacted, nobody is named."""

    name, title = "facebook", "Facebook Pages"
    docs = "https://developers.facebook.com/docs/graph-api/reference/page/feed"
    calls = 2
    gives: ClassVar = {
        "reach": "followers_count, else fan_count",
        "like": "reactions of all six types",
        "repost": "shares.count",
        "reply": "comments, their total",
        "topics": "hashtags and words of posts",
    }
    proofs = ("oauth", "rel-me", "code")
    places: ClassVar = {
        "link": (
            "your Page's website, or its short description",
            "die Website deiner Seite oder ihre Kurzbeschreibung",
        ),
        "code": ("your Page's short description", "die Kurzbeschreibung deiner Seite"),
    }
    uses: ClassVar = {
        "profile": r"/[^/]+/(\{page-id\}|(?!(me|search)$)[^/{}_?]+)",
        "posts": r"/[^/]+/[^/]+/(posts|published_posts|feed)",
    }
    oauth = signing_in(
        address("me/accounts", fields=PAGE, limit="100"), "pages_show_list", "pages_read_engagement"
    )

    def normalise(self, handle: str) -> str:
        named = ADDRESS.sub(r"\1", handle.strip()).removeprefix("@").lower()
        if not HANDLE.fullmatch(named):
            raise InvalidField("/handle", f"{handle!r} is no Facebook Page: write it as in facebook.com/page")
        return named

    def profile_url(self, handle: str) -> str:
        return f"https://www.facebook.com/{self.normalise(handle)}"

    def ask_for(self, handle: str) -> str:
        return address(handle, fields=f"{PAGE},access_token" if self.access.member else PAGE)

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return self.ask_for(account_id)

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        return address(f"{account_id}/posts", fields=POST, limit="100")

    def body(self, answer: Answer) -> Any:
        """Posts are told to the Page's own token, which its profile tells to who manages it."""
        body = super().body(answer)
        if self.access.member and isinstance(body, dict) and (own := plain(body.get("access_token"))):
            self.access = replace(self.access, member=own)
        return body

    def to_profile(self, body: Any, url: str) -> Profile:
        page_id, about = identity(account(body), "id"), plain(body.get("about"))
        handle = plain(body.get("username")).lower() or page_id
        site, said = plain(body.get("website")).split(), urls(about)
        return Profile(
            account_id=page_id,
            handle=handle,
            name=plain(body["name"]) or handle,
            text=about,
            links=linked(site, said),
            reach=count(body, "followers_count", "fan_count"),
        )

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        if owner and (item.get("from") or {}).get("id", owner.account_id) != owner.account_id:
            return None  # a visitor's
        where = plain(item.get("permalink_url"))
        return Post(
            id=where if where and "id" not in item else identity(item, "id"),  # comments may come without
            posted_at=self.shown_at(item),
            reactions={
                "like": reacted(item),
                "repost": count(item.get("shares") or {}, "count"),
                "reply": first(total(item, "comments"), count(item, "comment_count")),
            },
            tags=hashtags(item.get("message")),
            excerpt=excerpt(item.get("message") or item.get("story") or item.get("description")),
            url=where,
        )
