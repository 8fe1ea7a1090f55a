"""Reactions of accounts that are nobody's, and what their page of followers does to an audience."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.scoring.invented import NOW, post, scored, snapshot, value

from pegel.scoring import audience as audiences
from pegel.scoring import authenticity
from pegel.scoring.authenticity import Shown
from pegel.social import Reactor, Sample

KINDS = ("like", "repost")


def audience(*told):
    """The audience of a network that tells followers."""
    found = audiences.audience(*told)
    assert found
    return found


@st.composite
def listed(draw):
    """Posts whose lists name everybody."""
    found = []
    for at in range(draw(st.integers(1, 4))):
        keys = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1))
        by = tuple(
            Reactor(key, 50, 1.0, tuple(draw(st.sets(st.sampled_from(KINDS), min_size=1)))) for key in keys
        )
        counts = {kind: sum(kind in one.kinds for one in by) for kind in KINDS}
        found.append(replace(post(str(at), age=draw(st.integers(0, 3)), **counts), reactors=by))
    return found


def joined(one, reactor):
    counts = {kind: count + (kind in reactor.kinds) for kind, count in one.reactions.items()}
    return replace(one, reactors=(*one.reactors, reactor), reactions=counts)


@given(listed(), st.sets(st.sampled_from(KINDS), min_size=1), st.none() | st.integers(0, 10**6))
def test_a_reaction_of_a_bought_account_changes_nothing(some, kinds, reach):
    fake = Reactor("z", reach, 0.0, tuple(kinds))
    assert scored(snapshot(*[joined(one, fake) for one in some])) == scored(snapshot(*some))


@given(listed(), st.integers(0, 3), st.integers(0, 10**6))
def test_one_more_genuine_person_never_lowers(some, at, reach):
    known = Reactor("z", reach, 1.0, ("like",))
    more = [joined(one, known) if place == at % len(some) else one for place, one in enumerate(some)]
    assert value(snapshot(*more)) >= value(snapshot(*some)) - 1e-9


@pytest.mark.parametrize("people", [20, 100, 400, 2000])
def test_splitting_a_post_gains_less_than_a_tenth_of_ten_times_the_people(people):
    crowd, tenth = [str(n) for n in range(people)], people // 10
    whole = value(snapshot(post("p", like=people, people=crowd)))
    parts = [post(f"p{n}", like=tenth, people=crowd[n * tenth : (n + 1) * tenth]) for n in range(10)]
    others = [post(f"p{n}", like=people, people=[f"{n} {one}" for one in crowd]) for n in range(10)]
    assert value(snapshot(*parts)) - whole < 0.1 * (value(snapshot(*others)) - whole)


@given(st.integers(1, 10**6), st.integers(0, 10**5), st.integers(1, 100))
def test_bought_followers_neither_help_nor_hurt_who_was_read_before(told, bought, page):
    before = audience(float(told), Sample(80, 80.0), 5.0, 100, None)
    after = audience(float(told + bought), Sample(page, 0.0), 5.0, 101, before)
    gone = audience(float(told), Sample(80, 80.0), 5.0, 102, after)
    assert before.reach == after.reach == gone.reach == told


@given(st.integers(0, 10**6), st.integers(0, 80))
def test_a_genuine_follower_counts_whole(told, gained):
    before = audience(float(told), Sample(80, 80.0), 5.0, 100, None)
    assert audience(float(told + gained), Sample(80, 80.0), 5.0, 101, before).reach == told + gained


def test_hidden_growth_counts_as_far_as_reactors_grow():
    before = audience(1000.0, Sample(0, 0.0), 40.0, 100, None)
    assert before.reach == 1000
    assert audience(5000.0, Sample(0, 0.0), 40.0, 101, before).reach == 1000
    assert audience(5000.0, Sample(0, 0.0), 60.0, 101, before).reach == 1500


@given(st.integers(0, 300), st.integers(0, 10**5), st.integers(0, 10**5))
def test_who_is_merely_new_or_small_is_not_discounted(following, followers, posts):
    shown = Shown(picture=False, posts=posts, followers=followers, following=following, name="ada")
    assert authenticity.genuine(shown, NOW) == 1.0


def test_nothing_known_is_genuine_and_a_bot_says_so_itself():
    assert authenticity.genuine(Shown(), NOW) == 1.0
    assert authenticity.genuine(Shown(bot=True), NOW) == 0.0
