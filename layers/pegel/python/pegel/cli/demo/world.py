"""The demo world as recordings: what the networks would answer about its people."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from pegel.cli.demo import atproto, bluesky, github, mastodon
from pegel.cli.demo.exchange import Exchange, written
from pegel.cli.demo.life import Life, lives
from pegel.cli.demo.people import MEMBERS, PRINCIPALS, SEED, Person, cast

PUBLIC_URL = "https://pegel.example"  # where the demo members' pages are: their profiles link to it
TELLS = {"mastodon": mastodon.exchanges, "bluesky": bluesky.exchanges, "github": github.exchanges}
TESTED_AT = datetime(2026, 11, 22, 6, tzinfo=UTC)  # the moment of tests/data/world


def people(members: int = MEMBERS, seed: int = SEED) -> Iterator[tuple[Person, tuple[Life, ...]]]:
    """Everybody with their accounts."""
    return ((person, lives(person, seed)) for person in cast(members, seed))


def answers(life: Life, now: datetime) -> Iterator[tuple[str, Exchange]]:
    """Name and content of everything its network answers about an account."""
    yield from TELLS[life.network](life, now, f"{PUBLIC_URL}/@{life.person.name}")
    if life.network == "bluesky":
        yield from atproto.proofs(life, now)


def out_of_order(answer: Exchange) -> Exchange:
    """The same question to a host that is ill."""
    headers = {"date": answer["headers"]["date"], "content-type": "text/html"}
    return {**answer, "status": 503, "headers": headers, "body": "<h1>503 Service Unavailable</h1>"}


def nobody(now: datetime) -> Iterator[tuple[str, Exchange]]:
    """Network and answer about an account that does not exist: `nobody` on each of them."""
    for told in (mastodon, bluesky, github):
        yield told.__name__.rpartition(".")[2], told.missing(now)


def servers(everybody: Iterable[tuple[Person, tuple[Life, ...]]], now: datetime) -> dict[str, Exchange]:
    """By name, what Mastodon servers of these people say of themselves."""
    theirs = (life.handle for _, accounts in everybody for life in accounts if life.network == "mastodon")
    names = sorted({handle.rpartition("@")[2] for handle in theirs})
    return {name: one for server in names for name, one in mastodon.server(server, now)}


def generate(folder: Path, now: datetime, members: int = MEMBERS, seed: int = SEED) -> dict[str, Exchange]:
    """Write the world as of `now`, one file of exchanges for each account; returns them by address."""
    for network in TELLS:  # of an older world: a replay would answer from both
        shutil.rmtree(folder / network, ignore_errors=True)
    told: dict[str, Exchange] = {}
    for person, accounts in people(members, seed):
        for life in accounts:
            heard = [one for _, one in answers(life, now)]
            told |= {one["request"]["url"]: one for one in heard}
            place = folder / life.network / f"{person.name}.json"
            _write(place, [out_of_order(one) for one in heard] if life.silent else heard)
    for network, one in nobody(now):
        _write(folder / network / "nobody.json", [one])
    for name, one in servers(people(members, seed), now).items():
        _write(folder / "mastodon" / f"{name}.json", [one])
    return told


def _write(place: Path, exchanges: list[Exchange]) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(exchanges, ensure_ascii=False), "utf-8")


def write_tested(folder: Path) -> None:
    """Write tests/data/world: the people written by hand as of one moment, one file for each answer."""
    for person, accounts in people(len(PRINCIPALS)):
        for life in accounts:
            place = folder / life.network / person.name
            place.mkdir(parents=True, exist_ok=True)
            for name, one in answers(life, TESTED_AT):
                (place / f"{name}.json").write_text(written(one), "utf-8")
    for network, one in nobody(TESTED_AT):
        (folder / network / "nobody.json").write_text(written(one), "utf-8")
    for name, one in servers(people(len(PRINCIPALS)), TESTED_AT).items():
        (folder / "mastodon" / f"{name}.json").write_text(written(one), "utf-8")
