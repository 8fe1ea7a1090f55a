"""The local stack filled with the demo world: members, proven accounts, scores with 90 days of history.

Everything is what the system itself would have written: the generated recordings are read by the networks'
own readers, measured and scored by the real model, and published by the real documents.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from pegel.cli.demo import past, world
from pegel.cli.demo.dice import Dice
from pegel.cli.demo.life import Life
from pegel.cli.demo.people import MIRA, Person
from pegel.cli.demo.sign_in import SignIn
from pegel.fetch import Replay
from pegel.http.ids import to_base32
from pegel.networks import NETWORKS
from pegel.scoring import features
from pegel.scoring.features import Features
from pegel.scoring.model import Model, load
from pegel.social import Account, Member, Snapshot

if TYPE_CHECKING:
    from pegel.scoring.score import Score

Progress = Callable[[int, int], None]  # done, of how many
DAYS = 90
JOINED = 120  # days ago, unless an account says otherwise
CONSENT = "2026-11"  # version of the wording agreed to


@dataclass(frozen=True, slots=True)
class Filled:
    """One member as the tables keep them: scores by day, oldest first, each of the accounts linked by then."""

    member: Member
    accounts: Mapping[str, Account]
    measures: Sequence[Features]
    days: Sequence[Score]


def seed(environment: Mapping[str, str], folder: Path, now: datetime, progress: Progress) -> SignIn:
    """Write the world's recordings to `folder` and fill the stack of `environment`; returns who can sign in."""
    os.environ.update(environment)
    from pegel.cli.demo import filling, sign_in  # they read the names of the tables when they are imported

    world.generate(folder, now)
    user = sign_in.create(environment)
    filled = lived(folder, now, user.member_id, filling.reactor_key(), progress)
    filling.fill(filled, now)
    return user


def lived(folder: Path, now: datetime, mira: str, key: bytes, progress: Progress) -> list[Filled]:
    """Everybody with accounts read from the recordings, and scored for each of 90 days."""
    from pegel.scoring.score import score  # numpy: not for whoever only writes a world

    model, replay = load(), Replay(folder)
    readers = {name: network(replay, {}, key) for name, network in NETWORKS.items()}
    people = list(world.people())
    kept, batch = [], []
    for number, (person, lives) in enumerate(people):
        member = to_member(person, mira, now)
        found = [(life, readers[life.network].snapshot(life.handle)) for life in lives]
        accounts = [to_account(member, life, snapshot, model, now) for life, snapshot in found if snapshot]
        kept.append((member, {account.key: account for account in accounts}))
        batch += [
            list(day) for day in days(lives, [snapshot for _, snapshot in found if snapshot], now, model)
        ]
        progress(number + 1, len(people))
    scores = score(batch, model)
    return [
        Filled(member, accounts, batch[end - 1], scores[end - DAYS : end])
        for (member, accounts), end in zip(kept, range(DAYS, len(batch) + 1, DAYS), strict=True)
    ]


def days(
    lives: Sequence[Life], today: Sequence[Snapshot], now: datetime, model: Model
) -> Iterator[Iterator[Features]]:
    """Features of the accounts linked by then, for each day; today's are those of the recordings."""
    for ago in range(DAYS - 1, 0, -1):
        yield (
            features.read(past.snapshot(life, now, ago), model)
            for life in lives
            if ago <= life.person.joined.get(life.network, DAYS) and not is_stale(life.person, ago)
        )
    yield (features.read(snapshot, model) for snapshot in today)


def to_member(person: Person, mira: str, now: datetime) -> Member:
    """The person as a member; Mira is the one who can sign in."""
    dice = Dice("member", person.name)
    joined_at = now - timedelta(days=max(person.joined.values(), default=JOINED) + dice.between(1, 40))
    return Member(
        mira if person is MIRA else f"mem_{to_base32(dice.octets(16))}",
        name=person.name,
        display_name=person.display_name,
        language=person.languages[-1],
        region=person.region,
        consents={"score": f"{CONSENT} {joined_at:%Y-%m-%dT%H:%M:%SZ}"},
        joined_at=joined_at,
        version=1,
    )
