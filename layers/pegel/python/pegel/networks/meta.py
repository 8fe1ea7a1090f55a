"""Posts and people as Meta writes them. https://developers.facebook.com/docs/graph-api/reference/post"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pegel.errors import BadAnswer
from pegel.networks.cursors import asked_with
from pegel.networks.profile import Person
from pegel.networks.values import count, identity, plain

KINDS = ("like", "love", "wow", "haha", "sad", "angry")  # of reactions
EDGE = re.compile(r"\bmedia(?:\.after\([^)]*\))?(?=[.{])")  # where a list of fields comes to the posts
TAG = re.compile(r"(?<![\w/&])#(\w*[^\W\d]\w*)")
NO_PERSON = {
    "created_time",
    "start_time",
    "timestamp",
    "period",
    "media_type",
}  # posts, insights …: nobody is named


def person(one: Mapping[str, Any]) -> Person:
    """Who wrote a comment, or somebody in a list; BadAnswer where nobody is named."""
    author = one.get("from") or one
    if author is one and NO_PERSON & one.keys():
        if plain(one.get("username")):
            return Person(plain(one["username"]).lower())
        raise BadAnswer("the list names nobody")
    if not plain(author.get("name")) and not plain(author.get("username")):
        raise BadAnswer("the list names nobody")
    return Person(identity(author, "id"), count(author, "followers_count", "fan_count"))


def hashtags(text: object) -> tuple[str, ...]:
    """The hashtags in a text, each once."""
    return tuple(dict.fromkeys(TAG.findall(plain(text))))


def total(item: Mapping[str, Any], edge: str) -> int | None:
    """How many there are on an edge of a post; None where that is not told."""
    return count((item.get(edge) or {}).get("summary") or {}, "total_count")


def reacted(item: Mapping[str, Any]) -> int | None:
    """People who reacted: the total, else the sum of the six types, else the likes (of a comment)."""
    types = [total(item, kind) for kind in KINDS]
    summed = None if None in types else sum(number or 0 for number in types)
    return first(total(item, "reactions"), summed, total(item, "likes"), count(item, "like_count"))


def first(*numbers: int | None) -> int | None:
    """The first number that is told."""
    return next((number for number in numbers if number is not None), None)


def about(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The Instagram account an answer is about: where there is an inner one, the outer one is ours."""
    found = body.get("business_discovery", body)
    return found if isinstance(found, dict) else {}


def account(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """The same, if it is an account: asked for by id, a photo or a comment looks much like one."""
    if NO_PERSON & body.keys():
        raise BadAnswer("that is a post, no account")
    return body


def further(url: str, body: Mapping[str, Any]) -> str | None:
    """The same account with the next page of its media: the cursor goes into the list of fields."""
    media = about(body).get("media") or {}
    paging = media.get("paging") or {}
    after = (paging.get("cursors") or {}).get("after")
    told = "business_discovery" in body or paging.get("next")  # the inner one has no `next`, ever
    if not (media.get("data") and after and told):
        return None
    fields = dict(parse_qsl(urlsplit(url).query)).get("fields", "")
    return asked_with(url, fields=EDGE.sub(f"media.after({after})", fields, count=1))
