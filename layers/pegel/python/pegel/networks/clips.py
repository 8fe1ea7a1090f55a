"""Channels, videos and clips as Twitch writes them. https://dev.twitch.tv/docs/api/reference/#get-clips"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pegel.networks.profile import Link, Profile
from pegel.networks.values import count, excerpt, identity, moment, plain, urls
from pegel.social import Post, Reactor


def profile(told: Mapping[str, Any]) -> Profile:
    """An account, as user or as channel. Its view_count is 0 always: nobody fills it any more."""
    channel = "broadcaster_" if "broadcaster_id" in told else ""
    login = identity(told, f"{channel}login").lower()
    return Profile(
        account_id=identity(told, f"{channel}id"),
        handle=login,
        name=plain(told.get("broadcaster_name") or told.get("display_name")) or login,
        text=plain(told.get("description")),
        links=tuple(map(Link, urls(told.get("description")))),
        tags=tags(told),
    )


def tags(told: Mapping[str, Any]) -> tuple[str, ...]:
    """What a channel streams, and how it labels itself."""
    return tuple(filter(None, map(plain, [told.get("game_name"), *(told.get("tags") or [])])))


def video(item: Mapping[str, Any], owner: Profile | None) -> Post | None:
    """A broadcast on record: nobody reacts to it but by clips, which a reading counts one by one."""
    if item.get("viewable", "public") != "public" or (owner and item.get("user_id") != owner.account_id):
        return None
    return Post(
        id=identity(item, "id"),
        posted_at=moment(item.get("created_at"), "created_at"),
        reactions={"repost": 0 if owner else None},
        excerpt=excerpt(item.get("title")),
        url=plain(item.get("url")),
        language=plain(item.get("language")) or None,
        views=count(item, "view_count"),
    )


def clip(item: Mapping[str, Any], owner: Profile | None, maker: str) -> Post | None:
    """A clip of the owner's broadcast that somebody else made: neither its title nor its maker is kept."""
    creator, broadcaster = plain(item["creator_id"]), identity(item, "broadcaster_id")
    if creator == broadcaster or (owner and broadcaster != owner.account_id):
        return None
    return Post(
        id=identity(item, "id"),
        posted_at=moment(item.get("created_at"), "created_at"),
        reactions={"repost": 1},
        url=plain(item.get("url")),
        language=plain(item.get("language")) or None,
        reactors=(Reactor(maker, kinds=("repost",)),) if creator else None,
        views=count(item, "view_count"),
    )


def somebody(item: Mapping[str, Any], url: str) -> str:
    """Who an entry names: who made a clip, who streams, who follows or is followed; "" for a game."""
    if "display_name" in item:
        return identity(item, "id")
    either = "from_id" if "to_id=" in url else "to_id"
    names = ("creator_id", either, "user_id", "broadcaster_id")
    return next((plain(item[name]) for name in names if item.get(name)), "")
