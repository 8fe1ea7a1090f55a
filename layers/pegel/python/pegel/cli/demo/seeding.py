"""The local stack filled with the demo world: members, proven accounts, scores with 90 days of history.

Everything is what the system itself would have written: the generated recordings are read by the networks'
own readers, measured and scored by the real model, and published by the real documents.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from pegel.answer import Fetch
from pegel.cli.demo import klout, past, world
from pegel.cli.demo.dice import Dice
from pegel.cli.demo.exchange import Exact
from pegel.cli.demo.life import Life
from pegel.cli.demo.people import MIRA, Person
from pegel.cli.demo.remembered import Remembered
from pegel.errors import CannotRun
from pegel.http.ids import to_base32
from pegel.networks import NETWORKS, reactors
from pegel.networks.network import Network
from pegel.scoring import features, ties
from pegel.scoring.features import Features
from pegel.scoring.look import Look
from pegel.scoring.model import load
from pegel.social import Access, Account, Member, Snapshot

if TYPE_CHECKING:
    from pegel.cli.demo.sign_in import SignIn
    from pegel.scoring.score import Score
    from pegel.scoring.topics.listed import Listed

Progress = Callable[[int, int], None]  # done, of how many
DAYS = 90
JOINED = 120  # days ago at least: everybody has 90 days of history, but for accounts linked later
WORDING = "2026-11"  # version of the consents' wording
LEADING = 0.4  # of everybody, who agreed to be named among a topic's leaders


@dataclass(frozen=True, slots=True)
class Lived:
    """One member as the tables keep them; `days` are the scores of 90 days, oldest first, `moved` what moved
    each but the first, `yesterday` what was measured of the accounts then, `topics` what they are heard on,
    `reactors` what each keyed hash did to the posts of an account.
    """

    member: Member
    accounts: Mapping[str, Account]
    reactors: Mapping[str, Mapping[str, float]]
    measures: Sequence[Features]
    days: Sequence[Score]
    moved: Sequence[Mapping[str, float]] = ()
    yesterday: Sequence[Features] = ()
    topics: Sequence[Listed] = ()


def seed(environment: Mapping[str, str], folder: Path, now: datetime, progress: Progress) -> SignIn:
    """Write the recordings to `folder` and fill the stack of `environment`; returns who can get in."""
    os.environ.update(environment)

    # They read the names of the tables when they are imported.
    from pegel.cli.demo import filling, reader, sign_in

    fetch = Exact(world.generate(folder, now))
    user = sign_in.create(environment)
    filling.fill(lived(fetch, now, user.member_id, filling.reactor_key(), progress), now)
    return replace(user, key=reader.key(now))


def lived(fetch: Fetch, now: datetime, mira: str, key: bytes, progress: Progress) -> list[Lived]:
    """Everybody, their accounts read from the recordings, scored for each of 90 days."""
    from pegel.scoring import change  # numpy: not for whoever only writes a world
    from pegel.scoring.score import score

    model = load()
    readers = {name: network(fetch, Access(), key) for name, network in NETWORKS.items()}
    people, kept, batch = list(world.people()), [], []
    days = pasts([lives for _, lives in people], now)
    for number, ((person, lives), before) in enumerate(zip(people, days, strict=True)):
        today = [reading(life, readers[life.network], now) for life in lives]
        measures = [features.read(snapshot, model) for snapshot in today]
        member = to_member(person, mira, now)
        accounts = [to_account(member, *one, now) for one in zip(lives, today, measures, strict=True)]
        reacted = {
            account.key: ties.reactors(snapshot, model)
            for account, snapshot in zip(accounts, today, strict=True)
        }
        accounts += klout.accounts(member, person, now)
        kept.append((member, {account.key: account for account in accounts}, reacted))
        batch += [*before, measures]
        progress(number + 1, len(people))
    looks = [Look(each, model) for each in batch]
    scores, moved = score(batch, model), change.causes(list(pairwise(looks)))
    ends = range(DAYS, len(batch) + 1, DAYS)
    return [
        Lived(*each, batch[end - 1], scores[end - DAYS : end], moved[end - DAYS : end - 1], batch[end - 2])
        for each, end in zip(kept, ends, strict=True)
    ]


def reading(life: Life, network: Network, now: datetime) -> Snapshot:
    """The last good reading: today's, or of the day since when its network does not answer."""
    if life.silent:
        return hashed(past.snapshot(life, now, life.silent), network)
    snapshot = network.snapshot(life.handle)
    if snapshot is None or snapshot.notes:
        raise CannotRun(
            f"the demo world is not whole: {life.handle} was read with {snapshot and snapshot.notes}"
        )
    return snapshot


def hashed(remembered: Snapshot, network: Network) -> Snapshot:
    """With people who reacted as a reading keeps them."""
    posts = (
        post
        if post.reactors is None
        else replace(
            post, reactors=tuple(replace(one, key=reactors.hashed(network, one.key)) for one in post.reactors)
        )
        for post in remembered.posts
    )
    return replace(remembered, posts=tuple(posts))


def pasts(everybody: Sequence[Sequence[Life]], now: datetime) -> Iterator[list[list[Features]]]:
    """Each one's days before today, in their order; computed by as many processes as there are cores."""
    pool = ProcessPoolExecutor()
    try:
        yield from pool.map(days_before, everybody, repeat(now), chunksize=4)
    finally:
        pool.shutdown(cancel_futures=True)


def days_before(lives: Sequence[Life], now: datetime) -> list[list[Features]]:
    """What the accounts linked by then were like on each day before today, oldest first."""
    memories = [Remembered(life, now, load()) for life in lives]
    return [
        [
            memory.then(max(ago, memory.life.silent))
            for memory in memories
            if ago <= memory.life.person.joined.get(memory.life.network, DAYS)
        ]
        for ago in range(DAYS - 1, 0, -1)
    ]


def to_member(person: Person, mira: str, now: datetime) -> Member:
    """The person as a member; Mira is the one who can sign in."""
    dice = Dice("member", person.name)
    joined_at = now - timedelta(days=JOINED + dice.between(0, 60))
    leads = person is MIRA or Dice("leaders", person.name).share() < LEADING
    agreed = ("score", "leaders") if leads else ("score",)
    return Member(
        mira if person is MIRA else f"mem_{to_base32(dice.octets(16))}",
        name=person.name,
        display_name=person.display_name,
        language=person.languages[0],
        region=person.region,
        consents=dict.fromkeys(agreed, f"{WORDING} {joined_at:%Y-%m-%dT%H:%M:%SZ}"),
        joined_at=joined_at,
        klout_id=klout.id_of(person),
        version=1,
    )


def to_account(member: Member, life: Life, snapshot: Snapshot, measured: Features, now: datetime) -> Account:
    """The account, proven by the link in its profile, with its last good reading as `collect` keeps it."""
    proven_at = now - timedelta(days=life.person.joined.get(life.network, JOINED - 1))
    return Account(
        member.id,
        life.network,
        life.handle,
        life.known_as,
        state="proven",
        proof="rel-me",
        proven_at=proven_at,
        read_at=snapshot.read_at,
        stale_since=snapshot.read_at + timedelta(days=1) if life.silent else None,
        trouble="Unreachable: the server answered 503" if life.silent else "",
        reading={"features": measured.to_json(), "etags": dict(snapshot.etags)},
        version=2,
    )
