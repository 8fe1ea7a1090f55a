"""A model file says what it is, and nothing in it can be changed unnoticed."""

import itertools
import json

import pytest

from pegel.errors import CannotRun
from pegel.scoring.model import CURRENT, FOLDER, checksum, load, to_model, versions


def document():
    return json.loads((FOLDER / f"{CURRENT}.json").read_text())


def test_the_shipped_model_is_what_its_checksum_says():
    assert checksum(document()) == document()["checksum"] == load().checksum


def changed(**constants):
    new = document() | constants
    return to_model(new | {"checksum": checksum(new)})


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


def test_an_unknown_or_missing_constant_is_refused_by_name():
    with pytest.raises(CannotRun, match="different constants: luck"):
        changed(luck=1.0)
    less = {name: value for name, value in document().items() if name != "company"}
    with pytest.raises(CannotRun, match="different constants: company"):
        to_model(less | {"checksum": checksum(less)})


def test_a_second_model_file_is_found_beside_the_first(tmp_path):
    for version in ("2026.11", "2026.12"):
        new = document() | {"version": version}
        (tmp_path / f"{version}.json").write_text(json.dumps(new | {"checksum": checksum(new)}))
    assert versions(tmp_path) == ["2026.11", "2026.12"]
    assert load("2026.12", tmp_path).version == "2026.12"
    assert CURRENT in versions()


def test_models_that_read_posts_alike_share_their_measure():
    shipped = load()
    assert changed(version="2026.12", power=2.0, weights={}).measure == shipped.measure
    assert changed(half_life=31.0).measure != shipped.measure
    assert changed(singular=[]).measure != shipped.measure


def test_a_network_that_gives_one_role_less_is_measured_otherwise():
    less = document()["calibration"]
    del less["mastodon"]["relay"]
    assert changed(calibration=less).measure != load().measure
    higher = document()["calibration"]
    higher["mastodon"]["relay"]["p95"] += 1.0
    assert changed(calibration=higher).measure == load().measure
