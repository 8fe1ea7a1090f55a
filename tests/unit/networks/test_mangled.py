"""Answers of every network with something in them that does not belong there: a named error, or a reading."""

from __future__ import annotations

import copy
import json
import random

import pytest
from unit.networks.recorded import OURS, Told, reader

from pegel.networks import NETWORKS
from pegel.networks.understood import understand
from pegel.replay import read_file

TIMES = 2000  # a network
STRANGE = [
    None,
    "",
    [],
    {},
    -1,
    2**60,
    True,
    1.5,
    "9" * 30,
    [None],
    {"a": 1},
    "http://[",
    "<![x",
    "\u202e",
    1e300,
]


def places(value, found):
    """Every place of a JSON value, as its holder and its name there."""
    for name in (
        list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    ):
        found.append((value, name))
        places(value[name], found)
    return found


def mangled(body, chance):
    """A body with one to three things gone, or replaced by strange ones."""
    if isinstance(body, str):
        at = chance.randrange(len(body) + 1)
        return (
            body[:at]
            + chance.choice(["<", "</a>", "&", "<![", "<item>", "\x00"])
            + body[at + chance.randrange(9) :]
        )
    body = copy.deepcopy(body)
    for _ in range(chance.randint(1, 3)):
        if found := places(body, []):
            holder, name = chance.choice(found)
            holder[name] = copy.deepcopy(chance.choice(STRANGE))
    return body


@pytest.mark.parametrize("name", [name for name in NETWORKS if (OURS / name).is_dir()])
def test_a_mangled_answer_is_understood_or_refused_by_name(name):
    chance, network = random.Random(name), reader(name, Told({}))
    answers = [one for file in sorted((OURS / name).rglob("*.json")) for one in read_file(file)]
    assert answers
    for _ in range(TIMES):
        answer = chance.choice(answers)
        read = understand(network, {**answer, "status": 200, "body": mangled(answer.get("body"), chance)})
        assert read.says, json.dumps(answer)
