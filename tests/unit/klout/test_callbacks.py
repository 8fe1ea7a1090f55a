"""`callback` makes a script of an answer of version 1, where it is a name (klout-api.md §2)."""

from __future__ import annotations

import json
import random
import string
from urllib.parse import quote

import pytest
from unit.klout.test_rules import NOT_FOUND, USER


def test_a_callback_makes_a_script_on_v1_alone(get):
    plain = get("/1/klout.json?users=mira_misst&key={key}")
    script = get("/1/klout.json?users=mira_misst&callback=jQuery17._$x&key={key}")
    assert script.body == f"/**/jQuery17._$x({plain.body});"
    assert script.headers["Content-Type"] == "application/javascript; charset=utf-8"
    assert script.headers["X-Content-Type-Options"] == "nosniff"
    assert get(f"{USER}?callback=f&key={{key}}").body == get(f"{USER}?key={{key}}").body
    assert get("/1/nothing.json?callback=f&key={key}").body == NOT_FOUND


def hostile(number: int) -> str:
    """A callback that could be anything but a name."""
    dice = random.Random(number)
    bad = dice.choice("<>()[]{};'\"`\\/+-*&|^%!?=~,: \n\r\t\0\u2028\u2029ä.0")
    text = "".join(dice.choices(string.ascii_letters + "_$.", k=dice.randrange(80)))
    at = dice.randrange(len(text) + 1) if bad not in ".0" else 0
    return text[:at] + bad + text[at:]


@pytest.mark.parametrize("number", range(100))
def test_a_hostile_callback_gives_plain_json(get, number):
    answer = get(f"/1/klout.json?users=mira_misst&key={{key}}&callback={quote(hostile(number))}")
    assert json.loads(answer.body)["status"] == 200
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


def test_a_name_as_long_as_allowed_is_a_callback_and_one_longer_is_none(get):
    for length, is_script in ((64, True), (65, False)):
        answer = get(f"/1/klout.json?key={{key}}&callback={'f' * length}")
        assert answer.body.startswith("/**/") == is_script
