"""What holds for every path of Klout's interface (klout-api.md §2)."""

from __future__ import annotations

import gzip
import importlib
import json
from base64 import b64decode
from datetime import UTC, datetime

import pytest
from unit.klout.conftest import LOTTE, MIRA, SHY

NO_KEY = '{"error":403,"description":"Invalid or unprovided API key. All calls must have a key."}'
NOT_FOUND = '{"error":404,"description":"Not found."}'
USER = f"/v2/user.json/{MIRA}"


def without_id(answer):
    """All of an answer but the request's own id."""
    headers = {name: text for name, text in answer.headers.items() if name != "Request-Id"}
    return answer.status, headers, answer.body


@pytest.mark.parametrize("path", [USER, "/1/klout.json", "/v2/nothing", "/1/klout.xml"])
@pytest.mark.parametrize(
    "query", ["", "key=", "key", "key=abc", "KEY={key}", "key=pegel_live_00000000_0", "key=%00"]
)
def test_a_missing_empty_or_unknown_key_is_403(get, path, query):
    answer = get(f"{path}?{query}")
    assert (answer.status, answer.body) == (403, NO_KEY)
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


def test_a_revoked_key_is_403(api, get):
    key = api.keys.create("tests", datetime.now(UTC))
    hashed = api.keys._hash(key)
    api.tables.items[hashed] = {
        **api.tables.items[hashed],
        "revoked_at": {"S": "2026-11-01T00:00:00.000000+0000"},
    }
    assert get(f"{USER}?key={key}").body == NO_KEY


@pytest.mark.parametrize("path", ["user.json/{}", "user.json/{}/score", "identity.json/klout/{}/tw"])
def test_unknown_private_erased_and_impossible_ids_differ_in_nothing(api, get, path):
    api.tables.keep(api.items.ScoreItem("klout#7007007007007007"))  # of somebody erased: never given again
    ids = ["1", "9000000000000000", SHY, "7007007007007007", "0", "01", "1" * 40, str(2**63), "-5", "x", "٣"]
    told = [without_id(get(f"/v2/{path.format(one)}?key={{key}}")) for one in ids]
    assert told[0][::2] == (404, NOT_FOUND)
    assert [one for one in told if one != told[0]] == []


@pytest.mark.parametrize(
    "name", ["nobody", "shy_one", "a_name_too_long_for_x", "%26", "@", "@@", "a@", ".", "mem_mira"]
)
def test_unknown_and_private_names_differ_in_nothing(get, name):
    unknown, this = (
        without_id(get(f"/v2/identity.json/twitter?screenName={one}&key={{key}}"))
        for one in ("never_used", name)
    )
    assert this == unknown
    assert this[::2] == (404, NOT_FOUND)
    lists = [without_id(get(f"/1/users/show.json?users={one}&key={{key}}")) for one in ("never_used", name)]
    assert lists[0] == lists[1]


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/v2/user.json",
            "/v2/user.json/score",
            f"{USER}/friends",
            f"{USER}/score/more",
            f"/v2/USER.json/{MIRA}",
        ),
        *(
            "/1/klout.xml",
            "/1/users/stats.json",
            "/1/users/history.json",
            "/1/topics/search.json",
            "/1/Klout.json",
        ),
        *(
            "/v2/oauth/token",
            "/v2/identity.json",
            "/v2/identity.json/gp/112975106809988327760",
            "/1/x",
            "/v2/x",
        ),
        *("/v2/identity.json/fb/123", "/v2/identity.json/ig/123", f"/v2/identity.json/klout/{MIRA}/gp"),
        *(
            f"/v2/identity.json/klout/{MIRA}/ig",
            "/v2/identity.json/zz/1",
            "/v2/a%0Ab",
            "/v2/a\nb",
            "/v2/identity.json/tw/x",
        ),
    ],
)
def test_any_other_path_is_the_same_404(get, path):
    answer = get(f"{path}?key={{key}}")
    assert (answer.status, answer.body) == (404, NOT_FOUND)
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    "path", [f"/v2//user.json/{MIRA}", f"//v2/user.json//{MIRA}", f"{USER}/", f"/v2/user.json///{MIRA}//"]
)
def test_slashes_too_many_are_none(get, path):
    assert without_id(get(f"{path}?key={{key}}")) == without_id(get(f"{USER}?key={{key}}"))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_any_other_method_is_404(get, method):
    assert get(f"{USER}?key={{key}}", method).body == NOT_FOUND


def test_head_is_get_without_a_body(get):
    head, whole = (get(f"{USER}?key={{key}}", method) for method in ("HEAD", "GET"))
    assert (head.status, head.body, without_id(head)[1]) == (200, "", without_id(whole)[1])
    assert (get("/v2/user.json/1?key={key}", "HEAD").status, get(USER, "HEAD").status) == (404, 403)


def test_who_takes_gzip_gets_it_and_who_does_not_gets_none(get):
    plain = get(f"{USER}?key={{key}}")
    packed = get(f"{USER}?key={{key}}", accept_encoding="deflate, gzip;q=1.0")
    assert gzip.decompress(b64decode(packed.body)).decode() == plain.body
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert "Content-Encoding" not in get(f"{USER}?key={{key}}", accept_encoding="br, gzip;q=0").headers
    refused = get(USER, accept_encoding="gzip")
    assert gzip.decompress(b64decode(refused.body)).decode() == NO_KEY


def test_an_answer_may_be_kept_five_minutes_and_read_by_any_page(get):
    answer = get(f"{USER}?key={{key}}")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = get(f"{USER}?key={{key}}", if_none_match=answer.headers["ETag"])
    assert (again.status, again.body) == (304, "")
    assert get(f"{USER}/score?key={{key}}", if_none_match=answer.headers["ETag"]).status == 200


def test_the_eleventh_call_in_a_second_is_refused_as_klout_refused_it(api):
    admission, now = importlib.import_module("klout.admission"), datetime.now(UTC)
    key = api.keys.create("tests", now)
    for _ in range(10):
        admission.admit(key, now)
    with pytest.raises(Exception, match="calls per second") as told:
        admission.admit(key, now)
    assert vars(told.value) == {
        "status": 403,
        "description": "Over the limit of calls per second.",
        "headers": {"X-Mashery-Error-Code": "ERR_403_DEVELOPER_OVER_QPS", "Retry-After": "1"},
    }


def test_too_many_calls_are_told_with_the_header_and_when_to_come_back(api, get):
    key = api.keys.create("tests", datetime.now(UTC))
    answers = [get(f"{USER}?key={key}") for _ in range(60)]
    refused = next(answer for answer in answers if answer.status != 200)
    assert json.loads(refused.body) == {"error": 403, "description": "Over the limit of calls per second."}
    assert refused.headers["X-Mashery-Error-Code"] == "ERR_403_DEVELOPER_OVER_QPS"
    assert refused.headers["Retry-After"] == "1"
    assert answers.index(refused) >= 10


@pytest.mark.parametrize(
    "refusal, status", [("ThrottlingException", 503), ("ResourceNotFoundException", 500)]
)
def test_slow_tables_are_503_and_our_mistakes_500(api, get, refusal, status):
    get(f"{USER}?key={{key}}")
    key = api.keys.create("tests", datetime.now(UTC))
    assert get(f"{USER}?key={key}").status == 200  # the key is known from now on
    api.tables.refusal = refusal
    try:
        answer = get(f"{USER}?key={key}")
    finally:
        api.tables.refusal = ""
    assert (answer.status, answer.json()["error"]) == (status, status)
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_nothing_is_logged_of_who_was_asked_for(get, capsys):
    get(f"/v2/user.json/{LOTTE}?key=secret")
    assert not {LOTTE, "secret"} & set(capsys.readouterr().out.split('"'))
