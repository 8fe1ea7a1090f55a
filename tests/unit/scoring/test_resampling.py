"""Figures of a model say how much of them is luck."""

import numpy as np
import pytest

from pegel.scoring import resampling
from pegel.scoring.pairs import Pairs


def judged(first, second, chosen):
    first, second = np.array(first), np.array(second)
    persons: list[tuple[str, ...]] = [(str(one),) for one in range(max(first.max(), second.max()) + 1)]
    return Pairs(persons, np.zeros((len(persons), 1)), {}, first, second, np.array(chosen))


def values(probability, chosen):
    pairs = judged([0, 1, 2, 3], [4, 5, 6, 7], chosen)
    return resampling.measure(pairs, np.array(probability), resampling.drawn(pairs, 0)).values[0]


def test_a_tie_counts_half():
    auc, accuracy, _ = values([0.5, 0.5, 0.9, 0.1], [1, 0, 1, 0])
    assert auc == pytest.approx(0.875)
    assert accuracy == 0.75


def test_the_calibration_error_is_the_gap_between_said_and_seen():
    assert values([0.7, 0.7, 0.7, 0.7], [1, 1, 1, 0])[2] == pytest.approx(0.05)


def test_a_pair_counts_as_often_as_both_its_persons_are_drawn():
    pairs = judged([0, 1], [2, 3], [1, 0])
    often = np.array([[1, 1, 1, 1], [2, 1, 3, 0]])
    found = resampling.measure(pairs, np.array([0.9, 0.9]), often).values
    assert found[0, 1] == 0.5
    assert found[1, 1] == 1.0


def test_pairs_of_few_persons_are_less_certain_than_as_many_pairs_of_many():
    dice = np.random.default_rng(3)
    people = dice.integers(0, 10, 300)
    chosen = (people % 2 == 0).astype(int)  # what a person's pairs have in common
    probability = np.asarray((0.4 + 0.02 * people) * np.where(people == 9, 0.1, 1.0), np.float64)
    spreads = []
    for pairs in (judged(people, 10 + people, chosen), judged(np.arange(300), 300 + np.arange(300), chosen)):
        one = resampling.measure(pairs, probability, resampling.drawn(pairs, 200)).to_json()["auc"]
        spreads.append(one["high"] - one["low"])
    assert spreads[0] > 2.0 * spreads[1]


def test_a_difference_is_taken_in_the_same_samples():
    pairs = judged([0, 1, 2, 3], [4, 5, 6, 7], [1, 0, 1, 0])
    one = resampling.measure(pairs, np.array([0.6, 0.7, 0.8, 0.1]), resampling.drawn(pairs, 50))
    assert one.minus(one).to_json()["auc"] == {"value": 0.0, "low": 0.0, "high": 0.0}
