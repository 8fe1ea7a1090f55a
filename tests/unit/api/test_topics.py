"""Topics as anybody asks for them: the lexicon, and one with its distribution and whoever leads there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from pegel.scoring.distribution import ranked
from pegel.scoring.topics.leading import bin_of

NIGHT = datetime(2026, 11, 25, 3, 40, tzinfo=UTC)
PLACES = {"nora": 61.5, "jonas": 70.0, "hidden": 80.0, "unasked": 81.0, "moved-on": 82.0}


def keep(api: Any, key: str, document: Any, **more: Any) -> None:
    """An item, as the store writes it."""
    from pegel.store import score_items

    packed = score_items.deflated(json.dumps(document).encode())
    api.table.keep(score_items.ScoreItem(key, document=packed, run_at=NIGHT, **more))


@pytest.fixture
def counted(api):
    """Forty members were heard on baking last night, one on opera; five of them led."""
    ranks = ranked({bin_of(float(score)): 2 for score in range(30, 50)})
    assert ranks
    leaders = [f"mem_{name}" for name in PLACES]
    keep(api, "topic#baking", {"ranks": ranks.to_json(), "leaders": leaders})
    keep(api, "topic#opera", {"ranks": None, "leaders": []})
    keep(api, "topics", {"baking": 40, "opera": None})
    for name, score in PLACES.items():
        topics = [] if name == "moved-on" else [{"slug": "baking", "name": "Baking", "score": score}]
        document = {"name": name, "display_name": name.title(), "topics": topics}
        keep(api, f"mem_{name}", document, hidden=name == "hidden", leads=name != "unasked")


def test_the_list_has_every_topic_in_both_languages_and_how_many_are_heard_on_it(get, counted):
    topics = {one["slug"]: one for one in get("/v3/topics").json()["data"]}
    assert len(topics) > 300
    assert topics["baking"]["name"] == {"en": "Baking", "de": "Backen"} and topics["baking"]["members"] == 40
    assert topics["opera"]["members"] is None, "too few to be told"
    assert all(one["parent"] is None or one["parent"] in topics for one in topics.values())


def test_a_topic_tells_its_place_and_how_its_scores_are_distributed(get, counted):
    told = get("/v3/topics/baking").json()
    assert told["members"] == 40 and sum(told["distribution"]["histogram"]) == 1000
    assert told["distribution"]["mean"] == 40.0 and told["distribution"]["quantiles"]["50"] == 40.0
    assert told["counted_at"] == "2026-11-25T03:40:00Z"
    assert "rust" in get("/v3/topics/programming").json()["children"]


def test_leaders_are_those_who_want_it_now_the_strongest_first(get, counted):
    leaders = get("/v3/topics/baking").json()["leaders"]
    assert leaders == [
        {"name": "jonas", "display_name": "Jonas", "score": 70.0},
        {"name": "nora", "display_name": "Nora", "score": 61.5},
    ]


def test_of_too_few_members_nothing_is_told_and_of_no_topic_that_there_is_none(get, counted):
    told = get("/v3/topics/opera").json()
    assert (told["members"], told["distribution"], told["leaders"]) == (None, None, [])
    assert get("/v3/topics/never-counted-topic").status == 404
    assert get("/v3/topics/astronomy").json()["counted_at"] is None


def test_an_explanation_says_what_each_topic_was_found_from_and_where_it_stands(api, get, counted):
    kept = api.table.items["mem_ada"], api.table.items["why#mem_ada"]
    from pegel.store import score_items, scores

    score, why = (json.loads(each.document) for each in scores.why("ada") or ())
    score["topics"] = [{"slug": "baking", "name": "Baking", "score": 45.2}]
    why["topics"] = [
        {
            "slug": "baking",
            "posts": 3,
            "terms": ["#sourdough"],
            "profile": False,
            "added": False,
            "endorsements": 2,
        },
        {"slug": "rust", "posts": 9, "terms": ["#rust"], "profile": False, "added": False, "endorsements": 0},
    ]  # rust was removed since
    for key, document, wire in (("mem_ada", score, kept[0]), ("why#mem_ada", why, kept[1])):
        packed = score_items.deflated(json.dumps(document).encode())
        api.table.items[key] = wire | score_items.ScoreItem(key, document=packed).serialize()
    (topic,) = get("/v3/scores/ada/explanation", query={"language": "de"}).json()["topics"]
    api.table.items["mem_ada"], api.table.items["why#mem_ada"] = kept
    assert (topic["name"], topic["percentile"]) == ("Backen", 75.0)
    assert topic["sentence"] == (
        "aus 3 Beiträgen: #sourdough; von 2 Mitgliedern empfohlen;"
        " über 75 % der Mitglieder, die dazu gehört werden"
    )
