"""Users, posts and comments as Stack Exchange's lists tell them. https://api.stackexchange.com/docs/types/user

Names and titles are HTML; an answer, a question and a comment are told apart by their ids alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pegel.networks import sites
from pegel.networks.profile import Link, Person, Profile
from pegel.networks.values import Page, count, epoch, excerpt, identity, plain, votes
from pegel.social import Post

KINDS = ("comment_id", "answer_id", "question_id", "post_id")  # the first that is there says what it is
SUSPENDED = "{} is suspended there until {:%Y-%m-%d}: its reputation is hidden."


def text(html: object) -> str:
    """A name or a title."""
    return plain(unescape(plain(html)))


def site_of(item: Mapping[str, Any], url: str) -> str:
    """The site that an item is of: the one that was asked, unless it names its own (`/me/associated`)."""
    home, asked = plain(item.get("site_url")), parse_qs(urlsplit(url).query).get("site", [""])[0]
    return sites.short(urlsplit(home).netloc or asked)


def user(item: Mapping[str, Any], site: str) -> Profile:
    """An account. While it is suspended, 1 is shown instead of its reputation."""
    who, about = f"{identity(item, 'user_id')}@{site}", Page(item.get("about_me"))
    until = epoch(item["timed_penalty_date"]) if item.get("timed_penalty_date") else None
    return Profile(
        account_id=who,
        handle=who,
        name=text(item.get("display_name")) or who,
        text=f"{text(item.get('location'))} {about.text}".strip(),
        links=tuple(Link(link) for link in (plain(item.get("website_url")), *about.links) if link),
        standing=None if until else count(item, "reputation"),
        notes=(SUSPENDED.format(who, until),) if until else (),
    )


def post(item: Mapping[str, Any], owner: Profile | None) -> Post | None:
    """An answer, a question or a comment of the owner's; None for anything else: a badge, an event."""
    kind = next((name for name in KINDS if name in item), "")
    if not kind or "timeline_type" in item or not {"owner", "score"} & item.keys():
        return None
    id_, site = identity(item, kind), owner.account_id.partition("@")[2] if owner else ""
    if owner and f"{(item.get('owner') or {}).get('user_id')}@{site}" != owner.account_id:
        return None
    reactions = {"like": votes(item, "score")}
    if kind == "answer_id":
        said = item.get("is_accepted")
        reactions["accept"] = int(said) if isinstance(said, bool) else None
    if kind == "question_id":
        reactions["reply"] = count(item, "answer_count")
    return Post(
        id=id_,
        posted_at=posted_at(item),
        reactions=reactions,
        tags=tuple(text(tag) for tag in item.get("tags") or []),
        excerpt=excerpt(text(item.get("title"))),
        url=f"https://{sites.domain(site)}/{kind[0]}/{id_}" if site else plain(item.get("link")),
        views=count(item, "view_count"),
    )


def posted_at(item: Mapping[str, Any]) -> datetime:
    """When it was written."""
    return epoch(item.get("creation_date"), "creation_date")


def person(item: Mapping[str, Any], site: str) -> Person | None:
    """Who wrote it, or who it is; None where the account is gone."""
    who = item.get("owner") or item.get("user") or (item if "display_name" in item else {})
    post_id = str(item.get("post_id") or "")
    return Person(f"{who['user_id']}@{site}", post=post_id) if who.get("user_id") else None
