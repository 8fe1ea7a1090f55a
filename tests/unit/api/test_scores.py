"""The public API, asked as the gateway asks: real events to the real handler."""

from __future__ import annotations

import re

import pytest

PROBLEM = {"type", "title", "status", "detail", "instance", "code", "request_id"}
REQUEST_ID = re.compile(r"req_[0-9A-HJKMNP-TV-Z]{26}")


def test_a_score_is_served_byte_for_byte_as_it_was_made(get):
    answer = get("/v3/scores/mira")
    assert (answer.status, answer.body) == (200, '{"name":"mira","score":64,"value":63.98,"model":"2026.11"}')
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "public, max-age=300, stale-while-revalidate=86400"


def test_a_client_that_holds_the_score_gets_304_without_a_body(get):
    tag = get("/v3/scores/mira").headers["ETag"]
    assert re.fullmatch(r'"[0-9a-f]{24}"', tag)
    for held in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        answer = get("/v3/scores/mira", headers={"if-none-match": held})
        assert (answer.status, answer.body, answer.headers["ETag"]) == (304, "", tag)
    assert get("/v3/scores/mira", headers={"if-none-match": '"other"'}).status == 200


def test_two_documents_have_two_tags(get):
    assert get("/v3/scores/mira").headers["ETag"] != get("/v3/scores/noor").headers["ETag"]


def test_every_answer_has_an_id_of_its_own_that_stands_in_the_log(get, lines):
    answers = [get(path) for path in ("/v3/scores/mira", "/v3/scores/nobody", "/v3/none")]
    ids = [answer.headers["Request-Id"] for answer in answers]
    assert all(REQUEST_ID.fullmatch(id) for id in ids)
    assert len(set(ids)) == 3
    assert [line["request_id"] for line in lines()] == ids


def test_the_log_names_the_route_and_nobody(get, lines):
    get("/v3/scores/mira")
    (line,) = lines()
    assert (line["message"], line["level"], line["status"]) == ("answered", "INFO", 200)
    assert {"service", "timestamp", "ms"} <= line.keys()


def test_unknown_and_private_pages_cannot_be_told_apart(get):
    unknown, private = (get(f"/v3/scores/{name}{tail}") for name, tail in (("nobody", ""), ("shy", "")))
    assert unknown.status == private.status == 404
    told = [{**answer.json(), "request_id": "", "instance": ""} for answer in (unknown, private)]
    assert told[0] == told[1]
    assert unknown.headers.keys() == private.headers.keys()


@pytest.mark.parametrize("tail", ["", "/explanation", "/history"])
def test_a_private_page_is_private_in_every_way(get, tail):
    assert get(f"/v3/scores/shy{tail}").status == 404


def test_a_problem_holds_all_that_is_needed_to_ask_for_help(get):
    answer = get("/v3/scores/nobody")
    problem = answer.json()
    assert problem.keys() == PROBLEM
    assert (problem["status"], problem["code"], problem["instance"]) == (
        404,
        "not_found",
        "/v3/scores/nobody",
    )
    assert problem["request_id"] == answer.headers["Request-Id"]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/v3", "/v3/scores/mira/secret", "/v4/scores/mira"])
def test_a_route_that_nobody_made_is_a_problem_like_any_other(get, path):
    answer = get(path)
    assert (answer.status, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("name", ["x" * 31, "x" * 5000, "%00", "../../etc/passwd", "mira ", "' OR 1=1"])
def test_a_name_that_cannot_be_is_simply_not_there(get, name):
    assert get(f"/v3/scores/{name}").status == 404


def test_several_scores_come_in_the_order_asked_with_the_missing_named(get):
    answer = get("/v3/scores", query={"names": "noor, nobody,Mira,shy,mira"})
    assert answer.status == 200
    assert [document["name"] for document in answer.json()["data"]] == ["noor", "mira"]
    assert answer.json()["missing"] == ["nobody", "shy"]


def test_a_hundred_names_are_fine_and_one_more_is_refused_with_the_fix(get):
    assert get("/v3/scores", query={"names": ",".join(f"n{i}" for i in range(100))}).status == 200
    refused = get("/v3/scores", query={"names": ",".join(f"n{i}" for i in range(101))})
    assert refused.status == 422
    (field,) = refused.json()["errors"]
    assert (field["pointer"], field["code"]) == ("/names", "invalid_field")
    assert "1 to 100 names" in field["detail"]


@pytest.mark.parametrize("query", [{}, {"names": ""}, {"names": " , ,"}])
def test_no_names_at_all_is_refused(get, query):
    answer = get("/v3/scores", query=query)
    assert (answer.status, answer.json()["errors"][0]["pointer"]) == (422, "/names")


def test_an_unknown_parameter_is_refused_by_its_name(get):
    answer = get("/v3/scores", query={"names": "mira", "nmaes": "x"})
    assert (answer.status, answer.json()["errors"][0]["pointer"]) == (422, "/nmaes")


@pytest.mark.parametrize("handle", ["@mira@pegel.example", "mira@pegel.example", "%40Mira%40pegel.example"])
def test_a_score_is_found_by_an_account_however_it_is_written(get, handle):
    assert get(f"/v3/accounts/mastodon/{handle}").json()["name"] == "mira"


@pytest.mark.parametrize("path", ["/v3/accounts/mastodon/@nobody@pegel.example", "/v3/accounts/none/mira"])
def test_an_account_that_nobody_proved_is_not_there(get, path):
    assert get(path).status == 404


def test_a_broken_table_is_told_in_the_log_and_never_in_the_answer(api, get, lines):
    api.table.broken = True
    try:
        answer = get("/v3/scores/unseen")
    finally:
        api.table.broken = False
    assert (answer.status, answer.json()["code"]) == (500, "internal")
    assert not re.search(r"Traceback|ResourceNotFound|\.py", answer.body)
    broke, answered = lines()
    assert "ResourceNotFoundException" in broke["exception"]
    assert broke["request_id"] == answered["request_id"] == answer.headers["Request-Id"]


def test_a_history_ends_with_the_last_score_and_shows_gaps(api, get):
    days = get("/v3/scores/mira/history").json()["days"]
    assert [day["day"] for day in days] == ["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"]
    assert [day["score"] for day in days] == [62.0, None, 63.5, 63.98]
    assert [day["networks"] for day in days] == [{}, {}, {"github": 10.0}, {"github": 11.0, "mastodon": 27.4}]


def test_a_history_may_be_shorter(get):
    answer = get("/v3/scores/mira/history", query={"days": "2"})
    assert [day["day"] for day in answer.json()["days"]] == ["2026-11-24", "2026-11-25"]
    assert (answer.json()["name"], answer.json()["model"]) == ("mira", "2026.11")
    assert answer.headers["ETag"] != get("/v3/scores/mira/history").headers["ETag"]


@pytest.mark.parametrize("days", ["abc", "0", "366", "-1", "1.5", "", "9999999999999", "1,2"])
def test_a_number_of_days_that_cannot_be_is_refused_with_the_fix(get, days):
    answer = get("/v3/scores/mira/history", query={"days": days})
    (field,) = answer.json()["errors"]
    assert (answer.status, field["pointer"]) == (422, "/days")
    assert field["detail"] == "must be a whole number from 1 to 365"
