"""What must never pay, and what must never cost (score.md §6)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.scoring.invented import post, scored, snapshot, value

from pegel.social import Reactor

COUNT = st.integers(0, 2000)
KINDS = ("like", "repost", "reply", "quote")
REACTORS = st.none() | st.lists(
    st.builds(Reactor, st.sampled_from("abcdefghij"), st.none() | st.integers(0, 10**6)), max_size=8
).map(tuple)


@st.composite
def posts(draw):
    found = []
    for at in range(draw(st.integers(1, 6))):
        counts = {kind: draw(COUNT) for kind in KINDS if kind == "like" or draw(st.booleans())}
        one = post(str(at), age=draw(st.integers(0, 90)), **counts)
        found.append(replace(one, reactors=draw(REACTORS)))
    return found


@given(posts(), st.integers(0, 10**7))
def test_one_more_follower_never_lowers(some, reach):
    assert value(snapshot(*some, reach=reach + 1)) >= value(snapshot(*some, reach=reach)) - 1e-9


@given(posts(), st.integers(0, 5), st.sampled_from(KINDS), st.integers(1, 50))
def test_one_more_reaction_never_lowers(some, at, kind, more):
    one = some[at % len(some)]
    one = replace(one, reactions={**one.reactions, kind: one.reactions.get(kind, 0)})
    raised = replace(one, reactions={**one.reactions, kind: one.reactions[kind] + more})
    rest = [other for other in some if other.id != one.id]
    assert value(snapshot(raised, *rest)) >= value(snapshot(one, *rest)) - 1e-9


@given(posts(), st.integers(0, 5), st.integers(0, 10**6))
def test_one_more_reactor_never_lowers(some, at, reach):
    one = some[at % len(some)]
    rest = [other for other in some if other.id != one.id]
    known = replace(one, reactors=(*(one.reactors or ()), Reactor("z", reach)))
    known = replace(known, reactions={**one.reactions, "like": one.reactions.get("like", 0) + 1})
    first = replace(
        one, reactors=one.reactors or (), reactions={**one.reactions, "like": one.reactions.get("like", 0)}
    )
    told = [replace(o, reactors=(*(o.reactors or ()), Reactor("y", 5))) for o in [first, known]]
    assert value(snapshot(told[1], *rest)) >= value(snapshot(told[0], *rest)) - 1e-9


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_one_more_star_never_lowers(reach, stars):
    less, more = (value(snapshot(network="github", reach=reach, curation=n)) for n in (stars, stars + 1))
    assert more >= less - 1e-9


@given(posts(), st.integers(1, 300))
def test_posting_more_is_worth_nothing(some, volume):
    own = [post(f"own {n}", age=n % 90, like=0, repost=0, reply=0) for n in range(volume)]
    assert scored(snapshot(*some, *own)) == scored(snapshot(*some))


@given(posts(), st.randoms())
def test_the_order_of_posts_and_reading_a_page_twice_change_nothing(some, dice):
    twice = [*some, *some]
    dice.shuffle(twice)
    assert scored(snapshot(*twice)) == scored(snapshot(*some))


@pytest.mark.parametrize("people", [20, 100, 400])
def test_splitting_a_post_gains_less_than_a_tenth_of_ten_times_the_people(people):
    crowd = [str(n) for n in range(people)]
    whole = value(snapshot(post("p", like=people, people=crowd)))
    tenth = people // 10
    parts = [post(f"p{n}", like=tenth, people=crowd[n * tenth : (n + 1) * tenth]) for n in range(10)]
    others = [post(f"p{n}", like=people, people=[f"{n} {one}" for one in crowd]) for n in range(10)]
    assert value(snapshot(*parts)) - whole < 0.1 * (value(snapshot(*others)) - whole)


def test_one_person_reacting_a_hundred_times_gains_less_than_a_tenth_of_a_hundred_people():
    nobody = value(snapshot(post("p", like=0)))
    one = value(snapshot(*[post(str(n), like=1, people=["ada"]) for n in range(100)]))
    many = value(snapshot(*[post(str(n), like=1, people=[str(n)]) for n in range(100)]))
    assert one - nobody < 0.1 * (many - nobody)


def test_a_bot_that_nobody_hears_has_no_score():
    noise = [post(str(n), age=n // 1000, like=0, repost=0, reply=0, quote=0) for n in range(30_000)]
    assert scored(snapshot(*noise, reach=3)).value is None


def test_answering_oneself_a_thousand_times_is_worth_nothing():
    talk = [post(str(n), reply=1) for n in range(1000)]
    assert value(snapshot(*talk)) == value(snapshot(post("a", reply=0)))
