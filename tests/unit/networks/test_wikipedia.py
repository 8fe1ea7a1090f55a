"""Wikipedia, on invented articles: no posts, views up to two days ago, links, moves and redirects."""

from __future__ import annotations

import json

import pytest
from unit.networks.recorded import OURS, Noting, Told, load, reader
from unit.networks.test_refusals import CASES, NOW

from pegel.errors import AccountGone, BadAnswer, InvalidField, PegelError, RateLimited, Unreachable
from pegel.fetch import Replay
from pegel.networks import wiki
from pegel.networks.understood import understand

FOLDER = OURS / "wikipedia"
FENJA = "de:Fenja Hof/Werk"
LEER = load(FOLDER / "empty.json")
ARTICLE, LINKS, VIEWS = (each["request"]["url"] for each in LEER)


@pytest.fixture
def fetch():
    return Noting(FOLDER)


def test_an_article_has_views_and_links_and_categories_but_no_posts(fetch):
    snapshot = reader("wikipedia", fetch).snapshot(FENJA)
    assert (snapshot.posts, snapshot.reach, snapshot.untold, snapshot.notes) == ((), None, 0, ())
    assert (snapshot.curation, snapshot.standing) == (3, 42)  # the median: two days of news are no standing
    assert snapshot.tags == ("Zaunbau", "Person (Emden)")
    assert (snapshot.account_id, snapshot.handle) == ("990001@de", FENJA)


def test_views_are_those_of_people_in_90_days_that_ended_two_days_before_the_reading(fetch):
    reader("wikipedia", fetch).snapshot(FENJA)
    (views,) = (url for url, _ in fetch.asked if "wikimedia.org" in url)
    assert views.endswith("/de.wikipedia/all-access/user/Fenja_Hof%2FWerk/daily/2026082300/2026112000")
    assert len(fetch.asked) == 3


def test_a_known_article_is_read_by_its_id_so_that_a_move_is_followed(fetch):
    snapshot = reader("wikipedia", fetch).snapshot("de:Old name", {}, "990001@de")
    assert snapshot.handle == FENJA
    assert "pageids=990001" in fetch.asked[0][0]


def test_a_redirect_leads_to_its_article(fetch):
    profile = reader("wikipedia", fetch).profile("de:zaun-Fenja")
    assert (profile.handle, profile.account_id) == (FENJA, "990001@de")


def test_views_that_nobody_has_are_unknown_and_no_links_are_none(fetch):
    snapshot = reader("wikipedia", fetch).snapshot("de:Leer")
    assert (snapshot.standing, snapshot.curation) == (None, 0)


def test_more_than_500_links_are_said_to_be_at_least_so_many(fetch):
    snapshot = reader("wikipedia", fetch).snapshot("de:Deich")
    assert snapshot.curation == 500
    assert snapshot.notes == ("At least 500 articles link here; no more are counted.",)


@pytest.mark.parametrize(
    ("days", "median"),
    [
        ([], None),
        ([("2026112000", None)], None),
        ([("2026112000", 5)], 5),
        ([("2026111900", 5), ("2026112000", 8)], 5),
        ([("2026111600", 10), ("2026111900", 11), ("2026112000", 12)], 10),  # two days without a view
        ([("2026110100", 70), ("2026112000", 80)], 0),
    ],
)
def test_a_day_left_out_between_others_had_no_views(days, median):
    assert wiki.median_day([{"timestamp": day, "views": views} for day, views in days]) == median


@pytest.mark.parametrize(("handle", "known"), [("de:Weg", None), ("de:Weg", "990004@de")])
def test_a_deleted_article_is_gone(handle, known):
    with pytest.raises(AccountGone, match="no such page"):
        reader("wikipedia", Noting(FOLDER)).snapshot(handle, {}, known)


def told(body, status=200, where=ARTICLE, headers=()):
    answers = {each["request"]["url"]: (each["status"], each["body"]) for each in LEER}
    return reader("wikipedia", Told(answers | {where: (status, body, dict(headers))}))


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("ratelimited", RateLimited),
        ("maxlag", RateLimited),
        ("internal_api_error_DBQueryError", Unreachable),
        ("badvalue", BadAnswer),
    ],
)
def test_an_error_in_a_good_answer_is_one(code, error):
    body = {"error": {"code": code, "info": "as it says"}, "servedby": "mw1"}
    with pytest.raises(PegelError) as raised:
        told(body).profile("de:Leer")
    assert type(raised.value) is error
    assert "as it says" in str(raised.value)


@pytest.mark.parametrize("case", [c for c in CASES if c["status"] == 429], ids=lambda c: c["_made_by_us"])
@pytest.mark.parametrize("where", [ARTICLE, LINKS, VIEWS], ids=["article", "links", "views"])
def test_a_429_is_until_when_it_says(case, where):
    with pytest.raises(RateLimited) as raised:
        told(case["body"], 429, where, case["headers"].items()).snapshot("de:Leer")
    assert (raised.value.until - NOW).total_seconds() == case["expected"]["seconds"]


@pytest.mark.parametrize(
    "body",
    [
        *[
            "<html>",
            "[]",
            "7",
            "{}",
            '{"query": {"pages": []}}',
            '{"query": {"pages": [{"title": "Leer", "ns": 0}]}}',
        ],
        *[
            '{"query": {"pages": [{"title": "Leer", "ns": 2, "pageid": 1}]}}',
            '{"query": {"pages": [7]}}',
            '{"query"',
        ],
    ],
)
def test_an_article_of_another_shape_is_a_bad_answer(body):
    with pytest.raises(BadAnswer):
        told(body).profile("de:Leer")


@pytest.mark.parametrize("where", [LINKS, VIEWS])
@pytest.mark.parametrize("body", ["[]", "{}", '{"items": 7}', '{"items": [{"timestamp": "x", "views": -1}]}'])
def test_what_else_is_of_another_shape_is_a_bad_answer(where, body):
    with pytest.raises(BadAnswer):
        told(body, 200, where).snapshot("de:Leer")


def test_a_huge_answer_is_not_read(tmp_path):
    exchange = {"request": {"url": ARTICLE}, "status": 200, "headers": {}, "body": {"x": "x" * 1_000_001}}
    (tmp_path / "huge.json").write_text(json.dumps(exchange))
    with pytest.raises(BadAnswer, match="too large"):
        reader("wikipedia", Replay(tmp_path)).profile("de:Leer")


@pytest.mark.parametrize(
    ("given", "handle"),
    [
        ("de:Ada_Lovelace", "de:Ada Lovelace"),
        ("EN:2001: A Space Odyssey", "en:2001: A Space Odyssey"),
        ("https://de.wikipedia.org/wiki/Caf%C3%A9_%C3%96sterreich#Lage", "de:Café Österreich"),
        ("https://de.m.wikipedia.org/wiki/AC/DC", "de:AC/DC"),
        ("https://zh-min-nan.wikipedia.org/w/index.php?title=A_b&oldid=1", "zh-min-nan:A b"),
        ("ka:ენა", "ka:ენა"),
    ],
)
def test_an_article_has_one_spelling(given, handle):
    network = reader("wikipedia", Told({}))
    assert network.normalise(given) == handle
    assert network.normalise(network.profile_url(given)) == handle


@pytest.mark.parametrize(
    "given",
    [
        *("", "Ada", "de:", "www:A", "https://evil.example/wiki/A", "de:A|B", "de:A#b", "evil.example/:A"),
        "de:" + "ä" * 128,
    ],
)
def test_nonsense_is_told_the_right_form(given):
    with pytest.raises(InvalidField, match="de:Title"):
        reader("wikipedia", Told({})).normalise(given)


def test_an_article_of_its_own_language_is_asked_for_under_its_own_host():
    network = reader("wikipedia", Told({}))
    assert (network.host("be-tarask:A"), network.host("de:A")) == (
        "be-tarask.wikipedia.org",
        "de.wikipedia.org",
    )
    assert network.ask_for("de:A?b&c/d").count("titles=A%3Fb%26c%2Fd&") == 1


def test_answers_of_a_reading_are_understood_from_a_file():
    told = [understand(reader("wikipedia", Told({})), each) for each in load(FOLDER / "fenja" / "more.json")]
    assert [one.kind for one in told] == ["links", "views"]
    links, views = (one.profile for one in told)
    assert links and views and (links.curation, views.standing) == (3, 42)
