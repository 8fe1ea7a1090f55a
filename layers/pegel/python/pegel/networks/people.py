"""Somebody in a list of people, as Mastodon and Bluesky tell them: no more is looked at than `Shown` holds.

https://docs.joinmastodon.org/entities/Account/ · https://docs.bsky.app/docs/api/app-bsky-graph-get-followers
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pegel.networks.profile import Person
from pegel.networks.values import MOST, count, identity, plain
from pegel.scoring.authenticity import Shown
from pegel.times import when

MISSING = "/missing.png"  # what a Mastodon server shows of who has no picture


def on_mastodon(account: Mapping[str, Any], server: str) -> Person:
    """By handle, which is the same on every server; a local one is written without its server."""
    who, avatar = "@" + identity(account, "acct").lower(), plain(account.get("avatar"))
    reach = count(account, "followers_count")
    shown = Shown(
        created_at=when(account.get("created_at")),
        picture=not avatar.endswith(MISSING) if avatar else None,
        posts=perhaps(account.get("statuses_count")),
        followers=reach,
        following=perhaps(account.get("following_count")),
        name=who[1:].partition("@")[0],
        bot=account.get("bot") is True,
    )
    return Person(who if "@" in who[1:] else f"{who}@{server}", reach, shown)


def on_bluesky(actor: Mapping[str, Any]) -> Person:
    """By DID. Lists leave the counts out, and the picture where there is none."""
    handle, reach = plain(actor.get("handle")).lower(), count(actor, "followersCount")
    shown = Shown(
        created_at=when(actor.get("createdAt")),
        picture="avatar" in actor,
        posts=perhaps(actor.get("postsCount")),
        followers=reach,
        following=perhaps(actor.get("followsCount")),
        name=handle.partition(".")[0],
    )
    return Person(identity(actor, "did"), reach, shown)


def perhaps(value: object) -> int | None:
    """A count, or None for what is none: nobody's odd profile spoils a list."""
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST
    return value if fits else None  # type: ignore[return-value]
