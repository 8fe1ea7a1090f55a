"""How well scores order pairs of people never seen: a model on another file than it learnt, its kind
on folds of persons (data/peerindex, evaluation rule).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pegel.scoring import kernel, resampling
from pegel.scoring.columns import Column
from pegel.scoring.model import Model
from pegel.scoring.pairs import NETWORK, Pairs
from pegel.scoring.resampling import Measured

FOLDS = 5
SIZES = (0, 1_000, 10_000, 100_000, 1_000_000)  # followers of the larger of a pair, from
FEWEST = 50  # pairs of a size that are measured
Rows = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Judged:
    """Models by name on the same pairs, and by followers of the larger: size → models."""

    models: Mapping[str, Measured]
    sizes: Mapping[int, Mapping[str, Measured]]


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


def folds(pairs: Pairs, repeat: int) -> Iterator[tuple[Rows, Rows, Rows]]:
    """Per fold of persons: rows to train on, rows with at least one unseen person, rows with both unseen."""
    fold = np.random.default_rng(1000 + repeat).integers(0, FOLDS, len(pairs.persons))
    first, second = fold[pairs.first], fold[pairs.second]
    for k in range(FOLDS):
        unseen = (first == k) | (second == k)
        yield np.flatnonzero(~unseen), np.flatnonzero(unseen), np.flatnonzero((first == k) & (second == k))


def on_folds(
    pairs: Pairs,
    learners: Mapping[str, Callable[[Rows], Column]],
    repeats: int,
    told: Callable[[], None] = lambda: None,
    samples: int = resampling.SAMPLES,
) -> dict[str, Judged]:
    """Every model on the same folds of persons, mean over the repeats: with one person unseen at least, and
    with both. `told` hears of each fit.
    """
    often = resampling.drawn(pairs, samples)
    found: dict[str, list[Judged]] = {"one_unseen": [], "both_unseen": []}
    for repeat in range(repeats):
        parts = list(folds(pairs, repeat))
        predicted: dict[str, list[Column]] = {name: [] for name in learners}
        for train, _, _ in parts:
            for name, learn in learners.items():
                predicted[name].append(learn(train))
                told()
        for at, scheme in enumerate(found, 1):
            rows = np.concatenate([part[at] for part in parts])
            pooled = {
                name: np.concatenate([one[part[at]] for one, part in zip(many, parts, strict=True)])
                for name, many in predicted.items()
            }
            found[scheme].append(judge(pairs, pooled, often, rows))
    return {scheme: mean(many) for scheme, many in found.items()}


def judge(
    pairs: Pairs, predicted: Mapping[str, Column], often: NDArray[np.int64], rows: Rows | None = None
) -> Judged:
    """Measure every model's probabilities for these rows (all without), and by size of account."""
    rows = np.arange(len(pairs.first)) if rows is None else rows
    reach = pairs.people["reach"]
    larger = np.maximum(reach[pairs.first[rows]], reach[pairs.second[rows]])
    size = np.searchsorted(SIZES, larger, side="right") - 1
    some = {start: np.flatnonzero(size == at) for at, start in enumerate(SIZES)}
    measured = {
        start: {
            name: resampling.measure(pairs, one[part], often, rows[part]) for name, one in predicted.items()
        }
        for start, part in some.items()
        if len(part) >= FEWEST
    }
    whole = {name: resampling.measure(pairs, one, often, rows) for name, one in predicted.items()}
    return Judged(whole, measured)


def mean(many: list[Judged]) -> Judged:
    """Over repeats; a size counts if every repeat has it."""

    def over(parts: list[Mapping[str, Measured]]) -> dict[str, Measured]:
        return {name: resampling.mean([part[name] for part in parts]) for name in parts[0]}

    sizes = [size for size in many[0].sizes if all(size in one.sizes for one in many)]
    return Judged(
        over([one.models for one in many]), {size: over([one.sizes[size] for one in many]) for size in sizes}
    )
