"""Stack Exchange: errors in a 400, pauses in a 200, answers of no use."""

from __future__ import annotations

import json

import pytest
from unit.networks.recorded import OURS, Told, load, reader
from unit.networks.test_refusals import CASES, NOW

from pegel.errors import BadAnswer, PegelError, RateLimited, Unreachable
from pegel.fetch import Replay
from pegel.networks.understood import understand

URL = "https://api.stackexchange.com/2.3/users/990005?site=gardening"
REFUSALS = {each["_called"]: each for each in load(OURS / "stackexchange" / "refusals.json")}
USER = {"user_id": 990005, "display_name": "a", "reputation": 7}


def asked(status, body, headers=()):
    network = reader("stackexchange", Told({URL: (status, body, dict(headers))}))
    network.must_ask(URL)
    return network


@pytest.mark.parametrize(
    ("called", "error", "seconds"),
    [
        ("throttled", RateLimited, 46472),
        ("throttled_without_a_time", RateLimited, 900),
        ("unavailable", Unreachable, None),
        ("internal", Unreachable, None),
        ("no_such_site", BadAnswer, None),
        ("token_refused", BadAnswer, None),
        ("cut_off_by_the_guard", RateLimited, 900),
    ],
)
def test_an_error_is_what_its_own_number_says(called, error, seconds):
    assert len(REFUSALS) == 7
    case = REFUSALS[called]
    with pytest.raises(PegelError) as raised:
        asked(case["status"], case["body"], case["headers"].items())
    assert type(raised.value) is error
    if isinstance(raised.value, RateLimited):
        assert (raised.value.until - NOW).total_seconds() == seconds
    assert type(understand(reader("stackexchange", Told({})), case).error) is error


@pytest.mark.parametrize("case", [c for c in CASES if c["status"] == 429], ids=lambda c: c["_made_by_us"])
def test_a_429_is_until_when_it_says(case):
    with pytest.raises(RateLimited) as raised:
        asked(429, case["body"], case["headers"].items())
    assert (raised.value.until - NOW).total_seconds() == case["expected"]["seconds"]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [({"backoff": 30}, 30), ({"backoff": 10**9}, 86400), ({"quota_remaining": 0}, 900)],
    ids=["backoff", "for ever", "nothing left"],
)
def test_a_good_answer_that_asks_for_a_pause_gets_it(said, seconds):
    network = asked(200, {"items": [USER], "has_more": False} | said)
    with pytest.raises(RateLimited) as raised:
        network.must_ask(URL)
    assert (raised.value.until - NOW).total_seconds() == seconds


@pytest.mark.parametrize(
    "said", [{}, {"backoff": 0}, {"backoff": None}, {"backoff": "10"}, {"quota_remaining": 1}]
)
def test_without_one_the_next_call_is_made(said):
    network = asked(200, {"items": [USER]} | said)
    assert network.must_ask(URL).status == 200


@pytest.mark.parametrize(
    "body",
    ["<html>", '{"items": [', "[]", "7", "null", '{"items": 7}', '{"items": [7]}', '{"items": [{}]}', "{}"]
    + [
        json.dumps({"items": [USER | more]})
        for more in ({"reputation": -1}, {"user_id": None}, {"reputation": "x"})
    ],
)
def test_an_answer_of_another_shape_is_a_bad_one(body):
    with pytest.raises(BadAnswer):
        reader("stackexchange", Told({URL: (200, body)})).profile("990005@gardening")


def test_somebody_else_in_the_answer_is_a_bad_one():
    with pytest.raises(BadAnswer, match="answered about somebody else"):
        reader("stackexchange", Told({URL: (200, {"items": [USER | {"user_id": 5}]})})).profile(
            "990005@gardening"
        )


def test_a_huge_answer_is_not_read(tmp_path):
    body = {"items": [USER | {"location": "x" * 1_000_001}]}
    exchange = {"request": {"method": "GET", "url": URL}, "status": 200, "headers": {}, "body": body}
    (tmp_path / "huge.json").write_text(json.dumps(exchange))
    with pytest.raises(BadAnswer, match="too large"):
        reader("stackexchange", Replay(tmp_path)).profile("990005@gardening")


def test_a_member_signs_in_for_the_accounts_of_all_sites():
    own = "https://api.stackexchange.com/2.3/me/associated?pagesize=100"
    body = {
        "items": [
            {"site_url": "https://stackoverflow.com", "user_id": 5, "account_id": 9, "reputation": 12},
            {"site_url": "https://gardening.stackexchange.com", "user_id": 990001, "account_id": 9},
        ]
    }
    accounts = reader("stackexchange", Told({own: (200, body)})).on_behalf("t").owned()
    assert [(one.account_id, one.standing) for one in accounts] == [
        ("5@stackoverflow", 12),
        ("990001@gardening", None),
    ]


def told(path, items):
    url = f"https://api.stackexchange.com/2.3{path}?site=gardening"
    return understand(
        reader("stackexchange", Told({})), {"request": {"url": url}, "status": 200, "body": {"items": items}}
    )


def test_posts_of_others_in_an_answer_are_not_the_members():
    owner = {"user_id": 1, "display_name": "o"}
    answer = {
        "answer_id": 3,
        "question_id": 2,
        "score": 1,
        "is_accepted": False,
        "creation_date": 1_700_000_000,
    }
    page = told("/users/1;2/answers", [answer | {"owner": owner}, answer | {"answer_id": 4, "owner": {}}])
    assert [post.id for post in page.posts] == ["3", "4"]  # anybody's, where nobody was asked for
    network = reader("stackexchange", Told({}))
    profile = network.to_profile({"items": [{"user_id": 2}]}, URL)
    assert network.to_post(answer | {"owner": owner}, profile) is None
    assert network.to_post(answer | {"owner": {}}, profile) is None


def test_an_event_of_a_timeline_is_no_post():
    event = {
        "timeline_type": "commented",
        "comment_id": 1,
        "post_id": 2,
        "creation_date": 1_700_000_000,
        "score": 1,
    }
    assert told("/users/1/timeline", [event]).posts is None
