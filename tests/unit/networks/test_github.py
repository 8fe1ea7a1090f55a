"""GitHub, on an invented account: forks, old field names, three pages, somebody else's repository."""

from __future__ import annotations

import pytest
from unit.networks.recorded import OURS, Noting, Told, reader

from pegel.errors import InvalidField
from pegel.social import Access


@pytest.fixture
def fetch():
    return Noting(OURS)


@pytest.fixture
def snapshot(fetch):
    return reader("github", fetch).snapshot("Fenja-Hof")


def test_own_repositories_of_all_pages_are_the_posts_and_forks_are_not(snapshot, fetch):
    assert [(post.id, dict(post.reactions)) for post in snapshot.posts] == [
        ("3", {"star": 13, "repost": 2}),  # an old answer: watchers and forks
        ("1", {"star": 40, "repost": 4}),
    ]
    assert [url.partition("page=100")[2] for url, _ in fetch.asked if "/repos" in url] == [
        "",
        "&page=2",
        "&page=3",
    ]


def test_stars_of_own_repositories_are_curation(snapshot):
    assert (snapshot.curation, snapshot.reach, snapshot.account_id) == (53, 31, "990001")


def test_repositories_count_as_long_as_they_exist(snapshot):
    assert len(snapshot.posts) == 2
    old = {
        "id": 1,
        "name": "a",
        "owner": {"id": 5},
        "created_at": "2009-01-01T00:00:00Z",
        "stargazers_count": 1,
    }
    answers = {
        "https://api.github.com/users/ada": (200, {"id": 5, "login": "ada", "followers": 1}),
        "https://api.github.com/users/ada/repos?type=owner&sort=pushed&per_page=100": (200, [old]),
    }
    (post,) = reader("github", Told(answers)).snapshot("ada").posts
    assert (post.posted_at.year, post.reactions["repost"]) == (2009, None)


def test_topics_and_language_are_tags_and_text_is_harmless(snapshot):
    assert snapshot.posts[1].tags == ("fence", "Rust")
    assert snapshot.posts[1].excerpt == "zaun1: =SUM(A1)"


def test_an_organisation_is_read_and_said_to_be_one():
    snapshot = reader("github", Noting(OURS)).snapshot("hof-org")
    assert (snapshot.curation, snapshot.notes) == (0, ("hof-org is an organisation.",))


def test_the_token_is_sent_and_only_if_there_is_one(fetch):
    reader("github", fetch, Access(token="ours")).snapshot("hof-org")
    reader("github", fetch).snapshot("hof-org")
    assert [headers.get("Authorization") for headers in fetch.sent] == [
        "Bearer ours",
        "Bearer ours",
        None,
        None,
    ]


def test_the_profile_shows_its_website_with_a_scheme():
    profile = reader("github", Noting(OURS)).profile("fenja-hof")
    assert [link.url for link in profile.links] == ["https://pegel.example/@fenja"]


@pytest.mark.parametrize("handle", ["@Fenja-Hof", "https://github.com/Fenja-Hof", "fenja-hof "])
def test_a_login_has_one_spelling(handle):
    assert reader("github", Told({})).normalise(handle) == "fenja-hof"


@pytest.mark.parametrize("handle", ["", "-a", "a b", "a/b", "a" * 41, "ä", "a.b"])
def test_nonsense_is_told_the_right_form(handle):
    with pytest.raises(InvalidField, match=r"github\.com/login"):
        reader("github", Told({})).normalise(handle)
