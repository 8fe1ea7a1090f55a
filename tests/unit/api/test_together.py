"""Members side by side, everybody's distribution, and the models."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from unit.api.conftest import keep

from pegel.scoring import distribution, history
from pegel.scoring.model import CURRENT, FOLDER

LAST = date(2026, 11, 25)
COUNTED = datetime(2026, 11, 25, 3, 30, tzinfo=UTC)


def days(values, model=CURRENT, last=LAST):
    """Consecutive days that end with the last."""
    first = last - timedelta(days=len(values) - 1)
    return [history.Day(first + timedelta(days=at), value, model) for at, value in enumerate(values)]


@pytest.fixture(autouse=True)
def members(api):
    """Ana rises, Ben falls and was not scored for two days, Cem changed models, Dee is new."""
    told = {
        "ana": days([40.0, 41.5, 43.0]),
        "ben": days([60.0, None, 58.0], last=LAST - timedelta(days=2)),
        "cem": days([50.0], model="2025.01", last=LAST - timedelta(days=1)) + days([90.0]),
        "dee": days([20.0]),
    }
    for name, past in told.items():
        value = past[-1].value
        document = {
            "name": name,
            "display_name": name.title(),
            "score": round(value),
            "value": value,
            "interval": [value - 1, value + 1],
            "model": CURRENT,
            "change": {"day": 1.5, "week": None, "month": None},
            "percentile": {"overall": 50.0, "region": None, "size": None},
            "networks": [
                {"network": "github", "handle": f"{name}1", "points": 10.25},
                {"network": "github", "handle": f"{name}2", "points": 1.5},
                {"network": "mastodon", "handle": f"@{name}@pegel.example", "points": 20.0},
            ],
        }
        keep(api.table, api.store, name, json.dumps(document).encode())
        item = api.table.items[f"mem_{name}"]
        item["history"] = api.store.ScoreItem("x", history=history.pack(past)).serialize()["history"]


def compare(get, names, **query):
    return get("/v3/compare", query={"names": names, **query})


def test_members_stand_on_one_axis_of_days_with_their_gaps(get):
    answer = compare(get, "ana,BEN")
    told = answer.json()
    assert told["days"] == [f"2026-11-{day}" for day in (21, 22, 23, 24, 25)]
    ana, ben = told["data"]
    assert (ana["name"], ana["scores"]) == ("ana", [None, None, 40.0, 41.5, 43.0])
    assert (ben["name"], ben["scores"]) == ("ben", [60.0, None, 58.0, None, None])
    assert answer.headers["Cache-Control"].startswith("public, max-age=300")


def test_what_each_has_is_told_beside_the_others(get):
    ana = compare(get, "ana,ben").json()["data"][0]
    assert ana["networks"] == {"github": 11.75, "mastodon": 20.0}
    assert (ana["score"], ana["interval"], ana["change"]["day"]) == (43, [42.0, 44.0], 1.5)
    assert ana["percentile"]["overall"] == 50.0


def test_who_gained_most_is_named_and_two_models_are_not_compared(get):
    told = compare(get, "ana,ben,cem,dee").json()
    assert [one["gained"] for one in told["data"]] == [3.0, -2.0, None, None]
    assert told["gained_most"] == "ana"
    assert compare(get, "ben,dee").json()["gained_most"] is None


def test_fewer_days_may_be_asked_for(get):
    told = compare(get, "ana,ben", days="2").json()
    assert told["days"] == ["2026-11-24", "2026-11-25"]
    assert told["data"][0]["gained"] == 1.5
    assert told["data"][1]["gained"] is None


def test_names_that_nobody_has_are_listed_and_a_private_page_is_one(get):
    told = compare(get, "ana,nobody,shy").json()
    assert ([one["name"] for one in told["data"]], told["missing"]) == (["ana"], ["nobody", "shy"])
    assert compare(get, "nobody,shy").status == 404


@pytest.mark.parametrize("names", ["ana", "ana,ana", "a,b,c,d,e,f", ""])
def test_two_to_five_are_compared(get, names):
    answer = compare(get, names)
    assert (answer.status, answer.json()["errors"][0]["pointer"]) == (422, "/names")
    assert "2 to 5 names" in answer.json()["errors"][0]["detail"]


@pytest.fixture
def counted(api):
    """Everybody was counted: 100 members from 1 to 100, 30 of them in Germany."""
    from pegel.store import distributions, score_items

    found = distribution.of(
        {"value": value, "region": "DE" if value > 70 else "AT" if value < 11 else None}
        for value in range(1, 101)
    )
    packed = score_items.deflated(json.dumps(found.to_json()).encode())
    api.table.keep(score_items.ScoreItem(distributions.KEY, document=packed, run_at=COUNTED))
    yield found
    del api.table.items[distributions.KEY]


def test_before_the_first_count_nothing_is_told_and_it_is_said_why(get):
    answer = get("/v3/distribution")
    assert (answer.status, answer.json()["code"]) == (404, "not_found")
    assert "counted every night" in answer.json()["detail"]


def test_a_distribution_is_told_of_groups_that_are_large_enough(get, counted):
    answer = get("/v3/distribution")
    told = answer.json()
    assert (told["model"], told["counted_at"]) == (CURRENT, "2026-11-25T03:30:00Z")
    assert list(told["regions"]) == ["DE"], "ten Austrians are too few"
    overall, german = told["overall"], told["regions"]["DE"]
    assert (overall["members"], german["members"]) == (100, 30)
    assert (len(overall["histogram"]), sum(overall["histogram"])) == (100, 1000)
    assert get("/v3/distribution", headers={"if-none-match": answer.headers["ETag"]}).status == 304


def test_mean_and_quantiles_are_those_of_the_members(get, counted):
    overall, german = (get("/v3/distribution").json()[key] for key in ("overall", "regions"))
    assert overall["mean"] == pytest.approx(50.5, abs=0.11)
    assert german["DE"]["mean"] == pytest.approx(85.5, abs=0.11)
    assert overall["quantiles"]["50"] == pytest.approx(50.5, abs=1)
    assert overall["quantiles"]["95"] == pytest.approx(95.5, abs=1)


def test_the_current_model_is_told_and_no_other_is_on_its_way(get):
    told = get("/v3/models").json()
    assert (told["current"], told["next"], told["phase"], told["share"]) == (CURRENT, None, "steady", 0.0)
    assert CURRENT in [one["version"] for one in told["data"]]


def test_a_model_on_its_way_is_told_with_its_share(api, get):
    from pegel.scoring.rollout import Phase, Rollout
    from pegel.store import rollouts, score_items

    today = datetime.now(UTC).date()
    blend = Rollout(CURRENT, "2099.01", Phase.BLEND, today, days=4)
    packed = score_items.deflated(json.dumps(blend.to_json()).encode())
    api.table.keep(score_items.ScoreItem(rollouts.KEY, document=packed, run_at=COUNTED))
    told = get("/v3/models").json()
    del api.table.items[rollouts.KEY]
    assert (told["current"], told["next"], told["share"]) == (CURRENT, "2099.01", 0.25)
    assert (told["since"], told["until"]) == (str(today), str(today + timedelta(days=3)))


def test_a_model_is_told_to_the_last_constant(get):
    answer = get(f"/v3/models/{CURRENT}")
    told = answer.json()
    assert told["constants"] == json.loads((FOLDER / f"{CURRENT}.json").read_bytes())
    assert told["checksum"] == told["constants"]["checksum"]
    assert len(told["styles"]["styles"]) == 16
    assert get(f"/v3/models/{CURRENT}", headers={"if-none-match": answer.headers["ETag"]}).status == 304


@pytest.mark.parametrize("version", ["2020.01", "..", "%2e%2e", "x" * 300])
def test_a_model_that_is_not_there_is_not_there(get, version):
    assert get(f"/v3/models/{version}").status == 404
