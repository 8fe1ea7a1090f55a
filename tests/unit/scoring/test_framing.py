"""Bought reactions and many small posts, one reading after another: they neither raise nor lower."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.scoring.invented import MODEL, NOW, post, snapshot

from pegel.scoring import features
from pegel.social import Reactor
from pegel.store import records

FANS = [f"fan {n}" for n in range(12)]
ROLES = ("resonance", "reactors", "relay")


def followed(days, *posts, last=None, **more):
    """A reading some days later, told what the last one kept."""
    at = NOW + timedelta(days=days)
    here = [replace(one, posted_at=one.posted_at + timedelta(days=days)) for one in posts]
    told = replace(
        snapshot(*here, read_at=at, **more), level=last and last.level, before=last and last.audience
    )
    return features.read(told, MODEL)


def liked(name, fans, bots=0, page=40):
    """A post whose list names a page, bots first."""
    by = [*(Reactor(f"bot {name} {n}", 5, 0.0) for n in range(bots)), *(Reactor(key, 100) for key in fans)]
    return replace(post(name, like=len(by), age=3), reactors=tuple(by[:page]))


HONEST = [liked("a", FANS), liked("b", FANS[:7]), post("c", like=5)]


@given(st.lists(st.integers(4, 600), min_size=1, max_size=6), st.integers(1, 14))
def test_bought_reactions_neither_raise_nor_lower_one_reading_after_another(bots, apart):
    first = last = followed(0, *HONEST)
    for turn, many in enumerate(bots, 1):
        posts = [liked("a", FANS, many), liked("b", FANS[:7], many), post("c", like=5 + many)]
        last = followed(turn * apart, *posts, last=last)
        for role in ROLES:
            assert 1.0 - 1e-9 < last.values[role] / first.values[role] < 1.02, role


@given(st.integers(0, 6), st.integers(91, 300))
def test_nothing_vouches_for_a_level_for_longer_than_a_window(start, days):
    first = followed(start, *HONEST)
    posts = [liked("a", FANS, 500), liked("b", FANS[:7], 500), post("c", like=505)]
    later = followed(start + days, *posts, last=first).values["resonance"]
    assert later == pytest.approx(first.values["resonance"] * 2 ** -((days - 90) / 30))


def test_who_is_left_falls_as_the_counts_do():
    first = followed(0, *HONEST)
    half = [replace(liked("a", [], 12), posted_at=NOW - timedelta(days=33))]
    later = followed(30, *half, last=first)
    assert later.values["resonance"] < 0.7 * first.values["resonance"]


@given(st.lists(st.integers(0, 11), min_size=1))
def test_honest_readings_are_as_measured(fans):
    last = None
    for turn, many in enumerate(fans):
        last = followed(turn, liked("a", FANS[:many]), last=last)
        assert last.values == followed(turn, liked("a", FANS[:many])).values


def test_a_first_reading_full_of_bought_reactions_is_no_level():
    assert followed(0, liked("a", FANS, 30)).level is None


def test_what_a_reading_keeps_survives_being_kept():
    read = followed(0, *HONEST)
    assert features.Features.from_json(read.to_json()) == read
    told = replace(snapshot(*HONEST), before=read.audience, level=read.level)
    assert records.from_bytes(records.to_bytes(told)) == told
