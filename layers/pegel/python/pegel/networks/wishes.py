"""What an account asks of its readers, in its network's own words, and what we do about it: in this place.

It counts like any other, for its owner linked it. But

unseen     not to people who are not signed in or to search engines: public documents leave out its handle and
           its posts' texts and links, and nobody is led from its handle to its member's page
unquoted   its posts are not to be found by their words: neither their texts nor their links are kept
unlisted   not recommended, or a machine: never among the leaders of a topic

https://docs.joinmastodon.org/entities/Account/ · https://atproto.com/specs/label
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pegel.networks.values import plain
from pegel.social import UNLISTED, UNQUOTED, UNSEEN, Post

WISHES = (  # flag, value, what it asks for, what follows
    ("noindex", True, "asks search engines to stay away (noindex)", UNSEEN),
    ("indexable", False, "does not want its posts found by search (indexable is off)", UNQUOTED),
    ("discoverable", False, "does not want to be recommended (discoverable is off)", UNLISTED),
    ("bot", True, "says that it is a bot", UNLISTED),
    ("limited", True, "was limited by its server's moderators", UNLISTED),
)


def wishes(body: Mapping[str, Any]) -> tuple[str, ...]:
    """What follows from a profile's flags, each once."""
    asked = (follows for flag, value, _, follows in WISHES if body.get(flag) is value)
    return tuple(dict.fromkeys(asked))


def told(body: Mapping[str, Any], handle: str) -> Iterator[str]:
    """A sentence for each; a moved account points to its successor."""
    for flag, value, wish, _ in WISHES:
        if body.get(flag) is value:
            yield f"{handle} {wish}."
    if moved := body.get("moved"):
        yield f"{handle} moved to {plain(moved.get('acct'))}: link that one instead."


def respected(posts: Sequence[Post], asked: Sequence[str]) -> tuple[Post, ...]:
    """The posts without what their author does not want shown: it is not even kept."""
    if UNSEEN in asked or UNQUOTED in asked:
        return tuple(replace(post, excerpt="", url="") for post in posts)
    return tuple(posts)
