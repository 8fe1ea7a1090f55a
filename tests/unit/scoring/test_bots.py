"""Ninety days of playing with an account: what is bought or made up gains nothing, people do."""

import pytest
from unit.scoring.bots import BOUGHT, CLEAR, FRIENDS, GITHUB, HONEST, STRATEGIES, Plan, value

from pegel.scoring import authenticity

STILL = value(Plan())


def test_a_bought_profile_is_a_clear_case():
    assert CLEAR == 0.0


def test_bought_profiles_are_drawn_as_a_real_batch_is_spread():
    real = authenticity.constants()["measured"]["weights"]["bought"]
    assert sum(BOUGHT) / len(BOUGHT) == pytest.approx(real["mean"], abs=0.001)
    assert BOUGHT.count(0.0) / len(BOUGHT) == pytest.approx(real["exactly 0"], abs=0.001)
    assert sum(one < 1.0 for one in BOUGHT) / len(BOUGHT) == pytest.approx(real["below 1"], abs=0.001)


@pytest.mark.parametrize("name", STRATEGIES)
def test_no_strategy_without_distinct_genuine_reactors_gains_two_points_in_ninety_days(name):
    assert value(STRATEGIES[name]) - STILL <= 2.0


@pytest.mark.parametrize("likes", [30, 500])
def test_a_rival_who_buys_reactions_for_somebody_moves_them_by_less_than_a_point(likes):
    assert abs(value(Plan(likes=likes)) - STILL) < 1.0


def test_splitting_costs_who_posts_often_less_than_a_point():
    assert value(Plan(split=10)) > STILL - 1.0


def test_followers_and_stars_bought_where_nobody_is_shown_gain_less_than_two_points():
    assert 0.0 <= value(GITHUB) - value(Plan(network="github")) <= 2.0


def test_a_ring_of_friends_gains_less_and_less_and_is_capped():
    ten, some, fifty = (value(FRIENDS[n]) - STILL for n in (10, 25, 50))
    assert 0 < ten < some < fifty < 5 and fifty < 0.7 * 5 * ten


def test_who_wins_people_gains():
    assert value(HONEST) - STILL > 3
