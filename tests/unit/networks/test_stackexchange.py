"""Stack Exchange, on invented accounts: two lists of posts, net votes, HTML in names, who commented."""

from __future__ import annotations

import pytest
from unit.networks.recorded import OURS, Noting, Told, load, reader

from pegel.errors import AccountGone, InvalidField
from pegel.networks.reactors import hashed
from pegel.social import Access

FOLDER = OURS / "stackexchange"
FENJA = "990001@gardening"


@pytest.fixture
def fetch():
    return Noting(FOLDER)


@pytest.fixture
def snapshot(fetch):
    return reader("stackexchange", fetch, key=b"k").snapshot(FENJA)


def test_answers_and_questions_of_90_days_are_read_over_all_pages_once(snapshot, fetch):
    assert {post.id: dict(post.reactions) for post in snapshot.posts} == {
        "507": {"like": 12, "accept": 1},
        "601": {"like": 6, "reply": 3},
        "506": {"like": -3, "accept": 0},
        "505": {"like": 4, "accept": 0},
        "504": {"like": None, "accept": None},  # not told
        "600": {"like": 0, "reply": 0},
        "503": {"like": 1, "accept": 1},
    }
    pages = [
        url.partition("/users/990001")[2]
        for url, _ in fetch.asked
        if "sort=creation" in url and "/users" in url
    ]
    newest = "?order=desc&sort=creation&pagesize=100&site=gardening"
    assert pages == [
        f"/answers{newest}",
        f"/answers{newest}&page=2",
        f"/answers{newest}&page=3",
        f"/questions{newest}",
        f"/questions{newest}&page=2",
    ]


def test_standing_is_reputation_and_reach_is_not_told(snapshot):
    assert (snapshot.standing, snapshot.reach, snapshot.curation) == (4321, None, None)
    assert (snapshot.account_id, snapshot.handle, snapshot.name) == (FENJA, FENJA, "Fenja & Zaun")


def test_tags_are_those_of_answers_that_somebody_valued(snapshot):
    assert snapshot.tags == ("hedges", "cç")
    assert [post.tags for post in snapshot.posts if post.id == "601"] == [("hedges", "soil&compost")]


def test_titles_are_text_views_are_kept_beside_and_posts_have_an_address(snapshot):
    posts = {post.id: post for post in snapshot.posts}
    assert (posts["601"].excerpt, posts["601"].views) == ("Can a fence be <too> low?", 812)
    assert posts["601"].url == "https://gardening.stackexchange.com/q/601"
    assert (posts["507"].excerpt, posts["507"].views) == ("", None)
    assert posts["507"].url == "https://gardening.stackexchange.com/a/507"


def test_who_commented_is_asked_once_for_all_posts_and_the_member_is_nobody(snapshot, fetch):
    network = reader("stackexchange", Told({}), key=b"k")
    ole, wiebke = (hashed(network, f"{who}@gardening") for who in (11, 12))
    people = {post.id: {one.key for one in post.reactors} for post in snapshot.posts}
    assert people.pop("507") == {ole, wiebke}
    assert people.pop("601") == {wiebke}  # the other comment is of an account that is gone
    assert set(map(frozenset, people.values())) == {frozenset()}
    assert {one.kinds for post in snapshot.posts for one in post.reactors} == {("reply",)}
    assert len([url for url, _ in fetch.asked if "/comments" in url]) == 1
    assert snapshot.untold == 0


def test_comments_that_are_refused_leave_the_rest_whole_and_are_counted():
    answers = {each["request"]["url"]: (each["status"], each["body"]) for each in everything("fenja")}
    comments = next(url for url in answers if "/comments" in url)
    refused = reader("stackexchange", Told(answers | {comments: (500, {})})).snapshot(FENJA)
    assert (refused.untold, len(refused.posts)) == (7, 7)
    assert all(post.reactors is None for post in refused.posts)
    assert any("Who reacted to 7" in note for note in refused.notes)
    del answers[comments]
    assert reader("stackexchange", Told(answers)).snapshot(FENJA).untold == 0


def test_what_a_recording_lacks_is_said_aloud():
    answers = {each["request"]["url"]: (each["status"], each["body"]) for each in everything("fenja")}
    lacking = {url: answer for url, answer in answers.items() if "top-answer-tags" not in url}
    snapshot = reader("stackexchange", Told(lacking)).snapshot(FENJA)
    assert (snapshot.tags, len(snapshot.posts)) == ((), 7)
    assert [note.partition(":")[0] for note in snapshot.notes] == ["THE TAGS ARE MISSING"]


def everything(name):
    return [each for file in sorted((FOLDER / name).glob("*.json")) for each in load(file)]


def test_the_profile_shows_its_website_and_a_code_in_its_location():
    profile = reader("stackexchange", Noting(FOLDER)).profile(FENJA)
    assert [link.url for link in profile.links] == ["https://pegel.example/@fenja"]
    assert profile.text == "Emden <pegel-abc123>"


def test_an_empty_account_is_read_and_its_reactors_are_not_asked_for():
    fetch = Noting(FOLDER)
    snapshot = reader("stackexchange", fetch).snapshot("990002@gardening")
    assert (snapshot.posts, snapshot.standing, snapshot.tags, snapshot.notes) == ((), 1, (), ())
    assert not [url for url, _ in fetch.asked if "/comments" in url]


def test_the_reputation_of_a_suspended_account_is_hidden_not_one():
    snapshot = reader("stackexchange", Noting(FOLDER)).snapshot("990003@gardening")
    assert snapshot.standing is None
    assert snapshot.notes == (
        "990003@gardening is suspended there until 2026-12-22: its reputation is hidden.",
    )


def test_nobody_under_an_id_is_a_deleted_account():
    with pytest.raises(AccountGone):
        reader("stackexchange", Noting(FOLDER)).snapshot("990004@gardening", {}, "990004@gardening")


def test_the_key_is_sent_but_told_nowhere_and_a_members_token_is_a_header():
    asked = []

    class Listening(Noting):
        def get(self, url, headers=()):
            asked.append(url)
            return super().get(url.replace("&key=s3%2Bcret", ""), headers)

    fetch = Listening(FOLDER)
    snapshot = reader("stackexchange", fetch, Access(key="s3+cret")).snapshot(FENJA)
    assert all(url.endswith("&key=s3%2Bcret") for url in asked)
    assert "s3" not in repr(snapshot)
    assert {headers.get("X-API-Access-Token") for headers in fetch.sent} == {None}
    reader("stackexchange", fetch, Access()).on_behalf("mine").profile(FENJA)
    assert fetch.sent[-1] == {"X-API-Access-Token": "mine"}


@pytest.mark.parametrize(
    ("given", "handle", "address"),
    [
        ("22656@stackoverflow", "22656@stackoverflow", "https://stackoverflow.com/users/22656"),
        (
            "https://stackoverflow.com/users/22656/jon?tab=profile",
            "22656@stackoverflow",
            "https://stackoverflow.com/users/22656",
        ),
        (" stackoverflow.com/users/0022656 ", "22656@stackoverflow", "https://stackoverflow.com/users/22656"),
        (
            "https://Gardening.StackExchange.com/users/7/",
            "7@gardening",
            "https://gardening.stackexchange.com/users/7",
        ),
        ("7@gardening.stackexchange.com", "7@gardening", "https://gardening.stackexchange.com/users/7"),
        ("https://meta.stackexchange.com/users/7", "7@meta", "https://meta.stackexchange.com/users/7"),
        (
            "https://pt.stackoverflow.com/users/7",
            "7@pt.stackoverflow",
            "https://pt.stackoverflow.com/users/7",
        ),
        ("https://mathoverflow.net/users/7/a", "7@mathoverflow.net", "https://mathoverflow.net/users/7"),
        ("7@mathoverflow", "7@mathoverflow.net", "https://mathoverflow.net/users/7"),
        ("7@www.stackoverflow.com", "7@stackoverflow", "https://stackoverflow.com/users/7"),
        ("https://stackapps.com/users/7", "7@stackapps", "https://stackapps.com/users/7"),
    ],
)
def test_an_account_of_any_site_has_one_spelling(given, handle, address):
    network = reader("stackexchange", Told({}))
    assert (network.normalise(given), network.profile_url(given)) == (handle, address)


@pytest.mark.parametrize(
    "given",
    [
        *[
            "",
            "22656",
            "fenja@stackoverflow",
            "7@",
            "7@evil.example",
            "https://evil.example/users/7",
            "7@a&b=c",
        ],
        *["https://stackexchange.com/users/7", "7@so/../x", "https://stackoverflow.com.evil.example/users/7"],
    ],
)
def test_nonsense_is_told_the_right_form(given):
    with pytest.raises(InvalidField, match="22656@stackoverflow"):
        reader("stackexchange", Told({})).normalise(given)
