"""Accounts (t2), comments (t1) and links (t3) as Reddit writes them. https://github.com/reddit-archive/reddit/wiki/JSON

Of the two times only created_utc is one: `created` was hours off for years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from pegel.errors import AccountGone
from pegel.networks.profile import Person, Profile, linked
from pegel.networks.values import count, epoch, excerpt, identity, plain, urls, votes
from pegel.scoring.authenticity import Shown
from pegel.social import Post

OPEN = (None, "public", "restricted", "user", "archived")  # communities that anybody may read
TAKEN = ("[removed]", "[deleted]")  # what stands in place of a text or an author
MACHINE = "automoderator"  # Reddit's own, in every community
OTHERS = re.compile(r"(?<![\w/])/?u/[\w-]+", re.IGNORECASE)  # names of others are not kept
ADULT = "u/{} says that what it publishes is for adults."
HIDDEN = "u/{} asks search engines to stay away."


def profile(body: Mapping[str, Any], url: str) -> Profile:
    """An account: `about` wraps it, `me` does not, and by id it comes under its id and without followers."""
    if "user_data_by_account_ids" in url:
        if not body:
            raise AccountGone(f"{url}: there is no such account, or no longer")
        ((name, told),) = body.items()
        body = {**told, "id": name.removeprefix("t2_")}
    told = body.get("data", body)
    handle = plain(told.get("name")).lower()
    if told.get("is_suspended") is True:
        raise AccountGone(f"{url}: {handle} is suspended")
    own = told.get("subreddit") or {}  # the profile is a community too; old accounts have none
    flags = ((own.get("over_18"), ADULT), (told.get("hide_from_robots"), HIDDEN))
    return Profile(
        account_id=identity(told, "id"),
        handle=handle,
        name=plain(own.get("title")) or plain(told.get("name")),
        text=plain(own.get("public_description")),
        links=linked([], urls(own.get("public_description"))),
        reach=count(own, "subscribers"),
        standing=karma(told),
        notes=tuple(said.format(handle) for flag, said in flags if flag is True),
    )


def karma(told: Mapping[str, Any]) -> int | None:
    """All of it; in old answers that of links and that of comments. Below 0 it is 0."""
    if told.get("total_karma") is not None:
        return votes(told, "total_karma")
    parts = [told[name] for name in ("link_karma", "comment_karma") if told.get(name) is not None]
    return votes({"karma": sum(parts)}, "karma") if parts else None


def posted_at(told: Mapping[str, Any]) -> datetime:
    """When it was published."""
    return epoch(told.get("created_utc"), "created_utc")


def post(item: Mapping[str, Any], owner: Profile | None) -> Post | None:
    """A link or a comment that is still there, and that anybody may read."""
    kind, told = item.get("kind"), item.get("data")
    if kind not in ("t1", "t3") or not isinstance(told, dict) or not has_author(told):
        return None
    if owner and plain(told["author"]).lower() != owner.handle:
        return None
    gone = told.get("removed_by_category") or told.get("body") in TAKEN or told.get("selftext") in TAKEN
    if gone or told.get("subreddit_type") not in OPEN:
        return None
    link, secret = kind == "t3", told.get("score_hidden") is True or told.get("hide_score") is True
    community = plain(told.get("subreddit"))
    return Post(
        id=f"{kind}_{identity(told, 'id')}",
        posted_at=posted_at(told),
        reactions={
            "like": None if secret else votes(told, "score"),
            "repost": count(told, "num_crossposts") if link else None,
            "reply": count(told, "num_comments") if link else None,  # a comment's is that of its whole thread
        },
        tags=(community,) if community and not community.startswith("u_") else (),
        excerpt=said(told, link),
        url=address(told, link),
        is_reply=not link and not (top(told) and told.get("link_author") == told["author"]),
    )


def address(told: Mapping[str, Any], link: bool) -> str:
    """Where it stands, without the words of a title: a comment's permalink has those of somebody else."""
    thread = "" if link else f"{plain(told.get('link_id')).removeprefix('t3_')}/_/"
    return f"https://www.reddit.com/r/{plain(told.get('subreddit'))}/comments/{thread}{identity(told, 'id')}/"


def said(told: Mapping[str, Any], link: bool) -> str:
    """The beginning of a title or a comment, without what it quotes of others; 18+ where it is so."""
    text = told.get("title") if link else told.get("body")
    lines = text.splitlines() if isinstance(text, str) else []
    own = " ".join(line for line in lines if link or not line.lstrip().startswith((">", "&gt;")))
    return excerpt(("18+ " if told.get("over_18") is True else "") + OTHERS.sub("u/…", own))


def top(told: Mapping[str, Any]) -> bool:
    """Whether a comment stands right below the post."""
    return plain(told.get("parent_id")).startswith("t3_")


def has_author(told: Mapping[str, Any]) -> bool:
    """Whether somebody is still named."""
    return plain(told.get("author")) not in ("", *TAKEN)


def people(body: Any) -> Iterator[Person]:
    """Everybody in the tree below a post, in a list of what people wrote, in a search, or by id."""
    if isinstance(body, list):  # the post itself, and the tree
        things = list(below(body[1]["data"]["children"]))
    elif any(name.startswith("t2_") for name in body):
        things = [{"id": name} for name in body]
    else:
        things = body["data"]["children"]
    for thing in things:
        told = thing.get("data", thing)
        if thing.get("kind") == "t2" or str(told.get("id")).startswith("t2_"):
            yield Person(identity(told, "id").removeprefix("t2_"))
        elif has_author(told):
            name = plain(told["author"]).lower()
            who = plain(told.get("author_fullname")).removeprefix("t2_")
            yield Person(who or name, shown=Shown(bot=name == MACHINE))


def listed(body: Any) -> Any:
    """Several lists as one: a post and the tree below it, however deep."""
    if not isinstance(body, list):
        return body
    children = [thing for one in body for thing in one["data"]["children"]]
    return [*(thing for thing in children if thing.get("kind") not in ("t1", "more")), *below(children)]


def below(things: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Every comment of a tree, however deep; where nobody replied, `replies` is an empty text."""
    left = list(things)
    while left:
        thing = left.pop()
        if thing.get("kind") == "t1":
            yield thing
            left += thing["data"]["replies"]["data"]["children"] if thing["data"].get("replies") else []
