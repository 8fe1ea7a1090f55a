"""A model learns who is the more influential, rises everywhere, and is the same every time."""

import csv
import random

import numpy as np
import pytest

from pegel.errors import CannotRun
from pegel.scoring import baselines, evaluation, pairs, train
from pegel.scoring.model import load
from pegel.scoring.pairs import FEATURES, NETWORK

SCALE = load().calibration[NETWORK]


@pytest.fixture
def file(tmp_path):
    """Invented judgements: the one with more followers is chosen, most of the time."""
    dice = random.Random(5)
    people = [[round(dice.lognormvariate(5, 2), 3) for _ in FEATURES] for _ in range(80)]
    columns = ["Choice", *(f"{side}_{name}" for side in "AB" for name in FEATURES)]
    path = tmp_path / "pairs.csv"
    with path.open("w", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(columns)
        for _ in range(400):
            one, other = dice.sample(people, 2)
            writer.writerow([int((one[0] > other[0]) == (dice.random() < 0.9)), *one, *other])
    return path


def test_it_learns_what_decides(file):
    judged = pairs.read(file)
    curves = train.fit_curves(judged, SCALE)
    assert max(curves, key=lambda role: curves[role][5]) == "reach"
    assert all(step > 0.0 for heights in curves.values() for step in np.diff(heights))


def test_the_same_pairs_give_the_same_curves(file):
    assert train.fit_curves(pairs.read(file), SCALE) == train.fit_curves(pairs.read(file), SCALE)


def test_folds_keep_unseen_persons_out_of_training(file):
    judged = pairs.read(file)
    for seen, one, both in evaluation.folds(judged, 0):
        known = set(judged.first[seen]) | set(judged.second[seen])
        assert not {
            (a in known) and (b in known) for a, b in zip(judged.first[one], judged.second[one], strict=True)
        } - {False}
        assert not known & (set(judged.first[both]) | set(judged.second[both]))


def test_on_persons_never_seen_it_beats_what_does_not_decide(file):
    judged = pairs.read(file)
    found = evaluation.on_folds(judged, baselines.learners(judged, judged, load()), 1, samples=20)
    models = found["one_unseen"].models
    ahead = models[baselines.OWN].minus(models["lists alone"]).to_json()["auc"]
    assert ahead["low"] > 0.2


def test_own_activity_is_never_read(file):
    judged = pairs.read(file)
    rows = list(csv.DictReader(file.open()))
    for row in rows:
        for name in ("posts", "mentions_sent", "retweets_sent", "following_count"):
            row[f"A_{name}"] = row[f"B_{name}"] = "0"
    with file.open("w", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    again = pairs.read(file)
    model = load()
    before, after = (
        evaluation.probabilities(one, evaluation.strengths(one.people, model)) for one in (judged, again)
    )
    assert (before == after).all()


def test_a_file_of_something_else_is_refused_by_the_missing_column(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    with pytest.raises(CannotRun, match="A_follower_count"):
        pairs.read(tmp_path / "x.csv")


def test_what_is_no_number_is_refused_with_its_line_and_column(file):
    text = file.read_text().splitlines()
    cells = text[3].split(",")
    cells[1] = "many"
    file.write_text("\n".join([*text[:3], ",".join(cells), *text[4:]]))
    with pytest.raises(CannotRun, match=r"line 4, column A_follower_count: 'many' is not a number"):
        pairs.read(file)
