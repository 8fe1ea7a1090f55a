"""What Mastodon's accounts and posts say. https://docs.joinmastodon.org/entities/"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pegel.networks.network import Link, Profile
from pegel.networks.profile import linked
from pegel.networks.values import Page


def introduced(body: Mapping[str, Any]) -> tuple[str, tuple[Link, ...]]:
    """The text of its biography and of its fields, and where the fields lead, then the biography."""
    fields = [(Page(each.get("value")), each) for each in body.get("fields") or []]
    note = Page(body.get("note"))
    shown = [Link(link, bool(each.get("verified_at"))) for page, each in fields for link in page.links]
    text = " ".join([note.text, *(page.text for page, _ in fields)]).strip()
    return text, (*shown, *linked([], note.links))


def is_own(post: Mapping[str, Any], owner: Profile | None) -> bool:
    """Whether it is for everybody, and no repost: an outer one shows its own zeros, the counts inside are
    somebody else's.
    """
    if post.get("reblog") or post.get("visibility", "public") not in ("public", "unlisted"):
        return False
    return owner is None or str(post["account"]["id"]) == owner.account_id.split("@")[0]


def answers_others(post: Mapping[str, Any]) -> bool:
    """Whether it answers somebody: the next post of the author's own thread does not."""
    return bool(post.get("in_reply_to_id")) and post.get("in_reply_to_account_id") != post["account"]["id"]
