"""The reasons of an invented member's score, as the score function keeps them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from unit.scoring.invented import MODEL, measured, post, snapshot

from pegel.scoring import causes, history, published
from pegel.scoring.look import Look
from pegel.scoring.published import Subject, to_bytes
from pegel.scoring.score import Score, score
from pegel.social import Account, Member, Sample

MINE = measured(
    replace(
        snapshot(*[post(str(n), age=n, like=9 + n, people=[f"{n}"]) for n in range(12)]),
        followers=Sample(80, 60.0),
    ),
    snapshot(name="2", network="github", curation=7),
)
MOVED = {24: {"reactions": 2.0, "decay": -0.5}, 25: {"audience": 0.6, "decay": -0.12}}  # day → points
STEPS = {24: 150, 25: 48}  # hundredths: what the history of conftest.py says of these days


@cache
def scored() -> Score:
    """Their score."""
    return score([MINE], MODEL)[0]


def document(name: str) -> bytes:
    """The public document, as far as anybody looks at it here."""
    return to_bytes({"name": name, "value": scored().value, "model": MODEL.version, "next": None})


def why() -> bytes:
    """The reasons."""
    accounts = {
        one.account: Account("mem_mira", one.network, f"@{one.account[-1]}", one.account[-1]) for one in MINE
    }
    return published.why(Subject(Member("mem_mira"), accounts, MINE), scored())


def looks() -> bytes:
    """The last look at the accounts."""
    return to_bytes([{"day": "2026-11-25", "look": Look(MINE, MODEL).to_json()}])


def moved() -> bytes:
    """Causes of two days."""
    packed = b""
    for day, points in MOVED.items():
        packed = causes.put(packed, date(2026, 11, day), causes.rounded(points, STEPS[day]))
    return packed


def histories(networks: dict[str, list[history.Day]]) -> dict[str, bytes]:
    """Of the networks, and of the causes."""
    return {**{network: history.pack(days) for network, days in networks.items()}, "causes": moved()}
