"""How well probabilities fit judgements, and how much of it is luck: area under the ROC curve, accuracy and
calibration error with intervals from drawing persons.

Pairs share persons – one may stand in 54 of them – so whole persons are drawn, with replacement, and a pair
weighs as often as both of its persons were drawn, multiplied (Owen, The pigeonhole bootstrap, Annals of
Applied Statistics 1 (2007) 386).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pegel.scoring.columns import Column
from pegel.scoring.pairs import Pairs

SAMPLES = 1000
SEED = 1_000_003
INTERVAL = 0.95
BINS = 10  # of the calibration error, equally wide
BLOCK = 50  # samples at a time: what a block needs stays small
MEASURES = ("auc", "accuracy", "ece")


@dataclass(frozen=True, eq=False)
class Measured:
    """Shape (1 + samples, 3): MEASURES of all pairs, then of each sample. NaN where there is none."""

    values: NDArray[np.float64]
    n: int

    def minus(self, other: Measured) -> Measured:
        """The difference, in the same samples."""
        return Measured(self.values - other.values, self.n)

    def to_json(self) -> dict[str, Any]:
        """Per measure its value and interval, None where it cannot be told; and how many pairs."""
        tail = 50.0 * (1.0 - INTERVAL)
        found: dict[str, Any] = {}
        for name, (value, *samples) in zip(MEASURES, self.values.T.tolist(), strict=True):
            told = [one for one in samples if one == one]  # noqa: PLR0124 - NaN is not itself
            if name == "ece" and told:  # a pair drawn twice misses by chance twice: samples lie too high
                told = [max(one + value - sum(told) / len(told), 0.0) for one in told]
            low, high = np.percentile(told, [tail, 100.0 - tail]).tolist() if told else (None, None)
            found[name] = {"value": value, "low": low, "high": high} if value == value else None  # noqa: PLR0124
        return {**found, "n": self.n}


def drawn(pairs: Pairs, samples: int = SAMPLES) -> NDArray[np.int64]:
    """How often each person is drawn, shape (1 + samples, persons); once each in the first row."""
    count = len(pairs.persons)
    random = np.random.default_rng(SEED)
    often = random.multinomial(count, np.full(count, 1.0 / count), samples)
    return np.concatenate([np.ones((1, count), np.int64), often])


def measure(
    pairs: Pairs, probability: Column, often: NDArray[np.int64], rows: NDArray[np.int64] | None = None
) -> Measured:
    """Of probabilities that the first is chosen, one per row of the pairs (all without)."""
    assert pairs.chosen is not None
    rows = np.arange(len(pairs.first)) if rows is None else rows
    order = np.argsort(probability, kind="stable")
    sorted_rows, p = rows[order], probability[order]
    chosen = pairs.chosen[sorted_rows].astype(np.float64)
    found = [
        measures(p, chosen, weights)
        for weights in blocks(often, pairs.first[sorted_rows], pairs.second[sorted_rows])
    ]
    return Measured(np.concatenate(found), len(rows))


def blocks(
    often: NDArray[np.int64], first: NDArray[np.int64], second: NDArray[np.int64]
) -> Iterator[NDArray[np.float64]]:
    """Weights of the pairs, shape (≤ BLOCK, pairs)."""
    for start in range(0, len(often), BLOCK):
        part = often[start : start + BLOCK]
        yield (part[:, first] * part[:, second]).astype(np.float64)


def measures(p: Column, chosen: Column, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """MEASURES per row of the weights; `p` rises. A tie counts half, in area and accuracy."""
    ties = np.flatnonzero(np.diff(p, prepend=-1.0))
    ones = np.add.reduceat(weights * chosen, ties, axis=1)
    zeros = np.add.reduceat(weights * (1.0 - chosen), ties, axis=1)
    won = (ones * (np.cumsum(zeros, axis=1) - 0.5 * zeros)).sum(axis=1)
    right = np.where(p == 0.5, 0.5, (p > 0.5) == (chosen == 1.0))
    bins = np.minimum((p * BINS).astype(np.int64), BINS - 1)[:, None] == np.arange(BINS)
    gaps = np.abs((weights * (chosen - p)) @ bins.astype(np.float64)).sum(axis=1)
    total = weights.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        auc = won / (ones.sum(axis=1) * zeros.sum(axis=1))
        return np.stack([auc, weights @ right / total, gaps / total], axis=1)


def mean(many: list[Measured]) -> Measured:
    """Over repeats of the same pairs in other folds."""
    return Measured(np.mean([one.values for one in many], axis=0), round(np.mean([one.n for one in many])))
