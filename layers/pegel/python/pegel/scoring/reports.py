"""What an evaluation says, as one JSON document: each model's figures with intervals, and the differences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from pegel.scoring import baselines, evaluation, resampling
from pegel.scoring.columns import Column
from pegel.scoring.evaluation import Judged
from pegel.scoring.model import Model
from pegel.scoring.pairs import Pairs

SHIPPED = "shipped"
SAMPLES = 200  # per repeat of the folds


def on_file(
    learnt: Pairs, judged: Pairs, model: Model, shipped: Column, told: Callable[[int], None]
) -> dict[str, Any]:
    """The shipped model and baselines that learnt from another file. `told` hears the number of fits, then
    0 for each that is done.
    """
    learners = baselines.learners(learnt, judged, model)
    del learners[baselines.OWN]  # the shipped model is of this kind
    told(len(learners))
    predicted = {SHIPPED: shipped}
    for name, learn in learners.items():
        predicted[name] = learn(np.arange(len(learnt.first)))
        told(0)
    known = set(learnt.persons)
    seen = np.array([person in known for person in judged.persons])
    both = int((seen[judged.first] & seen[judged.second]).sum())
    found = to_json(evaluation.judge(judged, predicted, resampling.drawn(judged)), SHIPPED)
    return {SHIPPED: found["models"].pop(SHIPPED), "learnt_pairs": both, **found}


def on_folds(
    pairs: Pairs, model: Model, shipped: Column, repeats: int, told: Callable[[int], None]
) -> dict[str, Any]:
    """The shipped model, which has learnt these pairs, and its kind and the baselines on folds of persons."""
    found = {**alone(pairs, shipped, ranked=False), "learnt_pairs": len(pairs.first)}
    if repeats <= 0:
        return found
    learners = baselines.learners(pairs, pairs, model)
    told(repeats * evaluation.FOLDS * len(learners))
    schemes = evaluation.on_folds(pairs, learners, repeats, lambda: told(0), SAMPLES)
    folds = {scheme: to_json(one, baselines.OWN) for scheme, one in schemes.items()}
    return {**found, "repeats": repeats, "folds": folds}


def alone(pairs: Pairs, shipped: Column, ranked: bool = True) -> dict[str, Any]:
    """The shipped model and, if wanted, what needs no fit: the order by followers and by lists."""
    often = resampling.drawn(pairs)
    found = to_json(evaluation.judge(pairs, {SHIPPED: shipped}, often), SHIPPED)
    document: dict[str, Any] = {SHIPPED: found["models"].pop(SHIPPED), **found}
    for name, role in baselines.SINGLE.items() if ranked else ():
        order = evaluation.probabilities(pairs, np.log1p(pairs.people[role]))
        one = resampling.measure(pairs, order, often).to_json()
        document["models"][name] = {**one, "ece": None}  # an order only, no probabilities
    return document


def to_json(judged: Judged, own: str) -> dict[str, Any]:
    """Models, differences of `own` to the others, and by followers of the larger of a pair."""

    def each(models: Mapping[str, resampling.Measured]) -> dict[str, Any]:
        return {name: one.to_json() for name, one in models.items()}

    others = {name: one for name, one in judged.models.items() if name != own}
    return {
        "models": each(judged.models),
        "differences": each({name: judged.models[own].minus(one) for name, one in others.items()}),
        "sizes": [{"from": size, "models": each(models)} for size, models in judged.sizes.items()],
    }
