"""Mastodon, on an invented account: three pages, a pinned old post, a boost, a post for followers only."""

from __future__ import annotations

import pytest
from unit.networks.recorded import OURS, Noting, Told, reader

from pegel.errors import AccountGone, BadAnswer, InvalidField

HANDLE = "@fenja@hof.example"
LOOKUP = "https://hof.example/api/v1/accounts/lookup?acct=fenja"
POSTS = "https://hof.example/api/v1/accounts/4711/statuses?limit=40&exclude_reblogs=true"
ABOUT = {"id": "4711", "username": "fenja", "acct": "fenja", "followers_count": 3}
STATUS = {
    "id": "1",
    "created_at": "2026-11-20T06:00:00.000Z",
    "visibility": "public",
    "account": {"id": "4711"},
    "favourites_count": 0,
    "reblogs_count": 0,
    "replies_count": 0,
    "content": "<p>a</p>",
}


@pytest.fixture
def fetch():
    return Noting(OURS)


@pytest.fixture
def snapshot(fetch):
    return reader("mastodon", fetch, key=b"k").snapshot(HANDLE)


def one_post(**changes):
    answers = {LOOKUP: (200, ABOUT), POSTS: (200, [STATUS | changes])}
    return reader("mastodon", Told(answers)).snapshot(HANDLE).posts


def test_own_public_posts_of_90_days_are_read_over_all_pages_once(snapshot, fetch):
    assert [post.id for post in snapshot.posts] == ["909", "908", "905", "904"]
    assert [url.partition("max_id=")[2] for url, _ in fetch.asked if "/statuses?" in url] == [
        "",
        "906",
        "905",
    ]


def test_counts_are_the_servers_and_what_it_does_not_tell_is_unknown(snapshot):
    assert snapshot.reach == 812  # "812" on the wire
    counts = {post.id: dict(post.reactions) for post in snapshot.posts}
    assert counts["909"] == {"like": 5, "repost": 2, "reply": 1, "quote": 0}
    assert counts["905"] == {"like": 7, "repost": 1, "reply": 0, "quote": None}
    assert (snapshot.curation, snapshot.standing) == (None, None)


def test_replies_of_the_member_are_posts_of_the_member(snapshot):
    assert "908" in {post.id for post in snapshot.posts}
    assert [post.id for post in snapshot.posts if post.is_reply] == ["908"]


def test_going_on_in_ones_own_thread_answers_nobody():
    for whose, is_reply in ((ABOUT["id"], False), ("12", True), (None, True)):
        (post,) = one_post(in_reply_to_id="77", in_reply_to_account_id=whose)
        assert post.is_reply is is_reply


def test_excerpts_name_nobody_and_respect_a_content_warning(snapshot):
    texts = {post.id: post.excerpt for post in snapshot.posts}
    assert texts["909"] == "Post 909 to @… about #Bienen"
    assert texts["905"] == "Stings"


def test_reactors_are_distinct_keyed_hashes_without_the_member(snapshot, fetch):
    reactors = {post.id: post.reactors for post in snapshot.posts}
    assert [reactor.reach for reactor in sorted(reactors["909"], key=lambda r: r.reach or 0)] == [
        None,
        10,
        20,
    ]
    other = reader("mastodon", fetch, key=b"other").snapshot(HANDLE)
    assert not {r.key for r in reactors["909"]} & {r.key for r in other.posts[0].reactors}
    assert "ole" not in repr(reactors)


def test_a_list_of_reactors_that_is_refused_leaves_the_rest_whole(snapshot):
    assert {post.id for post in snapshot.posts if post.reactors is None} == {"908", "905", "904"}
    assert any(
        note.startswith("Who reacted to 3 of the strongest posts is not known") for note in snapshot.notes
    )


def test_wishes_of_the_account_are_told(snapshot):
    assert any("discoverable is off" in note for note in snapshot.notes)
    empty = reader("mastodon", Noting(OURS)).snapshot("@leer@hof.example")
    assert (empty.posts, empty.reach) == ((), None)
    assert any("moved to leer@neu.example" in note for note in empty.notes)
    assert any("noindex" in note for note in empty.notes)


def test_a_suspended_account_is_gone():
    with pytest.raises(AccountGone, match="suspended"):
        reader("mastodon", Noting(OURS)).snapshot("@weg@hof.example")


def test_the_profile_shows_its_links_and_which_the_server_verified():
    profile = reader("mastodon", Noting(OURS)).profile(HANDLE)
    assert (profile.account_id, profile.handle, profile.name) == ("4711@hof.example", HANDLE, "Fenja Hof")
    assert [(link.url, link.verified) for link in profile.links] == [
        ("https://pegel.example/@fenja", True),
        ("https://shop.example/", False),
        ("https://hof.example/link/abc", False),
    ]
    assert "pegel-0123456789" in profile.text.split()


@pytest.mark.parametrize(
    "handle",
    [
        " @Fenja@HOF.example ",
        "fenja@hof.example",
        "https://hof.example/@Fenja",
        "https://hof.example/@fenja/",
    ],
)
def test_a_handle_has_one_spelling(handle):
    assert reader("mastodon", Told({})).normalise(handle) == HANDLE
    assert reader("mastodon", Told({})).host(HANDLE) == "hof.example"
    assert reader("mastodon", Told({})).profile_url(handle) == "https://hof.example/@fenja"


@pytest.mark.parametrize(
    "handle",
    [
        "",
        "fenja",
        "@fenja",
        "@@",
        "@a@b",
        "@a@127.0.0.1",
        "@a@b.example:8443",
        "@a/../b@c.example",
        "a@b@c.de",
    ],
)
def test_nonsense_is_told_the_right_form(handle):
    with pytest.raises(InvalidField, match="@user@server"):
        reader("mastodon", Told({})).normalise(handle)


@pytest.mark.parametrize("count", [-1, 2**53 + 1, 1.0, True, "1.5", "many", [], "-3", 10**30, "9" * 40])
def test_what_is_no_count_is_a_bad_answer(count):
    with pytest.raises(BadAnswer):
        one_post(favourites_count=count)


@pytest.mark.parametrize(("count", "read"), [(None, None), ("7", 7), (0, 0), (2**53, 2**53)])
def test_a_count_is_read_as_it_is_meant(count, read):
    assert one_post(reblogs_count=count)[0].reactions["repost"] == read


@pytest.mark.parametrize(
    "changes",
    [
        {"created_at": None},
        {"created_at": "yesterday"},
        {"account": None},
        {"id": None},
        {"tags": [7]},
        {"id": ""},
    ],
)
def test_a_post_of_another_shape_is_a_bad_answer(changes):
    with pytest.raises(BadAnswer):
        one_post(**changes)


@pytest.mark.parametrize("visibility", ["private", "direct", "unheard-of"])
def test_what_is_not_public_is_not_kept(visibility):
    assert one_post(visibility=visibility) == ()


def test_text_of_strangers_is_harmless_and_short():
    (post,) = one_post(content="<p>a\u202eb\x00c<br>d</p><script>x</script>" + "e" * 200)
    assert post.excerpt.startswith("a b c d")
    assert len(post.excerpt) == 140
    assert post.excerpt.isprintable()
