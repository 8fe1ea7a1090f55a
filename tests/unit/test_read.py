"""`pegel read` on our own recordings: for people, for programs, and when it cannot."""

from __future__ import annotations

import json

import pytest
from unit.networks.recorded import OURS

from pegel.cli import pegel


def test_a_reading_for_programs_is_the_whole_snapshot(capsys):
    assert pegel.main(["read", "mastodon:@fenja@hof.example", "--replay", str(OURS), "--json"]) == 0
    snapshot = json.loads(capsys.readouterr().out)
    assert (snapshot["reach"], snapshot["read_at"]) == (812, "2026-11-22T06:00:00+00:00")
    assert snapshot["posts"][0]["reactions"] == {"like": 5, "repost": 2, "reply": 1, "quote": 0}
    assert len(snapshot["posts"][0]["reactors"]) == 3


def test_a_reading_for_people_names_counts_and_what_is_missing(capsys):
    assert pegel.main(["read", "mastodon:@fenja@hof.example", "--replay", str(OURS)]) == 0
    out = capsys.readouterr().out
    assert "812 followers, 4 posts" in out
    assert "! Who reacted to 3 of the strongest posts is not known" in out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["friendster:ada"], "names no account: write one such as mastodon:@user@server"),
        (["mastodon"], "such as mastodon:@user@server"),
        (["mastodon:ada"], "write @user@server"),
        (["mastodon:@nobody@hof.example", "--replay", str(OURS)], "is not recorded"),
        (["mastodon:@x@not-found.example", "--replay", str(OURS)], "answered 404"),
        (["mastodon:@x@seconds.example", "--replay", str(OURS)], "answered 429"),
        (["mastodon:@a@b.example", "--replay", "missing-folder"], "no folder missing-folder"),
        (["mastodon", "--answer", "missing.json"], "missing.json cannot be read"),
        (["mastodon", "--answer", __file__], "is no recording"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(capsys, arguments, says):
    assert pegel.main(["read", *arguments]) == 1
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


def test_recorded_refusals_are_told_with_their_error_and_time(capsys):
    file = str(OURS / "mastodon" / "refusals.json")
    assert pegel.main(["read", "mastodon", "--answer", file, "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["answers"][0]
    assert (first["kind"], first["error"]["type"]) == ("refusal", "RateLimited")
    assert first["error"]["until"] == "2026-11-22T06:02:00+00:00"
    assert pegel.main(["read", "mastodon", "--answer", file]) == 0
    assert "come back at 2026-11-22 06:02:00 UTC" in capsys.readouterr().out


def test_markup_of_strangers_is_text_on_the_terminal(capsys, tmp_path):
    recorded = json.loads((OURS / "github" / "fenja" / "repos.json").read_text())[0]
    recorded["body"][0]["description"] = "[bold]loud[/bold] [link=file:///etc]x[/link]"
    (tmp_path / "a.json").write_text(json.dumps(recorded))
    assert pegel.main(["read", "github", "--answer", str(tmp_path / "a.json")]) == 0
    assert "[bold]loud[/bold]" in capsys.readouterr().out
