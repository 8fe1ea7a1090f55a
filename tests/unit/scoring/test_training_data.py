"""The model on the real judgements and figures, where PEGEL_DATA is."""

import json
import os
from pathlib import Path

import pytest

from pegel.scoring import anchoring, baselines, evaluation, pairs, population, train
from pegel.scoring.model import CURRENT, FOLDER, load

DATA = Path(os.environ.get("PEGEL_DATA", Path(__file__).parents[4] / "shared/data"))
PAIRS = DATA / "peerindex/pairs.csv"
pytestmark = pytest.mark.skipif(not PAIRS.is_file(), reason="skipped: no PEGEL_DATA")


def on_folds(repeats, *names):
    """Five folds of persons, at least one of a pair unseen."""
    judged = pairs.read(PAIRS)
    learners = baselines.learners(judged, judged, load())
    some = {name: learners[name] for name in names}
    return evaluation.on_folds(judged, some, repeats, samples=1)["one_unseen"].models


def value(measured, name):
    return measured.to_json()[name]["value"]


def test_a_rising_sum_without_activity_orders_no_worse_than_a_free_model_of_pairs():
    models = on_folds(1, baselines.OWN, baselines.FREE)
    assert value(models[baselines.OWN].minus(models[baselines.FREE]), "auc") >= -0.002


def test_it_orders_better_than_followers_alone_and_its_probabilities_are_what_they_say():
    models = on_folds(10, baselines.OWN, "followers alone")  # one repeat differs from the next by 0.002
    assert value(models[baselines.OWN].minus(models["followers alone"]), "auc") >= 0.020
    assert value(models[baselines.OWN], "ece") <= 0.026


def test_training_again_gives_the_shipped_model():
    shipped = json.loads((FOLDER / f"{CURRENT}.json").read_text())
    again = train.train(pairs.read(PAIRS), population.read(DATA), CURRENT, lambda _: None)
    for name in ("calibration", "reactions", "minimum", "step", "weights"):
        assert again[name] == shipped[name]
    for role, heights in shipped["curves"].items():
        assert again["curves"][role] == pytest.approx(heights, abs=1e-3)
    for old, new in zip(shipped["anchors"], again["anchors"], strict=True):
        assert new == pytest.approx(old, abs=0.01)


def test_the_published_shares_of_members_stand_at_the_published_scores():
    model = load()
    scale = anchoring.Scale(
        model.calibration, model.step, model.curves, model.power, model.company, model.minimum
    )
    strengths = anchoring.members(population.read(DATA), scale)
    for (quantile, points), (strength, score, _) in zip(
        anchoring.QUANTILES, model.anchors[1:-1], strict=True
    ):
        assert score == points
        assert (strengths < strength).mean() == pytest.approx(quantile, abs=2e-4)
