"""Who reacted to an account's strongest posts: keyed hashes, never names (networks.md §3, rules 5 and 6)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from pegel.errors import NetworkError, NotRecorded, RateLimited, Unreachable
from pegel.networks.values import shaped
from pegel.scoring import authenticity
from pegel.social import Post, Reactor

if TYPE_CHECKING:
    from pegel.networks.network import Network, Person, Profile

POSTS = 10  # whose reactors are asked for
LISTS = 30  # calls for all of them: three lists a post on Bluesky, two on Mastodon


@dataclass(frozen=True, slots=True)
class Reactions:
    """The posts, the strongest with who reacted to them; of how many the network refused to tell, and why."""

    posts: tuple[Post, ...]
    untold: int
    notes: tuple[str, ...]


def react(network: Network, profile: Profile, posts: Sequence[Post]) -> Reactions:
    """Ask who reacted to the strongest posts. A host that wants a pause gets it: no reading (RateLimited)."""
    if asked := network.asks_together(top(posts), profile.handle):
        return together(network, profile, posts, *asked)
    wanted = [(post, lists) for post, lists in strongest(network, profile, posts) if lists]
    known: dict[str, tuple[Reactor, ...]] = {}
    counts: dict[str, dict[str, int]] = {}
    unrecorded, why = 0, ""
    for post, lists in wanted:
        try:
            known[post.id], counts[post.id] = people(network, profile, lists)
        except RateLimited:
            raise
        except NotRecorded as missing:
            unrecorded, why = unrecorded + 1, why or str(missing)
        except NetworkError as failure:
            why = why or str(failure)
            if isinstance(failure, Unreachable):
                break  # the next list would take ten seconds more
    missing_lists = len(wanted) - len(known)
    said = f"Who reacted to {missing_lists} of the strongest posts is not known: {why}."
    return Reactions(
        tuple(
            replace(post, reactors=known[post.id], reactions={**post.reactions, **counts[post.id]})
            if post.id in known
            else post
            for post in posts
        ),
        missing_lists - unrecorded,
        (said,) if missing_lists else (),
    )


def together(network: Network, profile: Profile, posts: Sequence[Post], kind: str, url: str) -> Reactions:
    """Ask once who reacted to all of the strongest posts; `Person.post` says to which."""
    try:
        answer = network.must_ask(url, "people")
        with shaped(url):
            named = network.to_people(network.body(answer), url)
            network.received("people", len(named))
    except RateLimited:
        raise
    except (NotRecorded, NetworkError) as failure:
        said = f"Who reacted to {len(top(posts))} of the strongest posts is not known: {failure}."
        refused = 0 if isinstance(failure, NotRecorded) else len(top(posts))
        return Reactions(tuple(posts), refused, (said,))
    known: dict[str, dict[str, Reactor]] = {post.id: {} for post in top(posts)}
    for one in named:
        if one.post in known and one.id not in (profile.account_id, profile.handle):
            meet(network, known[one.post], one, kind, answer.received_at)
    return Reactions(
        tuple(replace(p, reactors=in_order(known[p.id])) if p.id in known else p for p in posts), 0, ()
    )


def strongest(
    network: Network, profile: Profile, posts: Iterable[Post]
) -> Iterator[tuple[Post, tuple[tuple[str, str], ...]]]:
    """The posts whose reactors are asked for, each with its lists, as far as the calls go."""
    left = LISTS
    for post in top(posts):
        lists = tuple(network.asks_who(post, profile.handle))
        left -= len(lists)
        if left >= 0:
            yield post, lists


def people(
    network: Network, profile: Profile, lists: Iterable[tuple[str, str]]
) -> tuple[tuple[Reactor, ...], dict[str, int]]:
    """Everybody on these lists once, but for the account itself, with what they did; and what lists count."""
    found: dict[str, Reactor] = {}
    counts: dict[str, int] = {}
    for kind, url in lists:
        answer = network.must_ask(url, "people")
        with shaped(url):
            body = network.body(answer)
            if (told := network.to_count(kind, body)) is not None:
                counts[kind] = told
            named = network.to_people(body, url)
            network.received("people", len(named))
            for one in named:
                meet(network, found, one, kind, answer.received_at)
    for own in (profile.account_id, profile.handle):
        found.pop(own, None)
    return in_order(found), counts


def meet(network: Network, found: dict[str, Reactor], one: Person, kind: str, at: datetime) -> None:
    """Somebody once more on a list."""
    before = found.get(one.id, Reactor("", kinds=()))
    found[one.id] = Reactor(
        hashed(network, one.id),
        one.reach if one.reach is not None else before.reach,
        authenticity.genuine(one.shown, at),
        tuple(dict.fromkeys([*before.kinds, kind])),
    )


def in_order(found: Mapping[str, Reactor]) -> tuple[Reactor, ...]:
    """By key, which says nothing of anybody."""
    return tuple(sorted(found.values(), key=lambda reactor: reactor.key))


def hashed(network: Network, who: str) -> str:
    """A person under this installation's key."""
    return hmac.new(network.key, f"{network.name}#{who}".encode(), hashlib.sha256).hexdigest()


def top(posts: Iterable[Post]) -> list[Post]:
    """The strongest posts."""
    return sorted(posts, key=lambda p: (-total(p), p.id))[:POSTS]


def total(post: Post) -> int:
    """All reactions that were told."""
    return sum(max(number or 0, 0) for number in post.reactions.values())
