"""`pegel score --snapshot`: a served score computed again from its file, offline, to the last bit."""

import json
from typing import Any

import pytest
from unit.scoring.invented import MODEL, measured, post, snapshot
from unit.scoring.test_score_command import MIRA, WORLD

from pegel.cli.pegel import main
from pegel.scoring import inputs
from pegel.scoring.score import score

MINE = measured(snapshot(*[post(str(n), age=n, like=9, people=["a", "b"]) for n in range(20)]))
INPUTS = inputs.to_inputs(MINE, MODEL.version)
SERVED: dict[str, Any] = {
    "inputs": INPUTS,
    "digest": inputs.digest(INPUTS),
    "value": score([MINE], MODEL)[0].value,
}


@pytest.fixture
def again(tmp_path, capsys):
    """Exit code and output of the command on a file with this content."""

    def run(content, *more):
        file = tmp_path / "mine.json"
        file.write_text(content if isinstance(content, str) else json.dumps(content))
        code = main(["score", "--snapshot", str(file), *more])
        return code, capsys.readouterr()

    return run


@pytest.mark.parametrize("content", [SERVED, {"profile": {}, "snapshot": SERVED}])
def test_the_served_number_comes_out_again(again, content):
    code, said = again(content, "--json")
    told = json.loads(said.out)
    assert (code, told["same"], told["value"]) == (0, True, SERVED["value"])
    assert told["inputs"] == SERVED["digest"]


def test_people_read_that_it_is_the_same_to_the_last_bit(again):
    code, said = again(SERVED)
    assert code == 0
    assert "the same, to the last bit" in said.out


@pytest.mark.parametrize(
    "forged",
    [
        {**SERVED, "value": SERVED["value"] + 1e-13},
        {**SERVED, "digest": "0" * 64},
        {**SERVED, "inputs": inputs.to_inputs(MINE[:0], MODEL.version)},
    ],
)
def test_a_number_that_these_inputs_do_not_give_is_told(again, forged):
    code, said = again(forged)
    assert code == 4
    assert "NOT what these inputs give" in said.err


def test_a_reading_is_scored_as_if_it_were_read_now(again, capsys):
    assert main(["read", MIRA[0], "--replay", WORLD, "--json"]) == 0
    code, said = again(capsys.readouterr().out, "--json")
    assert main(["score", MIRA[0], "--replay", WORLD, "--json"]) == 0
    live = json.loads(capsys.readouterr().out)
    assert (code, json.loads(said.out)["value"]) == (0, live["value"])


@pytest.mark.parametrize("content", ["{", "{}", "[3]", '{"inputs": {"accounts": [{}]}}', '{"posts": 1}'])
def test_a_file_of_something_else_is_refused_in_a_sentence(again, content):
    code, said = again(content)
    assert code == 1
    assert "pegel: " in said.err


def test_accounts_and_a_file_at_once_are_refused(capsys):
    assert main(["score", MIRA[0], "--snapshot", "x.json"]) == 1
    assert main(["score"]) == 1
    assert "one of the two" in capsys.readouterr().err
