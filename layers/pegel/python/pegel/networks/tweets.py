"""Posts and people as X writes them, in both versions of its API. https://docs.x.com/x-api/fundamentals/data-dictionary

Version 1.1 keeps everything on one level and under older names; nobody asks it any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from pegel.answer import Answer
from pegel.errors import AccountGone, BadAnswer, RateLimited
from pegel.networks import refusals
from pegel.networks.people import perhaps
from pegel.networks.profile import Person, Profile, linked
from pegel.networks.values import count, epoch, excerpt, identity, plain, urls
from pegel.scoring.authenticity import Shown
from pegel.social import Post
from pegel.times import when

SINCE = 1_288_834_974_657  # milliseconds: ids count from here (https://docs.x.com/fundamentals/x-ids)
PLAIN_PICTURE = "default_profile"  # in the address of the picture of who has none
DAY = timedelta(days=1)
PRICE_LIST = "https://docs.x.com/x-api/getting-started/pricing, as of November 2026"
PRICES = {"profile": 10_000, "posts": 5_000, "people": 10_000}  # micro-dollars, each; a quoter is a post
LISTS = {  # of people
    "repost": "retweeted_by?user.fields=created_at,profile_image_url,public_metrics",
    "quote": "quote_tweets?tweet.fields=author_id&exclude=retweets",
}
SHARE = 100  # a list is asked for where it costs at most this part of a day's money
COUNTS = {  # the second as version 1.1 has it
    "like": ("like_count", "favorite_count"),
    "repost": ("retweet_count",),
    "reply": ("reply_count",),
    "quote": ("quote_count",),
}


def profile(body: Mapping[str, Any]) -> Profile:
    """Who an account is; AccountGone where its posts are not public."""
    user = body.get("data", body)
    handle, bio = plain(user.get("screen_name") or identity(user, "username")), plain(user.get("description"))
    if user.get("protected") is True:
        raise AccountGone(f"@{handle} on X is protected: its posts are not public")
    told = user.get("public_metrics") or user
    return Profile(
        account_id=identity(user, "id"),
        handle=handle.lower(),
        name=plain(user.get("name")) or handle,
        text=bio,
        links=linked(leads_to(user, "url"), [*leads_to(user, "description"), *urls(bio)]),
        reach=count(told, "followers_count"),
        curation=count(told, "listed_count"),
        notes=(f"X left something out: {trouble(body)}.",) if body.get("errors") else (),
    )


def post(item: Mapping[str, Any], owner: Profile | None) -> Post:
    """A post, its own counts."""
    return Post(
        id=identity(item, "id"),
        posted_at=posted_at(item),
        reactions=reactions(item),
        tags=tags(item),
        excerpt=excerpt(unescape(item.get("full_text") or item["text"])),  # it comes with "&amp;"
        url=f"https://x.com/i/web/status/{identity(item, 'id')}",
        language=plain(item.get("lang")) or None,
        is_reply=answers(item, owner.account_id if owner else item.get("author_id")),
    )


def posted_at(item: Mapping[str, Any]) -> datetime:
    """When it was posted; from its id, which holds the time, where the time was not asked for."""
    told = when(item.get("created_at"))
    if told or not identity(item, "id").isdecimal():
        return told or epoch(item.get("id"), "the time of a post")
    return epoch(((int(item["id"]) >> 22) + SINCE) / 1000, "the time of a post")


def reactions(item: Mapping[str, Any]) -> dict[str, int | None]:
    """What others did with a post."""
    told = item.get("public_metrics") or item
    return {kind: count(told, *names) for kind, names in COUNTS.items()}


def is_others(item: Mapping[str, Any], owner: Profile | None) -> bool:
    """Whether it is somebody else's post: a repost shows the original's reposts beside zeros of its own."""
    if owner and item.get("author_id") not in (None, owner.account_id):
        return True
    if "retweeted_status" in item or "retweeted" in kinds(item):
        return True
    bare = "referenced_tweets" not in item and not reactions(item)["like"]
    return bare and plain(item.get("text")).startswith("RT @")


def kinds(item: Mapping[str, Any]) -> set[str]:
    """In which ways it refers to other posts: retweeted, quoted, replied_to."""
    return {plain(each.get("type")) for each in item.get("referenced_tweets") or []}


def answers(item: Mapping[str, Any], author: object) -> bool:
    """Whether it answers somebody else; going on in one's own thread is none."""
    to = item.get("in_reply_to_user_id")
    return "replied_to" in kinds(item) if to is None else str(to) != str(author)


def check(answer: Answer) -> None:
    """Nobody there is a 200 with `errors` and no `data`; no money left is a 402."""
    if answer.status == 402:
        raise RateLimited(f"{answer.url} answered 402: no credits are left at X", answer.received_at + DAY)
    refusals.check(answer)
    body = answer.json()
    if isinstance(body, dict) and body.get("errors") and "data" not in body:
        raise AccountGone(f"{answer.url} answered: {trouble(body)}")


def listed(body: Any) -> Any:
    """A list where there is nothing to list (then there is no `data`), or one thing alone."""
    if not isinstance(body, dict):
        return body
    one, none = body.get("data"), "data" not in body and "result_count" in (body.get("meta") or {})
    return [one] if isinstance(one, dict) else [] if none else body


def most(a_day: int | None) -> int:
    """What one list of people may cost."""
    return (a_day or 0) // SHARE


def lists(post: Post, affordable: int) -> Iterator[tuple[str, str]]:
    """Kind and path of the lists of people that can be paid, of as many people as reacted."""
    for kind, path in LISTS.items():
        people = min(max(post.reactions[kind] or 0, 10), 100)
        if post.reactions[kind] and people * PRICES["people"] <= affordable:
            yield kind, f"{path}&max_results={people}"


def trouble(body: Mapping[str, Any]) -> str:
    """What X says that is missing, in its words: suspended, not found, not ours to see."""
    told = body.get("errors")
    errors = [error for error in told if isinstance(error, dict)] if isinstance(told, list) else []
    said = [plain(error.get("detail") or error.get("title") or error.get("message")) for error in errors]
    return "; ".join(filter(None, said[:3])).rstrip(".")[:160] or "an error without a word"


def tags(item: Mapping[str, Any]) -> tuple[str, ...]:
    """Its hashtags, and what X says that it is about."""
    marked = (item.get("entities") or {}).get("hashtags") or []
    about = [each.get("entity") or {} for each in item.get("context_annotations") or []]
    names = [*(each.get("tag") or each.get("text") for each in marked), *(each.get("name") for each in about)]
    return tuple(dict.fromkeys(filter(None, map(plain, names))))


def leads_to(user: Mapping[str, Any], place: str) -> list[str]:
    """Where the links of a field or of the text lead: what is shown is shortened."""
    links = ((user.get("entities") or {}).get(place) or {}).get("urls") or []
    return [plain(link.get("expanded_url")) for link in links if link.get("expanded_url")]


def person(item: Mapping[str, Any]) -> Person:
    """Somebody in a list of users, or who wrote a post; BadAnswer where nobody is named."""
    if "username" not in item and "screen_name" not in item:
        author = item.get("user") or {"id": item.get("author_id")}
        if author.get("id") is None:
            raise BadAnswer("the list names nobody")
        return Person(identity(author, "id"))
    told, picture = item.get("public_metrics") or item, plain(item.get("profile_image_url"))
    reach = count(told, "followers_count")
    shown = Shown(
        created_at=when(item.get("created_at")),
        picture=PLAIN_PICTURE not in picture if picture else None,
        posts=perhaps(told.get("tweet_count")),
        followers=reach,
        following=perhaps(told.get("following_count")),
        name=plain(item.get("username")).lower(),
    )
    return Person(identity(item, "id"), reach, shown)
