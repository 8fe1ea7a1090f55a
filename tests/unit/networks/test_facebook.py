"""Facebook Pages, on an invented one: two pages to the end, a visitor's post, what nobody told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from unit.networks.recorded import OURS, Noting, Told, reader

from pegel.answer import Answer
from pegel.errors import BadAnswer, InvalidField, RateLimited
from pegel.networks import facebook, graph, meta
from pegel.social import Access

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
ID = "700100200300"
PAGE = f"{graph.API}/{ID}?fields={facebook.PAGE}"


@pytest.fixture
def fetch():
    return Noting(OURS / "facebook")


@pytest.fixture
def snapshot(fetch):
    return reader("facebook", fetch, Access(token="ours")).snapshot("HofLaden.Nord")


def test_own_posts_of_90_days_are_read_to_the_last_page(snapshot):
    assert [post.id for post in snapshot.posts] == [f"{ID}_5", f"{ID}_3", f"{ID}_2"]
    assert not any("MISSING" in note for note in snapshot.notes)


def test_the_next_page_is_asked_for_by_its_cursor_never_by_the_address_that_holds_a_token(snapshot, fetch):
    pages = [url for url, _ in fetch.asked if "/posts?" in url]
    assert [url.partition("&after=")[2] for url in pages] == ["", "QVFI%3Dmade"]
    assert not any("SECRET" in url or "ours" in url for url, _ in fetch.asked)
    assert {headers["Authorization"] for headers in fetch.sent} == {"Bearer ours"}


def test_a_page_is_kept_by_id_and_followers_go_before_likes(snapshot):
    assert (snapshot.account_id, snapshot.handle, snapshot.reach) == (ID, "hofladen.nord", 433)
    likes = {"id": "9", "name": "Old", "fan_count": 5}
    assert reader("facebook", None).to_profile(likes, PAGE).reach == 5


def test_reactions_of_all_six_types_are_the_people_who_reacted(snapshot):
    assert dict(snapshot.posts[0].reactions) == {"like": 25, "repost": 2, "reply": 4}
    six = {kind: {"summary": {"total_count": 2}} for kind in meta.KINDS}
    post = reader("facebook", None).to_post(
        {"id": "1", "created_time": "2026-11-21T06:00:00+0000", **six}, None
    )
    assert post.reactions["like"] == 12  # the total was not told, its parts were
    five = {**six, "angry": {}}
    post = reader("facebook", None).to_post(
        {"id": "1", "created_time": "2026-11-21T06:00:00+0000", **five}, None
    )
    assert post.reactions["like"] is None


def test_what_is_not_told_is_unknown_and_not_zero(snapshot):
    assert dict(snapshot.posts[1].reactions) == {"like": 4, "repost": None, "reply": 0}
    assert dict(snapshot.posts[2].reactions) == {"like": None, "repost": None, "reply": None}
    assert all(post.reactors is None for post in snapshot.posts)
    assert snapshot.curation is None


def test_what_a_visitor_wrote_is_not_the_pages(snapshot):
    assert f"{ID}_4" not in {post.id for post in snapshot.posts}


def test_hashtags_are_what_a_post_is_about(snapshot):
    assert snapshot.posts[0].tags == ("Zaun", "Hecke")


def test_a_page_without_a_name_and_without_posts_is_read():
    snapshot = reader("facebook", Noting(OURS / "facebook")).snapshot("700100200301")
    assert (snapshot.handle, snapshot.posts, snapshot.reach) == ("700100200301", (), None)


def test_a_renamed_page_is_asked_for_by_its_id(fetch):
    snapshot = reader("facebook", fetch).snapshot("older.name", {}, ID)
    assert (snapshot.handle, snapshot.account_id) == ("hofladen.nord", ID)
    assert fetch.asked[0][0].startswith(f"{graph.API}/{ID}?")


def test_the_pages_of_whoever_signs_in_are_theirs():
    network = reader("facebook", None)
    pages = {
        "data": [{"id": "1", "name": "A", "fan_count": 2}, {"id": "2", "name": "B", "username": "Bee.Two"}]
    }
    owned = reader("facebook", Told({network.oauth.own: (200, pages)})).on_behalf("hers").owned()
    assert [(page.account_id, page.handle, page.reach) for page in owned] == [
        ("1", "1", 2),
        ("2", "bee.two", None),
    ]


def test_a_page_is_read_with_its_own_token_which_its_manager_is_told_and_nobody_else(fetch):
    network = reader("facebook", None, Access(token="ours")).on_behalf("hers")
    about = {"id": ID, "name": "Hof", "access_token": "the-pages-own"}
    answers = {network.ask_for_id(ID, ""): (200, about), network.ask_for_posts(ID, ""): (200, {"data": []})}
    network.fetch = told = Sent(answers)
    assert "the-pages-own" not in repr(network.snapshot("hofladen", {}, ID))
    assert told.sent == ["Bearer hers", "Bearer the-pages-own"]
    assert "access_token" not in reader("facebook", None, Access(token="ours")).ask_for(ID)


def test_a_members_token_that_is_not_the_pages_is_not_lost():
    network = reader("facebook", None).on_behalf("hers")
    refused = {"error": {"code": 190, "error_subcode": 2069032, "message": "A Page access token is required"}}
    network.fetch = Told({network.ask_for(ID): (400, refused)})
    with pytest.raises(BadAnswer, match="Page access token is required"):
        network.snapshot(ID)


class Sent(Told):
    """Tells what it is told to tell, and notes whose token it was sent."""

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        self.sent = [*getattr(self, "sent", []), headers["Authorization"]]
        return super().get(url, headers)


USED = {"call_count": 28, "total_time": 25, "total_cputime": 25}


@pytest.mark.parametrize(
    ("header", "minutes"),
    [
        ({"x-app-usage": USED | {"call_count": 74}}, None),
        ({"x-app-usage": USED | {"call_count": 75}}, 15),
        ({"x-app-usage": USED | {"total_cputime": 99}}, 15),
        ({"x-page-usage": USED | {"total_time": 80}}, 15),
        ({"x-business-use-case-usage": {ID: [USED, {**USED, "call_count": 76}]}}, 15),
        (
            {"x-business-use-case-usage": {ID: [{"total_time": 100, "estimated_time_to_regain_access": 42}]}},
            42,
        ),
        ({"x-app-usage": "no JSON"}, None),
        ({"x-app-usage": [1]}, None),
        ({"x-app-usage": {"call_count": "99"}}, None),
        ({}, None),
    ],
)
def test_three_quarters_of_what_the_headers_allow_is_where_our_part_ends(header, minutes):
    told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in header.items()}
    posts = reader("facebook", None).ask_for_posts(ID, "")
    page = (200, {"id": ID, "name": "Hof"}, told)
    network = reader("facebook", Told({PAGE: page, posts: (200, {"data": []})}))
    if minutes is None:
        assert network.snapshot(ID).posts == ()
        return
    with pytest.raises(RateLimited) as raised:
        network.snapshot(ID)
    assert (raised.value.until - NOW).total_seconds() == minutes * 60


def test_an_answer_in_another_shape_is_a_bad_answer():
    posts = reader("facebook", None).ask_for_posts(ID, "")
    wrong: list[Any] = [[], {}, {"data": {}}, {"data": [1]}, {"data": [{"id": "1"}]}]
    for body in [*wrong, {"data": [], "paging": 7}]:
        network = reader("facebook", Told({PAGE: (200, {"id": ID, "name": "Hof"}), posts: (200, body)}))
        with pytest.raises(BadAnswer):
            network.snapshot(ID)


@pytest.mark.parametrize(
    "handle", ["@HofLaden.Nord", "https://www.facebook.com/hofladen.nord/", "hofladen.nord"]
)
def test_a_handle_has_one_spelling(handle):
    assert reader("facebook", Told({})).normalise(handle) == "hofladen.nord"


@pytest.mark.parametrize("handle", ["", "abc", "a b c d e", "hof_laden", "https://facebook.com/a/posts/1"])
def test_nonsense_is_told_the_right_form(handle):
    with pytest.raises(InvalidField, match=r"facebook\.com/page"):
        reader("facebook", Told({})).normalise(handle)
