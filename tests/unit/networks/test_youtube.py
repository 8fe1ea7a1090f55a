"""YouTube, on an invented channel: two pages of uploads, hidden counts, closed comments, a private video."""

from __future__ import annotations

import pytest
from unit.networks.recorded import OURS, Noting, Told, reader

from pegel.errors import AccountGone, InvalidField
from pegel.fetch import Replay
from pegel.social import Access

API = "https://www.googleapis.com/youtube/v3"
JUNA = "UCJunaWerkbank0000000001"
HANDLE = f"{API}/channels?part=snippet,statistics,topicDetails&forHandle=%40juna"
UPLOADS = f"{API}/playlistItems?part=snippet&playlistId=UU{JUNA[2:]}&maxResults=50"
CHANNEL = {"kind": "youtube#channel", "id": JUNA, "snippet": {"title": "Juna", "customUrl": "@juna"}}


@pytest.fixture
def fetch():
    return Noting(OURS / "youtube")


@pytest.fixture
def snapshot(fetch):
    return reader("youtube", fetch).snapshot("@JunaWerkbank")


def test_a_channel_is_read_whole(snapshot):
    assert (snapshot.handle, snapshot.account_id, snapshot.name) == (
        "@junawerkbank",
        JUNA,
        "Juna an der Werkbank",
    )
    assert (snapshot.reach, snapshot.standing, snapshot.curation) == (2310, None, None)
    assert snapshot.tags == ("Hobby", "Lifestyle (sociology)")
    assert snapshot.notes == ()


def test_counts_come_from_the_videos_themselves_and_hidden_ones_are_unknown(snapshot):
    assert {post.id: (dict(post.reactions), post.views) for post in snapshot.posts} == {
        "junaVideo01": ({"like": 41, "reply": 6}, 1200),
        "junaVideo02": ({"like": None, "reply": 3}, 900),  # likes hidden
        "junaVideo03": ({"like": 0, "reply": None}, 75),  # nobody may comment
        "junaVideo04": ({"like": 17, "reply": 2}, 640),
    }


def test_what_is_private_deleted_somebody_elses_or_older_than_the_window_is_left_out(snapshot, fetch):
    assert not {"junaVideo05", "junaVideo06", "junaVideo07", "junaVideo08"} & {
        post.id for post in snapshot.posts
    }
    assert [url for url, _ in fetch.asked if "/playlistItems" in url] == [
        UPLOADS,
        f"{UPLOADS}&pageToken=CAUQAA",
    ]


def test_who_commented_is_counted_once_and_neither_the_owner_nor_who_is_gone(snapshot):
    people = {post.id: post.reactors for post in snapshot.posts}
    assert len(people["junaVideo01"]) == 2
    assert len(people["junaVideo02"]) == 2
    assert people["junaVideo03"] is None, "not asked: nobody may comment"
    assert people["junaVideo04"] == (), "closed since: no failure, and nobody to name"
    assert snapshot.untold == 0
    assert len({one.key for list_ in people.values() for one in list_ or ()}) == 3


def test_a_reading_costs_one_unit_a_call_and_searches_never(fetch):
    network = reader("youtube", fetch)
    network.snapshot("@junawerkbank")
    assert network.purse.spent == len(fetch.asked) == 8
    assert not any("/search" in url for url, _ in fetch.asked)


def test_tags_category_language_and_a_harmless_title_are_kept(snapshot):
    post = snapshot.posts[0]
    assert post.tags == ("Holz", "Hocker", "Howto & Style")
    assert post.excerpt == '=HYPERLINK("x") Ein Hocker aus Resten, mit @…'
    assert (post.language, post.url) == ("de", "https://www.youtube.com/watch?v=junaVideo01")
    assert snapshot.posts[2].tags == (), "a category nobody knows is none"


def test_nothing_is_asked_conditionally_for_a_list_of_uploads_hides_that_counts_moved(snapshot):
    assert snapshot.etags == {}


def test_a_channel_without_a_video_and_with_hidden_subscribers_is_read():
    snapshot = reader("youtube", Noting(OURS / "youtube")).snapshot("@stillewerkbank")
    assert (snapshot.reach, snapshot.posts) == (None, ())


def test_a_channel_that_is_not_there_answers_200_and_is_gone():
    with pytest.raises(AccountGone, match="no such channel"):
        reader("youtube", Replay(OURS / "youtube")).snapshot("@niemand")


def test_a_known_channel_is_asked_for_by_its_id_whatever_its_handle_is_now(fetch):
    snapshot = reader("youtube", fetch).snapshot("@alter-name", account_id=JUNA)
    assert snapshot.handle == "@junawerkbank"
    assert not any("forHandle" in url for url, _ in fetch.asked)


@pytest.mark.parametrize(("custom", "handle"), [("@neu", "@neu"), ("oldname", JUNA), (None, JUNA)])
def test_a_handle_that_leads_to_a_channel_of_another_name_is_followed(custom, handle):
    named = CHANNEL | {"snippet": {"title": "Juna", "customUrl": custom}}
    told = Told({HANDLE: (200, {"kind": "youtube#channelListResponse", "items": [named]})})
    assert reader("youtube", told).profile("@juna").handle == handle


def test_uploads_are_read_to_their_end():
    def page(number, token):
        items = [
            {
                "kind": "youtube#playlistItem",
                "snippet": {
                    "publishedAt": f"2026-11-0{number}T00:00:00Z",
                    "channelId": JUNA,
                    "resourceId": {"videoId": f"v{number}"},
                },
            }
        ]
        return (200, {"kind": "youtube#playlistItemListResponse", "items": items} | token)

    gone = (200, {"kind": "youtube#videoListResponse"})  # all deleted since: `items` is left out
    answers = {
        HANDLE: (200, {"kind": "youtube#channelListResponse", "items": [CHANNEL]}),
        UPLOADS: page(3, {"nextPageToken": "B="}),
        f"{UPLOADS}&pageToken=B%3D": page(2, {}),
    } | {f"{API}/videos?part=snippet,statistics,status&id=v{n}": gone for n in (2, 3)}
    told = Told(answers)
    assert reader("youtube", told).snapshot("@juna").posts == ()
    assert len(told.asked) == len(answers)


@pytest.mark.parametrize(
    ("access", "sent"),
    [
        (Access(), {}),
        (Access(key="ours"), {"X-goog-api-key": "ours"}),
        (Access(key="ours", member="theirs"), {"Authorization": "Bearer theirs"}),
    ],
)
def test_key_and_token_go_into_headers_never_into_an_address(access, sent, fetch):
    reader("youtube", fetch, access).profile("@junawerkbank")
    assert fetch.sent == [sent]
    assert not any(secret in url for url, _ in fetch.asked for secret in ("ours", "theirs"))


def test_whoever_signed_in_owns_the_channels_their_token_tells():
    mine = f"{API}/channels?part=snippet,statistics,topicDetails&mine=true"
    answers = {mine: (200, {"kind": "youtube#channelListResponse", "items": [CHANNEL]})}
    (profile,) = reader("youtube", Told(answers)).on_behalf("theirs").owned()
    assert (profile.account_id, profile.handle) == (JUNA, "@juna")


def test_links_and_text_of_the_description_can_prove_it(fetch):
    profile = reader("youtube", fetch).profile("@junawerkbank")
    assert [link.url for link in profile.links] == ["https://pegel.example/@juna"]
    assert "pegel-code im Text" in profile.text


@pytest.mark.parametrize(
    ("written", "handle"),
    [
        ("Juna.Werkbank", "@juna.werkbank"),
        (" https://www.youtube.com/@Juna ", "@juna"),
        ("youtube.com/@juna/videos?view=0", "@juna"),
        ("https://m.youtube.com/%40juna", "@juna"),
        (f"https://youtube.com/channel/{JUNA}", JUNA),
        (JUNA, JUNA),
        ("@木工", "@木工"),
    ],
)
def test_a_channel_has_one_spelling(written, handle):
    network = reader("youtube", Told({}))
    assert network.normalise(written) == handle
    assert network.normalise(network.profile_url(written)) == handle


@pytest.mark.parametrize(
    "written", ["", "@", "a b", "a/b", "youtube.com/watch?v=junaVideo01", "youtube.com/c/juna", "x" * 31]
)
def test_nonsense_is_told_the_right_form(written):
    with pytest.raises(InvalidField, match="@handle"):
        reader("youtube", Told({})).normalise(written)
