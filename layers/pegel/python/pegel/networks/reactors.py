"""Who reacted to an account's strongest posts: keyed hashes, never names (networks.md §3, rules 5 and 6)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pegel.errors import NetworkError, NotRecorded, RateLimited, Unreachable
from pegel.networks.values import shaped
from pegel.social import Post, Reactor

if TYPE_CHECKING:
    from pegel.networks.network import Network, Profile

POSTS = 10  # whose reactors are asked for
LISTS = 30  # calls for all of them: three lists a post on Bluesky, two on Mastodon


def react(network: Network, profile: Profile, posts: Sequence[Post]) -> tuple[tuple[Post, ...], list[str]]:
    """The posts, the strongest with who reacted to them, and a sentence on lists that could not be had."""
    known: dict[str, tuple[Reactor, ...]] = {}
    missing: list[str] = []
    why, left = "", LISTS
    for post in sorted(posts, key=lambda p: (-total(p), p.id))[:POSTS]:
        lists = tuple(network.asks_who(post, profile.handle)) if total(post) else ()
        left -= len(lists)
        if not lists or left < 0:
            continue
        try:
            known[post.id] = people(network, profile, lists)
        except (NetworkError, NotRecorded) as failure:
            missing.append(post.id)
            why = why or str(failure)
            if isinstance(failure, RateLimited | Unreachable):
                break  # the next list would be refused as well, or take ten seconds more
    said = f"Who reacted to {len(missing)} of the strongest posts is not known: {why}."
    return tuple(replace(post, reactors=known[post.id]) if post.id in known else post for post in posts), [
        said
    ] if missing else []


def people(network: Network, profile: Profile, lists: Iterable[str]) -> tuple[Reactor, ...]:
    """Everybody on these lists once, but for the account itself."""
    found: dict[str, int | None] = {}
    for url in lists:
        body = network.must_ask(url).json()
        with shaped(url):
            for who, reach in network.to_people(body, url):
                found[who] = reach if reach is not None else found.get(who)
    for own in (profile.account_id, profile.handle):
        found.pop(own, None)
    return tuple(sorted((hashed(network, who, reach) for who, reach in found.items()), key=lambda r: r.key))


def hashed(network: Network, who: str, reach: int | None) -> Reactor:
    """A reactor under this installation's key."""
    return Reactor(hmac.new(network.key, f"{network.name}#{who}".encode(), hashlib.sha256).hexdigest(), reach)


def total(post: Post) -> int:
    """All reactions that were told."""
    return sum(number or 0 for number in post.reactions.values())
