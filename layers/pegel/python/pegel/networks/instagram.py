"""Instagram, professional accounts. https://developers.facebook.com/docs/instagram-platform/reference/instagram-user

What others may see comes nested in an answer about our own account (business discovery), whose id is
`Access.key`; a member's own token reads their account itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from pegel.answer import Answer
from pegel.errors import AccountGone, InvalidField, NetworkError
from pegel.networks.graph import TERMS, Graph, address, signing_in
from pegel.networks.meta import about, account, further, hashtags
from pegel.networks.network import Profile
from pegel.networks.profile import linked
from pegel.networks.values import count, excerpt, identity, plain, urls
from pegel.social import Post

WHO = "id,username,name,biography,website,followers_count,follows_count,media_count"
MEDIA = "media.limit(50){id,timestamp,like_count,comments_count,media_type,permalink,caption}"
OURS = "instagram_business_account"
USER = r"(\{ig-user-id\}|me|\d+)"
HANDLE = re.compile(r"[a-z0-9_.]{1,30}")


class Instagram(Graph):
    """Accounts are kept by id; a renamed one is found again only through its member's own token."""

    name, title = "instagram", "Instagram"
    docs = "https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/business-discovery"
    calls = 2
    terms = replace(TERMS, needs=("token", "key"))
    gives: ClassVar = {
        "reach": "followers_count",
        "like": "like_count",
        "reply": "comments_count",
        "topics": "hashtags in captions",
    }
    proofs = ("oauth", "rel-me", "code")
    places: ClassVar = {
        "link": ("your profile's website, or your bio", "die Website deines Profils oder deine Bio"),
        "code": ("your bio", "deine Bio"),
    }
    uses: ClassVar = {
        "profile": rf"(/[^/]+)?/{USER}(\?(?!.*mentioned_).*)?",
        "posts": rf"(/[^/]+)?/{USER}(\?(?!.*mentioned_).*|/media)?",
    }
    keeps = "data media.data business_discovery.media.data"
    mine = OURS
    oauth = signing_in(
        address("me/accounts", fields=f"{OURS}{{{WHO}}}", limit="100"),
        *("instagram_basic", "pages_show_list", "pages_read_engagement"),
    )

    def normalise(self, handle: str) -> str:
        named = re.sub(r"^https://(?:www\.)?instagram\.com/([^/?#]+)/?$", r"\1", handle.strip())
        if not HANDLE.fullmatch(named := named.removeprefix("@").lower()):
            raise InvalidField(
                "/handle", f"{handle!r} is no Instagram name: write it as in instagram.com/name"
            )
        return named

    def profile_url(self, handle: str) -> str:
        return f"https://www.instagram.com/{self.normalise(handle)}/"

    def ask_for(self, handle: str) -> str:
        return address(
            self.access.key or "me", fields=f"business_discovery.username({handle}){{{WHO},{MEDIA}}}"
        )

    def ask_for_id(self, account_id: str, handle: str) -> str:
        return address(account_id, fields=f"{WHO},{MEDIA}") if self.access.member else self.ask_for(handle)

    def ask_for_posts(self, account_id: str, handle: str) -> str:
        return self.ask_for_id(account_id, handle)

    def refusal(self, answer: Answer) -> NetworkError | None:
        failure = super().refusal(answer)
        gone = isinstance(failure, AccountGone)
        return AccountGone(f"{failure}; only professional accounts are shown") if gone else failure

    def following(self, answer: Answer) -> str | None:
        body = answer.json()
        if "data" in body:
            return super().following(answer)
        return further(answer.url, body)

    def items(self, body: Any) -> list[Mapping[str, Any]]:
        empty = isinstance(body, dict) and "media" not in about(body) and about(body).get("media_count") == 0
        return [] if empty else super().items(body)

    def to_profile(self, body: Any, url: str) -> Profile:
        user = account(about(body))
        called = "id" if "followers_count" in user and "username" not in user else "username"
        handle, bio = identity(user, called).lower(), plain(user.get("biography"))
        return Profile(
            account_id=identity(user, "id"),
            handle=handle,
            name=plain(user.get("name")) or handle,
            text=bio,
            links=linked([plain(user.get("website"))], urls(bio)),
            reach=count(user, "followers_count"),
        )

    def to_post(self, item: Mapping[str, Any], owner: Profile | None) -> Post | None:
        media = item.get("mentioned_media") or item.get("mentioned_comment") or item
        return Post(
            id=identity(media, "id"),
            posted_at=self.shown_at(media),
            reactions={"like": count(media, "like_count"), "reply": count(media, "comments_count")},
            tags=hashtags(media.get("caption")),
            excerpt=excerpt(media.get("caption") or media.get("text")),
            url=plain(media.get("permalink")),
        )
