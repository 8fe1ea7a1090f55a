"""An account as a reading on any past day would have found it: the history of the demo world is no drawing.

The real features are computed of these snapshots. Posts have the reactions they had by then, lists of
reactors are as long as they were, followers fewer, stars too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from pegel.cli.demo import bluesky, mastodon
from pegel.cli.demo.crowd import Face, followers, reactors
from pegel.cli.demo.life import Life, Said
from pegel.social import WINDOW, Post, Reactor, Sample, Snapshot

KINDS = {"mastodon": tuple(mastodon.KINDS), "bluesky": tuple(bluesky.KINDS)}
WHO = {"mastodon": mastodon.who, "bluesky": bluesky.who}


def snapshot(life: Life, now: datetime, ago: float) -> Snapshot:
    """The reading of `ago` days before `now`."""
    read_at = now - timedelta(days=ago)
    posts = tuple(_works(life, now, ago)) if life.network == "github" else tuple(_posts(life, now, ago))
    part = life.part_then(ago)
    own = [work for work in life.works if not work.forked and work.created > ago]
    return Snapshot(
        life.network,
        life.handle,
        life.known_as,
        read_at,
        reach=life.followers_then(ago),
        posts=posts,
        curation=sum(int(work.stars * part) for work in own) if life.network == "github" else None,
        name=life.person.display_name,
        followers=sample(life, ago),
    )


def sample(life: Life, ago: float = 0.0) -> Sample | None:
    """The page of followers that a reading got."""
    if life.network not in KINDS:
        return None
    person = life.person
    page = followers(life.handle, life.followers_then(ago), person.named, person.bought)
    return Sample(len(page), float(sum(map(genuine, page))))


def genuine(face: Face) -> float:
    """What the reader makes of a profile: bought ones are clear cases here, the others none."""
    return 0.0 if face.bought else 1.0


def _posts(life: Life, now: datetime, ago: float) -> Iterator[Post]:
    asked = life.asked(KINDS[life.network], ago)
    for said in life.said:
        if ago < said.age < ago + WINDOW:
            yield to_post(life, said, now, said.counts(ago), asked.get(said.age))


def to_post(
    life: Life, said: Said, now: datetime, counts: Mapping[str, int], kinds: Iterable[str] | None
) -> Post:
    """A post with these counts; the lists of who reacted were asked for these kinds, None: not at all."""
    at = now - timedelta(days=said.age)
    reactors = None
    if kinds is not None:
        by: dict[str, Reactor] = {}
        for one in (one for kind in kinds for one in named(life, said, kind)[: counts[kind]]):
            known = by.get(one.key)
            by[one.key] = replace(one, kinds=known.kinds + one.kinds) if known else one
        reactors = tuple(by.values())
    return Post(f"{said.age}", at, counts, excerpt=said.text, url=home(life), reactors=reactors)


def home(life: Life) -> str:
    """Where people look at the account."""
    if life.network == "mastodon":
        user, server = life.handle[1:].split("@")
        return f"https://{server}/@{user}"
    return f"https://bsky.app/profile/{life.account_id}"


def named(life: Life, said: Said, kind: str) -> tuple[Reactor, ...]:
    """The list as it ends; a shorter one is its beginning."""
    count = min(round(said.totals[kind]) + 1, life.person.named)
    return _drawn(life.network, life.handle, f"{said.age}", kind, count, life.person.bought)


@cache
def _drawn(  # noqa: PLR0913, PLR0917 - what a list hangs on
    network: str, handle: str, post: str, kind: str, count: int, bought: float
) -> tuple[Reactor, ...]:
    reach = network == "mastodon"  # whose lists are of whole accounts
    return tuple(
        Reactor(WHO[network](one), one.followers if reach else None, genuine(one), (kind,))
        for one in reactors(handle, post, kind, count, count, bought)
    )


def _works(life: Life, now: datetime, ago: float) -> Iterator[Post]:
    part = life.part_then(ago)
    for work in life.works:
        if not work.forked and work.created > ago:
            reactions = {"star": int(work.stars * part), "repost": int(work.forks * part)}
            yield Post(work.name, now - timedelta(days=work.created), reactions, url=work.name)
