"""What the model is held against, learnt from the same judgements: its own kind, log-linear, followers alone,
lists alone, and a free model of pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pegel.scoring import free, kernel, train
from pegel.scoring.columns import Column
from pegel.scoring.evaluation import probabilities
from pegel.scoring.model import Calibration, Model
from pegel.scoring.pairs import NETWORK, Pairs

OWN = "monotone additive"
FREE = "free model of pairs"
SINGLE = {"followers alone": "reach", "lists alone": "curation"}
ONE_STEP = 1.0  # L2 on the weights of standardised logarithms (data/peerindex, settings)
Learner = Callable[[NDArray[np.int64]], Column]  # rows to learn from -> P(first ≻ second) per judged pair


def learners(learnt: Pairs, judged: Pairs, model: Model) -> dict[str, Learner]:
    """By name. `judged` may be the pairs learnt from, whose other rows are then the test."""
    scale = model.calibration[NETWORK]
    single = {name: linear_of(learnt, [role], judged) for name, role in SINGLE.items()}
    return {
        OWN: lambda rows: additive(learnt, rows, judged, scale),
        "log-linear": linear_of(learnt, list(scale), judged),
        **single,
        FREE: lambda rows: free.predict(learnt, rows, judged),
    }


def additive(
    learnt: Pairs, rows: NDArray[np.int64], judged: Pairs, scale: Mapping[str, Calibration]
) -> Column:
    """The product's own kind of model, fitted on these rows alone."""
    curves = train.fit_curves(learnt, scale, rows)
    tables = [kernel.tabulate(scale[r].p05, scale[r].p95, train.STEP, curves[r]) for r in scale]
    return probabilities(judged, kernel.strengths([judged.people[role] for role in scale], tables))


def linear_of(learnt: Pairs, roles: Sequence[str], judged: Pairs) -> Learner:
    """Non-negative logistic regression on logarithms, standardised by the persons learnt from."""

    def learn(rows: NDArray[np.int64]) -> Column:
        assert learnt.chosen is not None
        logs, asked = (
            np.stack([np.log1p(one.people[role]) for role in roles], axis=1) for one in (learnt, judged)
        )
        one, other = learnt.first[rows], learnt.second[rows]
        deviation = logs[np.unique(np.concatenate([one, other]))].std(axis=0)
        signed = np.where(learnt.chosen[rows] > 0, 1.0, -1.0)[:, None] * (logs[one] - logs[other]) / deviation
        weights = train.fit(signed, ONE_STEP * np.eye(len(roles)), np.zeros(len(roles)))
        return probabilities(judged, np.asarray(asked / deviation @ weights, np.float64))

    return learn
