"""What the model has to beat, fitted on the same folds: followers alone, lists alone, log-linear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pegel.scoring import evaluation, kernel, train
from pegel.scoring.columns import Column
from pegel.scoring.model import Calibration, Model
from pegel.scoring.pairs import NETWORK, Pairs

ONE_STEP = 1.0  # L2 on the weights of standardised logarithms (data/peerindex, settings)


def models(pairs: Pairs, model: Model) -> Mapping[str, evaluation.Strength]:
    """Name → training rows → strength of every person."""
    scale = model.calibration[NETWORK]
    return {
        "monotone additive": lambda rows: additive(pairs, scale, rows),
        "log-linear": lambda rows: linear(pairs, list(scale), rows),
        "followers alone": lambda rows: linear(pairs, ["reach"], rows),
        "lists alone": lambda rows: linear(pairs, ["curation"], rows),
    }


def additive(pairs: Pairs, scale: Mapping[str, Calibration], rows: NDArray[np.int64]) -> Column:
    """The product's own kind of model, fitted on these rows alone."""
    curves = train.fit_curves(pairs, scale, rows)
    tables = [kernel.tabulate(scale[r].p05, scale[r].p95, train.STEP, curves[r]) for r in scale]
    return kernel.strengths([pairs.people[role] for role in scale], tables)


def linear(pairs: Pairs, roles: Sequence[str], rows: NDArray[np.int64]) -> Column:
    """Non-negative logistic regression on logarithms, standardised by the training persons."""
    assert pairs.chosen is not None
    logs = np.stack([np.log1p(pairs.people[role]) for role in roles], axis=1)
    seen = np.unique(np.concatenate([pairs.first[rows], pairs.second[rows]]))
    z = logs / logs[seen].std(axis=0)
    signed = np.where(pairs.chosen[rows] > 0, 1.0, -1.0)[:, None] * (
        z[pairs.first[rows]] - z[pairs.second[rows]]
    )
    weights = train.fit(signed, ONE_STEP * np.eye(len(roles)), np.zeros(len(roles)))
    return np.asarray(z @ weights, np.float64)
