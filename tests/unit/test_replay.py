"""Recordings in place of the internet: what matches, what does not."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pegel.errors import BadAnswer, CannotRun, NotRecorded
from pegel.replay import Replay

HOST = "https://server.example"


def exchange(url, body=None, status=200, *, inferred=False, recorded_at=None, method="GET", **headers):
    return {
        "request": {"method": method, "url": url},
        "status": status,
        "headers": {name.replace("_", "-"): value for name, value in headers.items()},
        "body": {"is": url} if body is None else body,
        "_source": {"url_inferred_from_tests": inferred, "recorded_at": recorded_at},
    }


@pytest.fixture
def replaying(tmp_path):
    def of(*exchanges):
        (tmp_path / "deep").mkdir(exist_ok=True)
        (tmp_path / "deep" / "all.json").write_text(json.dumps(list(exchanges)))
        return Replay(tmp_path)

    return of


@pytest.mark.parametrize(
    ("recorded", "asked"),
    [
        (f"{HOST}/a?x=1&y=2", f"{HOST}/a?y=2&x=1"),
        ("http://server.example/a", f"{HOST}/a"),
        ("https://SERVER.example/a", f"{HOST}/a"),
        (f"{HOST}/a?uri=at%3A%2F%2Fb", f"{HOST}/a?uri=at://b"),
        (f"{HOST}/a%20b", f"{HOST}/a b"),
        (f"{HOST}/a?only=FALSE", f"{HOST}/a?only=false"),
        (f"{HOST}/a?key=<REDACTED>&x=1", f"{HOST}/a?x=1"),
        (f"{HOST}/a?key=<REDACTED>&x=1", f"{HOST}/a?x=1&key=mine"),
        ("http://localhost:3000/a?x=1", f"{HOST}/a?x=1"),
        (f"{HOST}/a?x=1&limit=20&exclude_reblogs=FALSE", f"{HOST}/a?x=1&limit=40&exclude_reblogs=true"),
        (f"{HOST}/a", f"{HOST}/a?per_page=100&sort=pushed&type=owner&page=1"),
        ("https://bsky.social/xrpc/m?actor=a", "https://public.api.bsky.app/xrpc/m?actor=a&limit=100"),
        ("https://api.stackexchange.com/2.2/users/1", "https://api.stackexchange.com/2.3/users/1"),
    ],
)
def test_this_request_is_the_recorded_one(replaying, recorded, asked):
    assert replaying(exchange(recorded)).get(asked).status == 200


@pytest.mark.parametrize(
    ("recorded", "asked"),
    [
        (f"{HOST}/a", f"{HOST}/b"),
        (f"{HOST}/a", "https://other.example/a"),
        (f"{HOST}/a?acct=ada", f"{HOST}/a?acct=bob"),
        (f"{HOST}/a?acct=ada", f"{HOST}/a"),
        (f"{HOST}/a", f"{HOST}/a?cursor=next"),
        (f"{HOST}/a?cursor=1", f"{HOST}/a?cursor=2"),
        (f"{HOST}/a?limit=20", f"{HOST}/a?limit=20&max_id=7"),
        (f"{HOST}/a?page=2", f"{HOST}/a?page=3"),
        (f"{HOST}/a?page=2", f"{HOST}/a"),
        (f"{HOST}/2.2/a", f"{HOST}/2.3/a"),
    ],
)
def test_this_request_is_another_and_fails_naming_itself(replaying, recorded, asked, tmp_path):
    with pytest.raises(NotRecorded) as raised:
        replaying(exchange(recorded)).get(asked)
    assert f"GET {asked}" in str(raised.value)
    assert str(tmp_path) in str(raised.value)


def test_another_method_is_another_request(replaying):
    with pytest.raises(NotRecorded):
        replaying(exchange(f"{HOST}/a", method="POST")).get(f"{HOST}/a")


@pytest.mark.parametrize("path", ["/{version}/{page-id}/feed", "/v9/:id/feed", "/…/1/feed", "/v9/1/feed"])
def test_an_inferred_address_counts_by_host_and_path_alone(replaying, path):
    replay = replaying(exchange(f"{HOST}{path}?fields=a", inferred=True))
    assert replay.get(f"{HOST}/v9/1/feed?fields=b&other=1").status == 200
    for other in (f"{HOST}/v9/1/2/feed", f"{HOST}/v9/1/feeds", "https://other.example/v9/1/feed"):
        with pytest.raises(NotRecorded):
            replay.get(other)
    with pytest.raises(NotRecorded):
        replay.get(f"{HOST}/v9/1/feed?cursor=next")  # never one page for another


def test_an_exact_recording_goes_before_a_similar_one(replaying):
    similar, exact, inferred = (
        exchange(f"{HOST}/a?limit=1", "similar"),
        exchange(f"{HOST}/a?limit=2", "exact"),
        exchange(f"{HOST}/a", "inferred", inferred=True),
    )
    replay = replaying(inferred, similar, exact)
    assert replay.get(f"{HOST}/a?limit=2").body == b"exact"
    assert replay.get(f"{HOST}/a?limit=3").body == b"similar"


def test_an_account_is_known_by_its_id_as_by_its_handle(replaying):
    profile = exchange(f"{HOST}/p?actor=ada.example", {"did": "did:plc:ada", "handle": "Ada.example"})
    replay = replaying(profile, exchange(f"{HOST}/feed?actor=ada.example", [1]))
    assert replay.get(f"{HOST}/feed?actor=did%3Aplc%3Aada").json() == [1]
    with pytest.raises(NotRecorded):
        replay.get(f"{HOST}/feed?actor=did%3Aplc%3Abob")


def test_the_recorded_validator_is_answered_with_304(replaying):
    replay = replaying(exchange(f"{HOST}/a", etag='W/"1"'))
    same = replay.get(f"{HOST}/a", {"if-none-match": 'W/"1"'})
    assert (same.status, same.body, same.headers["etag"]) == (304, b"", 'W/"1"')
    for other in ('"1"', 'W/"2"', ""):
        assert replay.get(f"{HOST}/a", {"If-None-Match": other}).status == 200


@pytest.mark.parametrize(
    ("headers", "recorded_at", "year"),
    [
        ({"date": "Thu, 17 Jul 2025 13:44:10 GMT"}, "2024-01-01 00:00:00", 2025),
        ({}, "2024-01-01 00:00:00", 2024),
        ({}, "Sat, 02 Jun 2012 12:12:32 GMT", 2012),
        ({"x_ratelimit_reset": "2023-08-01T13:50:00.872845Z"}, None, 2023),
        ({"date": "no date"}, None, 1999),
    ],
)
def test_an_answer_is_as_old_as_its_recording(tmp_path, headers, recorded_at, year):
    (tmp_path / "a.json").write_text(json.dumps(exchange(f"{HOST}/a", recorded_at=recorded_at, **headers)))
    answer = Replay(tmp_path, clock=lambda: datetime(1999, 1, 1, tzinfo=UTC)).get(f"{HOST}/a")
    assert (answer.received_at.year, answer.received_at.tzinfo) == (year, UTC)


@pytest.mark.parametrize(
    ("body", "sent"), [(None, None), ([], []), (7, 7), ("<html>", "<html>"), ({"ü": "ü"}, {"ü": "ü"})]
)
def test_bodies_come_as_they_were(tmp_path, body, sent):
    recorded = exchange(f"{HOST}/a") | {"body": body}
    (tmp_path / "a.json").write_text(json.dumps(recorded))
    answer = Replay(tmp_path).get(f"{HOST}/a")
    assert (answer.body.decode() if isinstance(sent, str) else answer.json()) == sent


def test_a_server_under_test_is_renamed_in_links_and_bodies(replaying):
    page = exchange(
        "http://localhost:3000/a",
        {"url": "http://localhost:3000/@x"},
        link="<http://localhost:3000/a?max_id=1>",
    )
    answer = replaying(page).get(f"{HOST}/a")
    assert answer.json() == {"url": f"{HOST}/@x"}
    assert answer.headers["link"] == f"<{HOST}/a?max_id=1>"


def test_refusals_and_redirects_are_answers(replaying):
    replay = replaying(exchange(f"{HOST}/a", status=429, retry_after="7"), exchange(f"{HOST}/b", status=302))
    assert (replay.get(f"{HOST}/a").status, replay.get(f"{HOST}/a").headers["retry-after"]) == (429, "7")
    assert replay.get(f"{HOST}/b").status == 302
    assert replay.counts == {"server.example": 3}


def test_a_recorded_body_over_the_cap_is_refused_like_a_live_one(replaying):
    with pytest.raises(BadAnswer, match="too large"):
        replaying(exchange(f"{HOST}/a", "x" * 1_000_001)).get(f"{HOST}/a")


def test_a_folder_that_is_not_there_and_a_file_that_is_no_json_say_so(tmp_path):
    with pytest.raises(CannotRun, match="no folder"):
        Replay(tmp_path / "missing")
    (tmp_path / "cut.json").write_text('{"request": ')
    with pytest.raises(CannotRun, match=r"cut\.json"):
        Replay(tmp_path)


def test_other_json_files_of_the_folder_are_passed_over(replaying, tmp_path):
    (tmp_path / "package.json").write_text('{"name": "x"}')
    assert replaying(exchange(f"{HOST}/a")).get(f"{HOST}/a").status == 200


def test_a_form_is_answered_as_it_was_recorded_and_no_other(replaying):
    recorded = exchange(f"{HOST}/token", {"access_token": "a"}, method="POST")
    recorded["request"]["data"] = {"grant_type": "refresh_token", "refresh_token": "<REDACTED>"}
    replay = replaying(recorded)
    sent = {"grant_type": "refresh_token", "refresh_token": "mine"}
    assert replay.post(f"{HOST}/token", sent).json() == {"access_token": "a"}
    for other in ({**sent, "grant_type": "authorization_code"}, {**sent, "scope": "more"}, {}):
        with pytest.raises(NotRecorded, match="POST"):
            replay.post(f"{HOST}/token", other)
    with pytest.raises(NotRecorded):
        replay.get(f"{HOST}/token")
