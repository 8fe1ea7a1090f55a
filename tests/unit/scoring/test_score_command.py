"""`pegel score` on the terminal, against recorded answers."""

import json
from pathlib import Path

import pytest

from pegel.cli.pegel import main

WORLD = str(Path(__file__).parents[2] / "data/world")
MIRA = ["mastodon:@mira@pegel.example", "bluesky:mira.pegel.example", "github:mira-pegel"]


def test_it_prints_the_score_and_what_it_is_made_of(capsys):
    assert main(["score", *MIRA, "--replay", WORLD]) == 0
    told = capsys.readouterr().out
    assert all(
        word in told for word in ("Score", "mastodon", "bluesky", "github", "reach", "█", "Strongest posts")
    )


def test_json_adds_up(capsys):
    assert main(["score", *MIRA, "--replay", WORLD, "--json"]) == 0
    why = json.loads(capsys.readouterr().out)
    points = sum(feature["points"] for one in why["accounts"] for feature in one["features"])
    assert points + why["base"] == pytest.approx(why["value"], abs=1e-9)
    assert why["interval"][0] <= why["value"] <= why["interval"][1]


def test_the_order_of_accounts_changes_no_bit(capsys):
    assert main(["score", *MIRA, "--replay", WORLD, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["value"]
    assert main(["score", *MIRA[::-1], MIRA[0], "--replay", WORLD, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["value"] == first


@pytest.mark.parametrize("text", ["mira", "myspace:tom", "mastodon:", "mastodon:mira"])
def test_a_wrong_name_is_told_the_right_form(text, capsys):
    assert main(["score", text, "--replay", WORLD]) == 1
    assert "@user@server" in capsys.readouterr().err


def test_what_cannot_be_read_is_told_and_the_others_are_scored(capsys):
    assert main(["score", MIRA[0], "github:nobody-at-all", "--replay", WORLD]) == 0
    assert "github:nobody-at-all was not read" in capsys.readouterr().out
    assert main(["score", "github:nobody-at-all", "--replay", WORLD]) == 1


def test_a_missing_folder_is_named(capsys):
    assert main(["score", MIRA[0], "--replay", "/nowhere/at/all"]) == 1
    assert "/nowhere/at/all" in capsys.readouterr().err
