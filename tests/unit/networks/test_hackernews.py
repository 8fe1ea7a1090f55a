"""Hacker News, on invented accounts: stories of Algolia, threads however deep, items of Firebase."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from unit.networks.recorded import OURS, RECORDINGS, Noting, Told, load, reader
from unit.networks.test_refusals import CASES, NOW

from pegel.errors import AccountGone, BadAnswer, InvalidField, RateLimited
from pegel.fetch import Replay
from pegel.networks.reactors import hashed
from pegel.networks.understood import understand

FOLDER = OURS / "hackernews"
USER = "https://hacker-news.firebaseio.com/v0/user/FenjaHof.json"
STORIES = "https://hn.algolia.com/api/v1/search_by_date?tags=story,author_FenjaHof&hitsPerPage=100"
ABOUT = {"id": "FenjaHof", "karma": 512}


@pytest.fixture
def fetch():
    return Noting(FOLDER)


@pytest.fixture
def snapshot(fetch):
    return reader("hackernews", fetch, key=b"k").snapshot("FenjaHof")


def test_stories_of_90_days_are_read_over_all_pages(snapshot, fetch):
    assert [(post.id, dict(post.reactions)) for post in snapshot.posts] == [
        ("803", {"like": 120, "reply": 4}),
        ("802", {"like": 3, "reply": 0}),
        ("801", {"like": 1, "reply": None}),  # not told
        ("800", {"like": 9, "reply": 1}),
    ]
    pages = [url.removeprefix(STORIES) for url, _ in fetch.asked if "search_by_date" in url]
    last = [int((NOW - timedelta(days=days)).timestamp()) for days in (20, 85)]  # of each page
    assert pages == ["", *(f"&numericFilters=created_at_i%3C{moment}" for moment in last)]
    assert not snapshot.notes


def test_standing_is_karma_and_nothing_else_is_told(snapshot):
    assert (snapshot.standing, snapshot.reach, snapshot.curation) == (512, None, None)
    assert (snapshot.handle, snapshot.account_id) == ("FenjaHof", "FenjaHof")


def test_who_commented_counts_once_however_deep_and_not_the_member_nor_who_is_deleted(snapshot, fetch):
    network = reader("hackernews", Told({}), key=b"k")
    people = {post.id: post.reactors and {one.key for one in post.reactors} for post in snapshot.posts}
    assert people == {
        "803": {hashed(network, "ole"), hashed(network, "Ole")},  # two people: case matters
        "802": None,
        "801": None,
        "800": {hashed(network, "wiebke")},
    }
    assert len([url for url, _ in fetch.asked if "/items/" in url]) == 2


def test_a_thread_of_ten_thousand_replies_each_to_the_one_before_is_read():
    thread: dict[str, Any] = {"author": "p0", "children": []}
    for depth in range(10_000):
        thread = {"author": f"p{depth % 7}", "children": [thread]}
    people = reader("hackernews", Told({})).to_people({"children": [thread]}, "")
    assert {one.id for one in people} == {f"p{n}" for n in range(7)}


def test_the_about_text_is_html_and_its_links_are_whole():
    profile = reader("hackernews", Noting(FOLDER)).profile("FenjaHof")
    assert [link.url for link in profile.links] == ["https://pegel.example/@fenja"]
    assert profile.text == "I build fences. https://pegel.example/@fenja pegel-abc123 & more"


def test_titles_are_text(snapshot):
    assert [post.excerpt for post in snapshot.posts][:2] == [
        "Show HN: A fence that & counts",
        "=cmd|' Fences",
    ]
    assert snapshot.posts[0].url == "https://news.ycombinator.com/item?id=803"


def test_an_empty_account_is_read():
    snapshot = reader("hackernews", Noting(FOLDER)).snapshot("leer")
    assert (snapshot.posts, snapshot.standing, snapshot.notes) == ((), 1, ())


def test_null_is_nobody():
    with pytest.raises(AccountGone, match="null"):
        reader("hackernews", Noting(FOLDER)).snapshot("weg", {}, "weg")


def test_names_keep_their_case():
    network = reader("hackernews", Told({USER: (200, ABOUT | {"id": "fenjahof"})}))
    with pytest.raises(BadAnswer, match="answered about somebody else"):
        network.profile("FenjaHof")


def test_stories_of_others_and_what_is_dead_are_not_the_members():
    hit = {"objectID": "1", "created_at_i": 1_795_000_000, "points": 1, "num_comments": 0}
    hits = [
        hit | {"author": "ole"},
        hit | {"objectID": "2", "author": None},
        hit | {"author": "FenjaHof", "dead": True},
    ]
    told = Told({USER: (200, ABOUT), STORIES: (200, {"hits": hits, "nbPages": 1})})
    assert reader("hackernews", told).snapshot("FenjaHof").posts == ()


@pytest.mark.parametrize("case", [c for c in CASES if c["status"] == 429], ids=lambda c: c["_made_by_us"])
@pytest.mark.parametrize("where", [USER, STORIES])
def test_a_429_is_until_when_it_says(case, where):
    refused = (429, case["body"], case["headers"])
    with pytest.raises(RateLimited) as raised:
        reader("hackernews", Told({USER: (200, ABOUT)} | {where: refused})).snapshot("FenjaHof")
    assert (raised.value.until - NOW).total_seconds() == case["expected"]["seconds"]


@pytest.mark.parametrize(
    "body", ["<html>", "[]", "7", '"x"', "{}", '{"id": "FenjaHof", "karma": "many"}', '{"id": tr']
)
def test_a_profile_of_another_shape_is_a_bad_answer(body):
    with pytest.raises(BadAnswer):
        reader("hackernews", Told({USER: (200, body)})).profile("FenjaHof")


@pytest.mark.parametrize("hits", [None, 7, [7], {}, [{"author": "FenjaHof", "objectID": "1"}]])
def test_stories_of_another_shape_are_a_bad_answer(hits):
    with pytest.raises(BadAnswer):
        reader("hackernews", Told({USER: (200, ABOUT), STORIES: (200, {"hits": hits})})).snapshot("FenjaHof")


def test_a_huge_answer_is_not_read(tmp_path):
    exchange = {
        "request": {"url": USER},
        "status": 200,
        "headers": {},
        "body": ABOUT | {"about": "x" * 1_000_001},
    }
    (tmp_path / "huge.json").write_text(json.dumps(exchange))
    with pytest.raises(BadAnswer, match="too large"):
        reader("hackernews", Replay(tmp_path)).profile("FenjaHof")


@pytest.mark.parametrize("given", ["FenjaHof", " FenjaHof ", "https://news.ycombinator.com/user?id=FenjaHof"])
def test_a_name_has_one_spelling(given):
    network = reader("hackernews", Told({}))
    assert network.normalise(given) == "FenjaHof"
    assert network.profile_url(given) == "https://news.ycombinator.com/user?id=FenjaHof"


@pytest.mark.parametrize(
    "given", ["", "a b", "../item/1", "ä", "a" * 33, "https://evil.example/user?id=a", "a?b"]
)
def test_nonsense_is_told_the_right_form(given):
    with pytest.raises(InvalidField, match="case matters"):
        reader("hackernews", Told({})).normalise(given)


def read(each):
    return understand(reader("hackernews", Told({})), each)


def test_items_are_said_as_they_are_and_what_is_dead_or_deleted_is_no_post():
    deleted, dead, comment, poll, top = map(read, load(FOLDER / "items.json"))
    assert (deleted.posts, dead.posts, comment.posts) == (None, None, None)
    assert "it holds 2 kids" in comment.says
    assert [post.reactions for post in poll.posts] == [{"like": 46, "reply": 2}]
    assert "(topstories); it holds a list of 3" in top.says


@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="skipped: no PEGEL_DATA")
def test_recordings_are_what_a_person_counts_in_them():
    found = {
        file.stem: (read(load(file)), load(file)["body"])
        for file in (RECORDINGS / "hackernews").glob("*.json")
    }
    user, body = found["user"]
    assert (user.profile.standing, user.profile.handle) == (body["karma"], body["id"])
    for item, body in (found["item_1000"], found["item_21500569"]):
        (post,) = item.posts
        assert (post.id, post.reactions) == (
            str(body["id"]),
            {"like": body["score"], "reply": body["descendants"]},
        )
    updates, body = found["updates"]
    assert f"{len(body['items'])} items, {len(body['profiles'])} profiles" in updates.says
    assert "does not exist" in found["item_missing_or_null"][0].says
    assert f"the number {found['maxitem'][1]}" in found["maxitem"][0].says
