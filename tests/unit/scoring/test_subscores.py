"""Reach, amplification and network are read from the score's own points."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.scoring.invented import MODEL, measured, post, snapshot

from pegel.scoring import subscores
from pegel.scoring.model import Model
from pegel.scoring.score import score
from pegel.scoring.subscores import SubScores

COUNT = st.integers(0, 10**7)
CEILING = 10**7  # reactions and followers beyond the ends of all curves


def of(*snapshots, model: Model = MODEL):
    read = measured(*snapshots)
    return subscores.of(score([read], model)[0], read, model)


def heard(likes, name="1", network="mastodon", reach=500):
    return snapshot(*[post(f"{n}", like=likes) for n in range(30)], name=name, network=network, reach=reach)


def test_reach_is_the_people_of_all_accounts():
    assert of(heard(3), heard(9, name="2", network="bluesky", reach=70)).reach == 570
    assert of(heard(3), snapshot(name="2", reach=None)).reach == 500
    assert of(heard(3, reach=None)).reach is None


def test_the_same_account_read_twice_reaches_its_people_once():
    assert of(heard(3), heard(3)).reach == 500


def test_with_one_account_it_is_how_high_the_roles_stand_on_their_curves():
    (features,) = measured(heard(20))
    found = of(heard(20))
    high = {role: subscores.high(features, role, MODEL) for role in ("resonance", "reactors")}
    ends = {role: MODEL.curves[role][-1] for role in high}
    assert found.amplification == pytest.approx(100 * high["resonance"] / ends["resonance"], abs=0.05)
    assert found.network == pytest.approx(
        100 * high["reactors"] / ends["reactors"], abs=0.05
    )  # no relay told


def test_whoever_stands_at_the_end_of_the_curves_has_a_hundred():
    loud = heard(CEILING, network="bluesky", reach=CEILING)
    found = of(loud)
    assert found.reach == CEILING
    assert (found.amplification, found.network) == (pytest.approx(100.0), pytest.approx(100.0))


def test_nobody_reacting_is_zero_and_not_enough_data_is_nothing():
    assert of(snapshot(reach=500)) == SubScores(500, 0.0, 0.0)
    assert of(snapshot(reach=3)) == SubScores(3, None, None)
    assert of() == SubScores(None, None, None)


@given(st.lists(st.tuples(COUNT, COUNT), min_size=1, max_size=3), st.integers(0, 2), COUNT)
def test_they_stay_in_their_range_and_with_one_account_never_fall_when_more_people_react(accounts, at, more):
    at %= len(accounts)
    grown = [(likes + more * (n == at), reach) for n, (likes, reach) in enumerate(accounts)]
    before, after = (
        of(*[heard(likes, name=f"{n}", reach=reach) for n, (likes, reach) in enumerate(told)])
        for told in (accounts, grown)
    )
    for low, high in ((before.amplification, after.amplification), (before.network, after.network)):
        assert 0.0 <= (low or 0.0) <= 100.0
        if len(accounts) == 1:
            assert (low or 0.0) <= (high or 0.0) + 1e-9


def test_a_strong_account_weighs_more_than_a_weak_one():
    loud, quiet = heard(2000, reach=10**6), heard(1, name="2", reach=20)
    alone, both = of(loud).amplification, of(loud, quiet).amplification
    assert alone - 1.0 < both <= alone


def test_reading_sub_scores_needs_no_numpy():
    code = "import sys, pegel.scoring.subscores, pegel.scoring.styles; sys.exit('numpy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
