"""Endorsements are evidence of a topic only: few, capped, and worth little in a ring."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pegel.errors import Conflict, InvalidField
from pegel.scoring.topics.endorsements import A_DAY, AGAIN, RING, Endorsement, give, strengthened

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def by(giver, taker="ada", topic="rust", ago=timedelta(days=8)):
    return Endorsement(giver, taker, topic, NOW - ago)


def test_five_a_day_and_tomorrow_again():
    given = [by("bo", f"m{n}", ago=timedelta(hours=n)) for n in range(A_DAY)]
    with pytest.raises(Conflict, match="5 endorsements a day"):
        give(given, "bo", "ada", "rust", NOW)
    assert give(given[1:], "bo", "ada", "rust", NOW) == Endorsement("bo", "ada", "rust", NOW)
    midnight = datetime(2026, 11, 26, tzinfo=UTC)
    assert give(given, "bo", "ada", "rust", midnight).given_at == midnight


def test_one_per_person_and_topic_a_week():
    last = [by("bo", ago=AGAIN - SECOND)]
    with pytest.raises(Conflict, match="already: again from 2026-11-25"):
        give(last, "bo", "ada", "rust", NOW)
    assert give(last, "bo", "ada", "rust", NOW + SECOND)
    assert give(last, "bo", "ada", "chess", NOW)
    assert give(last, "bo", "cy", "rust", NOW)
    assert give(last, "cy", "ada", "rust", NOW)


def test_nobody_endorses_themselves():
    with pytest.raises(InvalidField):
        give([], "ada", "ada", "rust", NOW)
    assert strengthened(10.0, "ada", "rust", [by("ada")], NOW) == 10.0


def test_however_many_endorse_it_is_at_most_a_tenth():
    many = [by(f"m{n}") for n in range(100_000)]
    assert 10.99 < strengthened(10.0, "ada", "rust", many, NOW) <= 11.0
    few = [strengthened(10.0, "ada", "rust", many[:n], NOW) for n in range(6)]
    assert few == sorted(few)
    assert few[0] == 10.0 < few[1]


def test_where_nobody_is_heard_endorsements_bring_nothing():
    assert strengthened(0.0, "ada", "rust", [by("bo"), by("cy")], NOW) == 0.0


def test_one_giver_counts_once_and_only_for_this_topic_and_only_for_ninety_days():
    one = strengthened(10.0, "ada", "rust", [by("bo")], NOW)
    assert strengthened(10.0, "ada", "rust", [by("bo"), by("bo", ago=timedelta(days=20))], NOW) == one
    assert strengthened(10.0, "ada", "chess", [by("bo")], NOW) == 10.0
    assert strengthened(10.0, "ada", "rust", [by("bo", ago=timedelta(days=90))], NOW) == one
    assert strengthened(10.0, "ada", "rust", [by("bo", ago=timedelta(days=90) + SECOND)], NOW) == 10.0


def test_two_who_endorse_each_other_and_three_in_a_ring_are_discounted():
    honest = strengthened(10.0, "ada", "rust", [by("bo")], NOW) - 10.0
    pair = strengthened(10.0, "ada", "rust", [by("bo"), by("ada", "bo", "tea")], NOW) - 10.0
    ring = [by("bo"), by("cy", "bo"), by("ada", "cy")]
    three = strengthened(10.0, "ada", "rust", ring, NOW) - 10.0
    assert pair == three < honest * (RING + 0.05)


def test_a_chain_is_no_ring():
    chain = [by("bo"), by("cy", "bo"), by("di", "cy")]
    assert strengthened(10.0, "ada", "rust", chain, NOW) == strengthened(10.0, "ada", "rust", chain[:1], NOW)


PEOPLE = st.sampled_from("abcdef")


@given(st.lists(st.tuples(PEOPLE, PEOPLE), max_size=20), st.tuples(PEOPLE, PEOPLE))
def test_one_more_honest_endorser_never_lowers_and_the_order_does_not_matter(pairs, more):
    given = [by(giver, taker) for giver, taker in pairs]
    before = strengthened(3.0, "ada", "rust", given, NOW)
    assert strengthened(3.0, "ada", "rust", given[::-1], NOW) == before
    assert strengthened(3.0, "ada", "rust", [*given, by("new")], NOW) >= before
    assert before <= 3.3 + 1e-12
