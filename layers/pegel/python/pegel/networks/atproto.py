"""What Bluesky's records and labels say. https://atproto.com/lexicons/app-bsky-richtext"""

from __future__ import annotations

from abc import ABC
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from pegel.answer import Answer
from pegel.networks.cursors import asked_with
from pegel.networks.network import Network
from pegel.networks.values import moment, plain
from pegel.times import when

TAG = "app.bsky.richtext.facet#tag"  # its offsets count bytes, its text may differ: the tag is what counts
UNSEEN = "!no-unauthenticated"
REPOST = "app.bsky.feed.defs#reasonRepost"


class Lists(Network, ABC):
    """Answers with lists: each under a name of its own, a cursor beside it; a thread is a tree."""

    keeps = "feed posts likes repostedBy profiles followers follows actors blocks mutes items notifications"

    def following(self, answer: Answer) -> str | None:
        cursor = answer.json().get("cursor")
        return asked_with(answer.url, cursor=cursor) if cursor else None

    def items(self, body: Any) -> list[Mapping[str, Any]]:
        tree = body.get("thread") if isinstance(body, dict) else None
        return super().items(list(posts(tree)) if isinstance(tree, dict) else body)


def posts(thread: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every post of a thread, what it answers as well; what is blocked or deleted is none."""
    left = [thread]
    while left:
        one = left.pop()
        if "post" in one:
            yield one
        left += [*(one.get("replies") or ()), *filter(None, [one.get("parent")])]


def somebody(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Whom an entry of a list is about: who reacted or wrote it, who is on a list, or itself."""
    told = item.get("post") or item
    found: Mapping[str, Any] = next((told[n] for n in ("actor", "author", "subject") if n in told), told)
    return found


def posted_at(post: Mapping[str, Any]) -> datetime:
    """`createdAt` is the author's claim, any year or none at all: the earlier of it and when it was seen."""
    claimed = when(post["record"].get("createdAt"))
    seen = moment(post.get("indexedAt") or post["record"].get("createdAt"), "indexedAt")
    return min(claimed or seen, seen)


def tags(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Hashtags: facets of the text, and the tags kept beside it."""
    facets = [facet.get("features") or [] for facet in record.get("facets") or []]
    named = [each.get("tag") for features in facets for each in features if each.get("$type") == TAG]
    return tuple(dict.fromkeys(filter(None, map(plain, [*named, *(record.get("tags") or [])]))))


def answers_others(record: Mapping[str, Any], author: str) -> bool:
    """Whether it answers somebody: the next post of the author's own thread does not."""
    parent = plain(((record.get("reply") or {}).get("parent") or {}).get("uri"))
    return bool(parent) and not parent.startswith(f"at://{author}/")


def reposted(item: Mapping[str, Any]) -> bool:
    """Whether it stands in a list of posts because the list's owner reposted it."""
    return bool((item.get("reason") or {}).get("$type") == REPOST)


def unseen(thing: Mapping[str, Any]) -> bool:
    """Whether it carries the label that asks for no display to people who are not signed in."""
    labels = thing.get("labels") or []
    return any(label.get("val") == UNSEEN and not label.get("neg") for label in labels)
