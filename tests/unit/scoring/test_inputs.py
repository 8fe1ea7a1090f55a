"""The inputs of a score: everything that decides its bits, and a digest that changes with any of them."""

import json
from dataclasses import replace

import pytest
from unit.scoring.invented import MODEL, measured, post, snapshot

from pegel.errors import CannotRun
from pegel.scoring import inputs
from pegel.scoring.score import score

MINE = measured(
    snapshot(*[post(str(n), age=n, like=3 + n) for n in range(9)]),
    snapshot(name="2", network="github", curation=7),
)
TOLD = inputs.to_inputs(MINE, MODEL.version)


def test_the_score_of_the_inputs_is_the_score_to_the_last_bit():
    again = inputs.features_of(json.loads(json.dumps(TOLD)))
    assert score([again], MODEL)[0] == score([MINE], MODEL)[0]


def test_the_digest_does_not_depend_on_the_order_of_accounts_or_on_what_is_only_shown():
    bare = [replace(one, moments=()) for one in reversed(MINE)]
    assert inputs.digest(inputs.to_inputs(bare, MODEL.version)) == inputs.digest(TOLD)


@pytest.mark.parametrize(
    "other",
    [
        inputs.to_inputs(
            [replace(MINE[0], spread={**MINE[0].spread, "reactors": (0.1, 0.2)}), MINE[1]], MODEL.version
        ),
        inputs.to_inputs(MINE[:1], MODEL.version),
        inputs.to_inputs(MINE, "2027.01"),
        inputs.to_inputs(MINE, MODEL.version, "2027.01", 0.0),
        inputs.to_inputs(MINE, MODEL.version, "2027.01", 0.25),
    ],
)
def test_whatever_could_change_the_number_changes_the_digest(other):
    assert inputs.digest(other) != inputs.digest(TOLD)


@pytest.mark.parametrize("wrong", [{}, {"accounts": [{"account": "x"}]}, {"accounts": 3}])
def test_what_are_no_inputs_is_said(wrong):
    with pytest.raises(CannotRun, match="no inputs of a score"):
        inputs.features_of(wrong)


@pytest.mark.parametrize(
    ("document", "models"),
    [
        ({"model": "2026.11", "next": None}, ("2026.11", None, 0.0)),
        ({"model": "2026.12", "next": None}, ("2026.12", None, 0.0)),
        ({"model": "2026.11", "next": {"model": "2026.12", "share": 0.25}}, ("2026.11", "2026.12", 0.25)),
        ({"model": "2026.12", "next": {"model": "2026.12", "share": 0.75}}, ("2026.11", "2026.12", 0.75)),
    ],
)
def test_the_models_are_those_of_the_document_for_a_rescoring_writes_no_reasons(document, models):
    found = inputs.as_served(TOLD, document)
    assert (found["model"], found["next"], found["share"]) == models
    assert found["accounts"] == TOLD["accounts"]
