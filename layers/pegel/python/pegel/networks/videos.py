"""Channels, videos and comments as YouTube writes them. https://developers.google.com/youtube/v3/docs"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from pegel.networks.profile import Profile, linked
from pegel.networks.values import Page, count, excerpt, identity, moment, plain, urls
from pegel.social import Post

VIDEO = re.compile(r"[\w-]{11}", re.ASCII)
CHANNEL, HANDLE = re.compile(r"UC[\w-]{22}", re.ASCII), re.compile(r"@[\w.·-]{1,30}")
ADDRESS = re.compile(
    r"(?:https?://)?(?:(?:www|m)\.)?youtube\.com/(?:channel/)?(@[^/?#]+|UC[\w-]{22})(?:[/?#].*)?"
)
CATEGORIES = {  # those that a video may have: https://developers.google.com/youtube/v3/docs/videoCategories
    "1": "Film & Animation",
    "2": "Autos & Vehicles",
    "10": "Music",
    "15": "Pets & Animals",
    "17": "Sports",
    "19": "Travel & Events",
    "20": "Gaming",
    "22": "People & Blogs",
    "23": "Comedy",
    "24": "Entertainment",
    "25": "News & Politics",
    "26": "Howto & Style",
    "27": "Education",
    "28": "Science & Technology",
    "29": "Nonprofits & Activism",
}


def spelled(handle: str) -> str:
    """The one spelling of an @handle or of a channel's id, given so or by address; "" for anything else."""
    named = ADDRESS.sub(r"\1", unquote(handle.strip()))
    if CHANNEL.fullmatch(named):
        return named
    named = f"@{named.removeprefix('@').lower()}"
    return named if HANDLE.fullmatch(named) else ""


def profile(channel: Mapping[str, Any], url: str) -> Profile:
    """A channel. One without an @handle is called by its id; a former handle may still lead to it."""
    snippet, counts = channel.get("snippet") or {}, channel.get("statistics") or {}
    account_id, named = identity(channel, "id"), plain(snippet.get("customUrl")).lower()
    topics = (channel.get("topicDetails") or {}).get("topicCategories") or []  # addresses of Wikipedia
    return Profile(
        account_id=account_id,
        handle=named if HANDLE.fullmatch(named) else account_id,
        name=plain(snippet.get("title")) or named or account_id,
        text=plain(snippet.get("description")),
        links=linked([], urls(snippet.get("description"))),
        reach=None if counts.get("hiddenSubscriberCount") is True else count(counts, "subscriberCount"),
        aliases=tuple(parse_qs(urlsplit(url).query).get("forHandle", ())),
        tags=tuple(unquote(plain(url)).rpartition("/")[2].replace("_", " ") for url in topics),
    )


def video(item: Mapping[str, Any]) -> str:
    """The id of the video that an entry is or names; "" where it is about something else."""
    named, kind = item.get("id"), item.get("kind", "youtube#video")
    if kind == "youtube#video":
        return identity(item, "id")
    if kind == "youtube#activity" and item["snippet"].get("type") == "upload":
        upload = (item.get("contentDetails") or {}).get("upload") or {}
        return plain(upload.get("videoId")) or identity(item, "id")  # that part was not asked for
    about = named if isinstance(named, dict) else (item.get("snippet") or {}).get("resourceId") or {}
    return plain(about.get("videoId"))


def shown_at(item: Mapping[str, Any]) -> datetime:
    """When it was published; in a list of uploads, when it was added to it."""
    return moment(item["snippet"].get("publishedAt"), "publishedAt")


def post(item: Mapping[str, Any], owner: Profile | None) -> Post | None:
    """A public video; what a list leaves out of it is unknown."""
    snippet, counts, id_ = item.get("snippet") or {}, item.get("statistics") or {}, video(item)
    if owner is None and "comment" in plain(item.get("kind")):
        return comment(item)
    if not id_ or (owner and snippet.get("channelId") != owner.account_id):
        return None
    if (item.get("status") or {}).get("privacyStatus", "public") != "public":
        return None  # their own token tells them also what is private, or only for who has the link
    about = [*map(plain, snippet.get("tags") or []), CATEGORIES.get(plain(snippet.get("categoryId")), "")]
    language = plain(snippet.get("defaultAudioLanguage") or snippet.get("defaultLanguage"))
    return Post(
        id=id_,
        posted_at=shown_at(item),
        reactions={"like": count(counts, "likeCount"), "reply": count(counts, "commentCount")},
        tags=tuple(filter(None, about)),
        excerpt=excerpt(unescape(plain(snippet.get("title")))),  # a search escapes it
        url=f"https://www.youtube.com/watch?v={id_}" if VIDEO.fullmatch(id_) else "",
        language=language.partition("-")[0] or None,
        views=count(counts, "viewCount"),
    )


def comment(item: Mapping[str, Any]) -> Post:
    """A comment, with how many answered where it begins a thread."""
    written = item["snippet"].get("topLevelComment") or item
    told = written["snippet"]
    return Post(
        id=identity(written, "id"),
        posted_at=moment(told.get("publishedAt"), "publishedAt"),
        reactions={"like": count(told, "likeCount"), "reply": count(item["snippet"], "totalReplyCount")},
        excerpt=excerpt(Page(told.get("textDisplay")).text),
    )


def people(item: Mapping[str, Any]) -> Iterator[str]:
    """Channels that an entry names: who commented and who answered there, who is subscribed to, itself."""
    snippet, named = item.get("snippet") or {}, item.get("id")
    answers = (item.get("replies") or {}).get("comments") or []
    for comment in (item, snippet.get("topLevelComment") or {}, *answers):
        author = (comment.get("snippet") or {}).get("authorChannelId") or {}
        yield plain(author.get("value"))  # nobody: the channel is gone
    about = named if isinstance(named, dict) else snippet.get("resourceId") or {}
    yield plain(about.get("channelId"))
    if item.get("kind") == "youtube#channel":
        yield identity(item, "id")
