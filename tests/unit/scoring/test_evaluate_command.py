"""`pegel model evaluate` judges, predicts, and says in one sentence why it cannot."""

import csv
import json
import random
from pathlib import Path

import pytest

from pegel.cli.pegel import main
from pegel.scoring.pairs import FEATURES


@pytest.fixture
def write(tmp_path):
    def file(name, seed, count=120, choice=True):
        dice = random.Random(seed)
        people = [[round(dice.lognormvariate(5, 2), 3) for _ in FEATURES] for _ in range(60)]
        with (tmp_path / name).open("w", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow([*["Choice"][:choice], *(f"{side}_{one}" for side in "AB" for one in FEATURES)])
            for _ in range(count):
                one, other = dice.sample(people, 2)
                chosen = int((one[0] > other[0]) == (dice.random() < 0.9))
                writer.writerow([*[chosen][:choice], *one, *other])
        return str(tmp_path / name)

    return file


def test_on_another_file_every_model_has_intervals_and_a_difference_to_the_shipped_one(write, capsys):
    learnt, judged = write("learnt.csv", 1), write("judged.csv", 2)
    assert main(["model", "evaluate", "--pairs", judged, "--train", learnt, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["shipped"]["n"] == 120
    assert found["learnt_pairs"] == 0
    assert set(found["models"]) == {"log-linear", "followers alone", "lists alone", "free model of pairs"}
    for name, one in found["models"].items():
        assert one["auc"]["low"] <= one["auc"]["value"] <= one["auc"]["high"]
        ahead = found["differences"][name]["auc"]["value"]
        assert ahead == pytest.approx(found["shipped"]["auc"]["value"] - one["auc"]["value"])


def test_what_it_learnt_from_is_judged_on_folds(write, capsys):
    file = write("pairs.csv", 3)
    assert main(["model", "evaluate", "--pairs", file, "--train", file, "--repeats", "1", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["learnt_pairs"] == 120
    assert "monotone additive" in found["folds"]["one_unseen"]["models"]
    assert "log-linear" in found["folds"]["both_unseen"]["differences"]


def test_without_anything_to_learn_from_the_model_is_judged_alone(write, tmp_path, capsys):
    judged = write("judged.csv", 2)
    nowhere = str(tmp_path / "none.csv")
    assert main(["model", "evaluate", "--pairs", judged, "--train", nowhere, "--json"]) == 0
    out, err = capsys.readouterr()
    assert "none.csv to learn baselines from" in err
    assert set(json.loads(out)["models"]) == {"followers alone", "lists alone"}


def test_pairs_nobody_judged_are_predicted_in_their_order(write, tmp_path, capsys):
    judged, out = write("open.csv", 2, choice=False), tmp_path / "out.csv"
    assert main(["model", "evaluate", "--pairs", judged, "--predictions", str(out)]) == 0
    lines = out.read_text().splitlines()
    assert lines[0] == "probability"
    assert len(lines) == 121
    assert all(0.0 < float(one) < 1.0 for one in lines[1:])
    assert "no column Choice" in capsys.readouterr().out


def test_judgements_that_are_all_the_same_are_refused(write, tmp_path, capsys):
    file = tmp_path / "same.csv"
    lines = [line.split(",", 1) for line in Path(write("judged.csv", 2)).read_text().splitlines()]
    file.write_text("\n".join(f"{'Choice' if at == 0 else 1},{rest}" for at, (_, rest) in enumerate(lines)))
    assert main(["model", "evaluate", "--pairs", str(file), "--json"]) == 1
    assert "column Choice: all judgements are the same" in capsys.readouterr().err
