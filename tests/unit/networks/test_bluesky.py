"""Bluesky, on an invented account: three pages, a repost, claims about time, a label."""

from __future__ import annotations

import pytest
from unit.networks.recorded import OURS, Noting, Told, reader

from pegel.errors import BadAnswer, InvalidField

DID = "did:plc:madebyusrobin"
HANDLE = "robin.hof.example"


@pytest.fixture
def fetch():
    return Noting(OURS)


@pytest.fixture
def snapshot(fetch):
    return reader("bluesky", fetch, key=b"k").snapshot(HANDLE)


def test_own_posts_of_90_days_are_read_over_all_cursors(snapshot, fetch):
    assert [post.id.rpartition("/")[2] for post in snapshot.posts] == ["a", "b", "c", "d", "e"]
    pages = [url for url, _ in fetch.asked if "getAuthorFeed" in url]
    assert [url.partition("&cursor=")[2] for url in pages] == ["", "next%3A%3A1+%262", "last"]


def test_the_account_is_kept_by_did(snapshot):
    assert (snapshot.account_id, snapshot.handle, snapshot.reach) == (DID, HANDLE, 77)


def test_a_repost_of_somebody_else_counts_nothing(snapshot):
    assert max(post.reactions["like"] for post in snapshot.posts) == 9


def test_a_count_that_is_not_told_is_unknown_and_so_is_the_language(snapshot):
    post = snapshot.posts[2]
    assert dict(post.reactions) == {"like": 2, "repost": 0, "reply": 1, "quote": None}
    assert (post.language, post.tags) == (None, ())
    assert (snapshot.posts[0].language, snapshot.posts[0].tags) == ("de", ("Zaun",))


def test_an_answer_to_somebody_is_a_reply_and_going_on_in_ones_own_thread_is_none(snapshot):
    assert not any(post.is_reply for post in snapshot.posts)
    for reply, is_reply in (
        ({"parent": {"uri": "at://did:plc:mika/app.bsky.feed.post/1"}}, True),
        ({"parent": {"uri": f"at://{DID}/app.bsky.feed.post/1"}}, False),
        ({}, False),
    ):
        author, uri = {"did": DID}, f"at://{DID}/app.bsky.feed.post/2"
        record = {"createdAt": "2026-11-20T06:00:00Z", "text": "a", "reply": reply}
        post = reader("bluesky", None).to_post(
            {"post": {"author": author, "record": record, "uri": uri}}, None
        )
        assert post.is_reply is is_reply


def test_the_earlier_of_claim_and_sight_is_when_it_was_posted(snapshot):
    days = [(snapshot.read_at - post.posted_at).total_seconds() / 86400 for post in snapshot.posts]
    assert days == [1, 3, 20, 29.5, 39.5]  # d claims 2031, e claims nonsense


def test_reactors_of_three_lists_are_distinct_people(snapshot):
    assert len(snapshot.posts[0].reactors) == 3
    assert all(post.reactors is None for post in snapshot.posts[1:])


def test_who_wants_no_show_without_sign_in_is_counted_and_never_shown():
    shy = reader("bluesky", Noting(OURS)).snapshot("shy.example")
    assert [(post.excerpt, post.url) for post in shy.posts] == [("", "")]
    assert any("counted, never shown" in note for note in shy.notes)


def test_the_profile_shows_addresses_in_its_text():
    profile = reader("bluesky", Noting(OURS)).profile(HANDLE)
    assert [link.url for link in profile.links] == [
        "https://hof.example/robin",
        "https://pegel.example/@robin",
    ]


def test_a_renamed_account_is_followed_by_its_did(fetch):
    api = "https://public.api.bsky.app/xrpc/app.bsky."
    about = {"did": DID, "handle": "new.example", "followersCount": 1}
    answers = {
        f"{api}actor.getProfile?actor=old.example": (
            400,
            {"error": "InvalidRequest", "message": "Profile not found"},
        ),
        f"{api}actor.getProfile?actor=did%3Aplc%3Amadebyusrobin": (200, about),
        f"{api}feed.getAuthorFeed?actor=did%3Aplc%3Amadebyusrobin&limit=100&filter=posts_with_replies": (
            200,
            {"feed": []},
        ),
    }
    snapshot = reader("bluesky", Told(answers)).snapshot("old.example", {}, DID)
    assert (snapshot.handle, snapshot.account_id) == ("new.example", DID)


def test_an_answer_about_somebody_else_is_a_bad_answer():
    url = "https://public.api.bsky.app/xrpc/app.bsky.actor.getProfile?actor=a.example"
    with pytest.raises(BadAnswer, match=r"about somebody else"):
        reader("bluesky", Told({url: (200, {"did": "did:plc:b", "handle": "b.example"})})).snapshot(
            "a.example"
        )


@pytest.mark.parametrize(
    "handle", ["@Robin.Hof.example", "https://bsky.app/profile/robin.hof.example", HANDLE]
)
def test_a_handle_has_one_spelling(handle):
    assert reader("bluesky", Told({})).normalise(handle) == HANDLE


def test_a_did_is_a_handle_too():
    assert reader("bluesky", Told({})).normalise(DID) == DID


@pytest.mark.parametrize(
    "handle", ["", "robin", "robin.", "a..b", "-a.example", "did:plc:", "a b.example", "a.1"]
)
def test_nonsense_is_told_the_right_form(handle):
    with pytest.raises(InvalidField, match=r"name\.bsky\.social"):
        reader("bluesky", Told({})).normalise(handle)
