"""Why a score is what it is: made for whoever reads, of what is kept; exact, in their language."""

import pytest
from unit.api import reasons

from pegel.cli.pegel import main

WHY, CHANGES = "/v3/scores/mira/explanation", "/v3/scores/mira/changes"


def test_the_points_of_all_features_and_one_are_the_score(get):
    told = get(WHY).json()
    points = sum(feature["points"] for one in told["accounts"] for feature in one["features"])
    assert abs(points + told["base"] - told["value"]) < 1e-9
    assert told["value"] == reasons.scored().value


def test_every_feature_cause_and_post_is_a_sentence_too(get):
    told = get(WHY).json()
    parts = [feature for one in told["accounts"] for feature in one["features"]]
    parts += told["moments"] + told["changes"]["day"]["causes"]
    assert len(parts) > 10
    assert all(part["sentence"] for part in parts)
    assert any(part.get("line", "").startswith("Followed by people +") for part in parts)


def test_how_many_followers_count_and_what_says_so_is_told(get):
    told = get(WHY).json()
    said = {feature["feature"]: feature["sentence"] for feature in told["accounts"][-1]["features"]}
    assert said["reach"] == "500 followers, of which about 396 count (sample of 80)."


@pytest.mark.parametrize(
    ("asked", "preferred", "spoken"),
    [
        ("de", "", "de"),
        ("en", "de-DE,de;q=0.9", "en"),
        ("", "de-AT, en", "de"),
        ("", "fr, de", "de"),
        ("", "", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_or_preferred(get, asked, preferred, spoken):
    query = {"language": asked} if asked else {}
    answer = get(WHY, query=query, headers={"accept-language": preferred})
    assert answer.json()["language"] == spoken
    assert ("Menschen, die folgen" in answer.body) == (spoken == "de")
    assert answer.headers["Vary"] == "Accept-Language"


def test_the_last_change_is_split_into_its_causes(get):
    day = get(WHY).json()["changes"]["day"]
    assert (day["from"], day["to"], day["total"]) == ("2026-11-24", "2026-11-25", 0.48)
    assert {one["cause"]: one["points"] for one in day["causes"]} == {"audience": 0.6, "decay": -0.12}


def test_any_two_days_are_told_by_sums_over_the_gap(get):
    told = get(CHANGES, query={"from": "2026-11-22", "to": "2026-11-25"}).json()
    assert told["total"] == 1.98
    assert {one["cause"]: one["points"] for one in told["causes"]} == {
        "reactions": 2.0, "audience": 0.6, "decay": -0.62,
    }  # fmt: skip
    assert get(CHANGES, query={"from": "2026-11-22"}).json() == told


@pytest.mark.parametrize(
    "query",
    [
        {"from": "2026-11-23"},  # a gap
        {"from": "yesterday"},
        {"from": "2026-11-25"},
        {"from": "2026-11-25", "to": "2026-11-22"},
        {"from": "2026-13-41"},
        {},
    ],
)
def test_days_that_are_none_are_refused_by_the_field(get, query):
    answer = get(CHANGES, query=query)
    assert answer.status == 422
    assert answer.json()["errors"][0]["pointer"] == "/from"


def test_the_snapshot_gives_the_same_number_offline(get, tmp_path, capsys):
    file = tmp_path / "mira.json"
    file.write_text(get("/v3/scores/ada/snapshot").body)
    assert main(["score", "--snapshot", str(file)]) == 0
    assert "the same, to the last bit" in capsys.readouterr().out


@pytest.mark.parametrize("tail", ["explanation", "changes", "snapshot"])
def test_a_page_that_is_not_public_has_no_reasons(get, tail):
    query = {"from": "2026-11-22"} if tail == "changes" else {}
    hidden, unknown = (get(f"/v3/scores/{name}/{tail}", query=query) for name in ("shy", "nobody"))
    assert hidden.status == unknown.status == 404
    assert hidden.json()["detail"] == unknown.json()["detail"]
