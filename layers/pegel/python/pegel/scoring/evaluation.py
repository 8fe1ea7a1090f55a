"""How well scores order pairs: AUC, accuracy and calibration, on folds of persons (data/peerindex,
evaluation rule).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from pegel.scoring import kernel
from pegel.scoring.columns import Column
from pegel.scoring.model import Model
from pegel.scoring.pairs import NETWORK, Pairs

REPEATS = 10
FOLDS = 5
BINS = 10  # of the calibration error, equally wide
Strength = Callable[[NDArray[np.int64]], Column]  # training rows -> strength of every person


@dataclass(frozen=True)
class Quality:
    """Area under the ROC curve (a tie counts half), share of pairs ordered right, expected calibration
    error.
    """

    auc: float
    accuracy: float
    ece: float
    n: int

    def to_json(self) -> dict[str, float]:
        return asdict(self)


def strengths(people: Mapping[str, Column], model: Model) -> Column:
    """Σ_k f_k of persons of the pairs' network: what the product computes, before the networks are
    combined.
    """
    given = model.calibration[NETWORK]
    tables = [kernel.tabulate(given[r].p05, given[r].p95, model.step, model.curves[r]) for r in given]
    return kernel.strengths([people[role] for role in given], tables)


def probabilities(pairs: Pairs, strength: Column) -> Column:
    """P(first ≻ second) = σ(s_first − s_second), per pair."""
    return np.asarray(1.0 / (1.0 + np.exp(strength[pairs.second] - strength[pairs.first])), np.float64)


def quality(probability: Column, chosen: NDArray[np.int64]) -> Quality:
    """Of predictions for judged pairs."""
    ones = int(chosen.sum())
    ranks = average_ranks(probability)
    zeros = len(chosen) - ones
    auc = (
        (ranks[chosen == 1].sum() - ones * (ones + 1) / 2) / (ones * zeros)
        if ones and zeros
        else float("nan")
    )
    right = np.where(probability == 0.5, 0.5, (probability > 0.5) == (chosen == 1))
    bins = np.minimum((probability * BINS).astype(np.int64), BINS - 1)
    gaps = [abs(float((chosen - probability)[bins == one].sum())) for one in range(BINS)]
    return Quality(float(auc), float(right.mean()), sum(gaps) / len(chosen), len(chosen))


def average_ranks(values: Column) -> Column:
    """1 for the smallest; equal values share the mean of their ranks."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2.0)[place], np.float64)


def folds(
    pairs: Pairs, repeat: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Per fold of persons: rows to train on, rows with at least one unseen person, rows with both unseen."""
    count = len(next(iter(pairs.people.values())))
    fold = np.random.default_rng(1000 + repeat).integers(0, FOLDS, count)
    first, second = fold[pairs.first], fold[pairs.second]
    for k in range(FOLDS):
        unseen = (first == k) | (second == k)
        yield np.flatnonzero(~unseen), np.flatnonzero(unseen), np.flatnonzero((first == k) & (second == k))


def cross_validated(
    pairs: Pairs, models: Mapping[str, Strength], repeats: int, told: Callable[[int], None]
) -> dict[str, dict[str, Quality]]:
    """Each model on the same folds of persons: its mean quality with at least one person unseen, and with
    both.
    """
    if pairs.chosen is None:
        return {}
    found: dict[str, list[list[Quality]]] = {name: [] for name in models}
    for repeat in range(repeats):
        parts = list(folds(pairs, repeat))
        for name, strength in models.items():
            predicted = [probabilities(pairs, strength(train)) for train, _, _ in parts]
            found[name].append(
                [pooled(pairs, predicted, [part[scheme] for part in parts]) for scheme in (1, 2)]
            )
        told(repeat)
    return {
        name: {"one_unseen": mean([one for one, _ in many]), "both_unseen": mean([both for _, both in many])}
        for name, many in found.items()
    }


def pooled(pairs: Pairs, predicted: list[Column], rows: list[NDArray[np.int64]]) -> Quality:
    """All folds of a repeat together."""
    assert pairs.chosen is not None
    probability = np.concatenate([one[part] for one, part in zip(predicted, rows, strict=True)])
    return quality(probability, pairs.chosen[np.concatenate(rows)])


def mean(many: list[Quality]) -> Quality:
    """Over repeats."""
    auc, accuracy, ece, n = np.mean(
        [[one.auc, one.accuracy, one.ece, one.n] for one in many], axis=0
    ).tolist()
    return Quality(auc, accuracy, ece, round(n))
