"""Who reacts to whom, by the lists of a reading."""

from __future__ import annotations

from datetime import UTC, datetime

from pegel.scoring import ties
from pegel.scoring.model import load
from pegel.social import Post, Reactor, Snapshot

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
MODEL = load()


def reading(*posts: tuple[Reactor, ...] | None) -> Snapshot:
    made = tuple(Post(str(at), NOW, {"like": 3, "repost": 1}, reactors=who) for at, who in enumerate(posts))
    return Snapshot("bluesky", "fenja.example", "did:plc:fenja", NOW, 100, made)


def test_what_somebody_did_to_several_posts_adds_up_and_a_repost_weighs_more_than_a_like() -> None:
    liked, shared = Reactor("a", kinds=("like",)), Reactor("b", kinds=("repost",))
    found = ties.reactors(reading((liked, shared), (liked,), None), MODEL)
    assert (found["a"], found["b"]) == (2.0, 1.95)


def test_a_bought_account_weighs_as_little_as_it_is_genuine() -> None:
    assert ties.reactors(reading((Reactor("a", genuine=0.02),)), MODEL) == {"a": 0.02}


def test_accounts_of_one_member_are_one_and_nobody_influences_themselves() -> None:
    weights = {"a": 2.0, "b": 1.0, "c": 9.0, "nobody": 5.0}
    members = {"a": "mem_jonas", "b": "mem_jonas", "c": "mem_fenja"}
    assert ties.among_members(weights, members, "mem_fenja") == {"mem_jonas": 3.0}


def test_all_accounts_together_name_the_strongest_fifty() -> None:
    many = {f"mem_{n:03}": float(n + 1) for n in range(60)}
    found = ties.together([many, {"mem_000": 100.0}])
    assert (len(found), next(iter(found)), found["mem_000"]) == (50, "mem_000", 101.0)
    assert "mem_005" not in found
