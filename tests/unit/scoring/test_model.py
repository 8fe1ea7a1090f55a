"""A model file says what it is, and nothing in it can be changed unnoticed."""

import itertools
import json

import pytest

from pegel.errors import CannotRun
from pegel.scoring.model import CURRENT, FOLDER, checksum, load, to_model


def document():
    return json.loads((FOLDER / f"{CURRENT}.json").read_text())


def test_the_shipped_model_is_what_its_checksum_says():
    assert checksum(document()) == document()["checksum"] == load().checksum


def test_a_changed_constant_is_refused():
    with pytest.raises(CannotRun, match="checksum"):
        to_model(document() | {"power": 2.0})


def test_every_curve_starts_at_nothing_and_rises():
    for heights in load().curves.values():
        assert heights[0] == 0.0
        assert all(low < high for low, high in itertools.pairwise(heights))


def test_a_falling_curve_is_refused_even_with_a_good_checksum():
    changed = document()
    changed["curves"]["reach"][3] = 0.0
    changed["checksum"] = checksum(changed)
    with pytest.raises(CannotRun, match="never fall"):
        to_model(changed)


def test_a_calibrated_role_without_a_curve_is_refused():
    changed = document()
    del changed["curves"]["relay"]
    changed["checksum"] = checksum(changed)
    with pytest.raises(CannotRun, match="relay"):
        to_model(changed)


def test_an_unknown_version_names_those_there_are():
    with pytest.raises(CannotRun, match=CURRENT):
        load("1999.01")


def test_every_constant_names_its_source():
    assert all(one.source for roles in load().calibration.values() for one in roles.values())
    assert {"curves", "anchors", "population", "reactions", "policy"} <= set(load().sources)
