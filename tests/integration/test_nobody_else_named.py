"""Of people who did not join nothing is kept on networks either that answer to keys, or name who wrote.

X's reposters, Flickr's favouriters, Twitch's clip makers, who comments on YouTube, Stack Exchange, Hacker
News and Reddit: marked in all that tells of them (named.py), then looked for everywhere.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from aside import Aside, opened
from integration.marked import MARK
from integration.named import OWNERS, Named
from integration.test_nobody_else import Kept, readable

from pegel.networks import NETWORKS
from pegel.social import Access, Account, Member, Snapshot

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

MEMBER = f"mem_{'2' * 26}"
RICH = Access(client_id="ours", client_secret="s", key="k", token="t", agreed="2026-11-25 Ada", a_day=10**9)


@dataclass
class Round:
    """What one reading of every network left."""

    kept: Kept
    ways: dict[str, Named]
    read: dict[str, Snapshot]


@pytest.fixture(scope="module")
def aside(stack: Stack) -> Iterator[Aside]:
    with opened(stack, f"named{secrets.token_hex(3)}") as made:
        yield made


@pytest.fixture(scope="module")
def done(aside: Aside) -> Round:
    """A member who proved an account on each of them was read and scored."""
    aside.module("pegel.store.members").save(Member(MEMBER, name="mira", joined_at=datetime.now(UTC)), 0)
    kept, ways = Kept(aside), {name: Named(owner) for name, owner in OWNERS.items()}
    for name, way in ways.items():
        read(aside, name, way)
    kept.pass_on(aside.score_queue, "score")
    objects = [key for key in kept.look() if "/" in key and not key.startswith(("http", "people/"))]
    found = [snapshot for key in objects for snapshot in kept.opened(key)]
    return Round(kept, ways, {snapshot.network: snapshot for snapshot in found})


def read(aside: Aside, name: str, way: Named) -> None:
    """What `collect` does, with what an operator would have entered."""
    accounts, batch = aside.module("pegel.store.accounts"), aside.module("pegel.store.batch")
    reading, keeping = aside.module("reading"), aside.module("keeping")
    key = aside.module("pegel.store.keys").reactor_key()
    access = RICH if "key" in NETWORKS[name].terms.needs else replace(RICH, key="")  # asked for without one
    network, now = NETWORKS[name](way, access, key), datetime.now(UTC)
    own = network.profile(way.owner.handle)
    account = Account(MEMBER, name, own.handle, own.account_id)
    proven, _ = accounts.prove(accounts.link(account), "code", now)
    results = reading.read(reading.Admission(network, now), [proven], 60.0)
    keeping.keep(batch.Batch(name, ((MEMBER, proven.key),)), network, results, now)


@pytest.mark.parametrize("network", OWNERS)
def test_each_named_people_who_were_met_as_hashes(done: Round, network: str) -> None:
    assert done.ways[network].marks >= 2, "its answers name them"
    snapshot = done.read[network]
    assert {one.key for post in snapshot.posts for one in post.reactors or ()}, "and they were read"
    assert not any("MISSING" in note for note in snapshot.notes)


def test_nothing_of_them_is_anywhere(aside: Aside, done: Round) -> None:
    scored = aside.module("pegel.store.scores").batch_of([MEMBER])[MEMBER]
    readings = aside.module("pegel.store.accounts").of(MEMBER)
    assert len(readings) == len(OWNERS) and all(one.reading for one in readings)
    done.kept.seen["opened"] = readable(
        [scored.document, scored.history, *(dict(r.reading) for r in readings)]
    )
    assert done.kept.marked() == []


def test_one_of_their_names_in_a_reading_is_found(aside: Aside, done: Round) -> None:
    seen, items = dict(done.kept.seen), aside.module("pegel.store.account_items")
    items.AccountItem(MEMBER, "x#1", handle=f"{MARK}robin").save()
    done.kept.look()
    items.AccountItem(MEMBER, "x#1").delete()
    found, done.kept.seen = done.kept.marked(), seen
    assert found == ["ACCOUNTS_TABLE"]
