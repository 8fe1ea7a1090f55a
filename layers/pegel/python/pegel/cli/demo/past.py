"""An account as a reading on any past day would have found it: the history of the demo world is no drawing.

The real features are computed of these snapshots. Posts have the reactions they had by then, lists of
reactors are as long as they were, followers fewer, stars too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache

from pegel.cli.demo import bluesky, mastodon
from pegel.cli.demo.crowd import reactors
from pegel.cli.demo.life import Life, Said
from pegel.social import WINDOW, Post, Reactor, Snapshot

LISTS = {  # network -> the reactions whose authors it names, and how many on a page
    "mastodon": (("like", "repost"), mastodon.PAGE),
    "bluesky": (("like", "repost", "quote"), bluesky.LIST),
}
ASKED = 10  # posts whose reactors are asked for, networks.md §3


def snapshot(life: Life, now: datetime, ago: float) -> Snapshot:
    """The reading of `ago` days before `now`."""
    read_at = now - timedelta(days=ago)
    posts = tuple(_works(life, now, ago)) if life.network == "github" else tuple(_posts(life, now, ago))
    part = life.part_then(ago)
    own = [work for work in life.works if not work.forked and work.created > ago]
    return Snapshot(
        life.network,
        life.handle,
        life.account_id,
        read_at,
        reach=life.followers_then(ago),
        posts=posts,
        curation=sum(int(work.stars * part) for work in own) if life.network == "github" else None,
        name=life.person.display_name,
    )


def _posts(life: Life, now: datetime, ago: float) -> Iterator[Post]:
    kinds, page = LISTS[life.network]
    there = [said for said in life.said if ago < said.age < ago + WINDOW]
    counts = {said.age: said.counts(ago) for said in there}
    asked = sorted(there, key=lambda said: -sum(counts[said.age].values()))[:ASKED]
    ages = {said.age for said in asked}
    for said in there:
        told = counts[said.age]
        by = _reactors(life, said, told, kinds, page) if said.age in ages else None
        shown = {**told, "quote": None} if mastodon.is_old(life.handle) else told
        yield Post(f"{said.age}", now - timedelta(days=said.age), shown, reactors=by, language=said.language)


def _reactors(
    life: Life, said: Said, counts: dict[str, int], kinds: tuple[str, ...], page: int
) -> tuple[Reactor, ...]:
    """One Reactor for each reaction that is named, as the network's lists have them."""
    return tuple(
        reactor
        for kind in kinds
        for reactor in _list(life.handle, said.age, kind, round(said.totals[kind]) + 1, page)[: counts[kind]]
    )


@cache
def _list(handle: str, age: float, kind: str, count: int, page: int) -> tuple[Reactor, ...]:
    """The list as it ends; a shorter one is its beginning."""
    faces = reactors(handle, f"{age}", kind, count, page)
    return tuple(Reactor(str(one.number), one.followers if page == mastodon.PAGE else None) for one in faces)


def _works(life: Life, now: datetime, ago: float) -> Iterator[Post]:
    part = life.part_then(ago)
    for work in life.works:
        if not work.forked and work.created > ago:
            reactions: dict[str, int | None] = {"repost": int(work.forks * part)}
            yield Post(work.name, now - timedelta(days=work.created), reactions, url=work.name)
