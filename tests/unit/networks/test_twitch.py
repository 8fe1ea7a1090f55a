"""Twitch, on invented channels: videos without reactions, clips by others, followers that are not told."""

from __future__ import annotations

import pytest
from unit.networks.recorded import OURS, Noting, Told, load, reader

from pegel.errors import AccountGone, InvalidField
from pegel.fetch import Replay
from pegel.networks.reactors import hashed
from pegel.networks.understood import understand
from pegel.social import Access

API = "https://api.twitch.tv/helix"
WINDOW = "started_at=2026-08-24T06:00:00Z&ended_at=2026-11-22T06:00:00Z"


@pytest.fixture
def fetch():
    return Noting(OURS / "twitch")


@pytest.fixture
def snapshot(fetch):
    return reader("twitch", fetch, Access(), b"key").snapshot("MiraFunkt")


def test_a_channel_is_read_whole(snapshot):
    assert (snapshot.handle, snapshot.account_id, snapshot.name) == ("mirafunkt", "770001", "MiraFunkt")
    assert (snapshot.reach, snapshot.standing) == (1812, None)
    assert snapshot.tags == ("Science & Technology", "Deutsch", "Elektronik")
    assert (snapshot.notes, snapshot.etags) == ((), {})


def test_videos_of_all_pages_have_views_and_private_ones_are_left_out(snapshot):
    videos = {post.id: post for post in snapshot.posts if post.id.isdecimal()}
    assert {id_: post.views for id_, post in videos.items()} == {"909": 900, "908": 800, "906": 600}
    assert videos["909"].excerpt == "Sendung 9 mit @…"
    assert videos["909"].url == "https://www.twitch.tv/videos/909"


def test_a_clip_by_somebody_else_is_one_repost_and_ones_own_is_none(snapshot):
    clips = {post.id: post for post in snapshot.posts if not post.id.isdecimal()}
    assert set(clips) == {"FlinkerDraht", "LeiserFunke", "HeiteresZinn", "OhneNamen"}
    assert all(post.reactions == {"repost": 1} for post in clips.values())
    assert clips["OhneNamen"].reactors is None, "whoever made it is gone"


def test_clip_makers_are_counted_once_as_keys_and_neither_they_nor_their_words_are_kept(snapshot, fetch):
    network = reader("twitch", fetch, Access(), b"key")
    keys = {one.key for post in snapshot.posts for one in post.reactors or ()}
    assert keys == {hashed(network, "881"), hashed(network, "882")}
    assert not any(word in repr(snapshot) for word in ("fremder Titel", "Gast1", "'881'"))


def test_clips_are_asked_for_by_both_ends_of_the_window_and_to_the_end(fetch, snapshot):
    asked = [url for url, _ in fetch.asked if "/clips" in url]
    assert asked[0] == f"{API}/clips?broadcaster_id=770001&first=100&{WINDOW}"
    assert asked[1].endswith("&after=eyJjIg")
    assert len(asked) == 2


def test_where_nobody_clips_nobody_reposts_and_that_is_known(snapshot):
    assert {post.id: post.reactions["repost"] for post in snapshot.posts if post.id.isdecimal()} == {
        "909": 0,
        "908": 0,
        "906": 0,
    }
    assert all(post.reactors is None for post in snapshot.posts if post.id.isdecimal())


def test_an_empty_channel_whose_followers_are_refused_is_read_with_a_note():
    snapshot = reader("twitch", Noting(OURS / "twitch")).snapshot("stillerkanal")
    assert (snapshot.reach, snapshot.posts, snapshot.tags) == (None, (), ())
    assert any("did not tell how many follow" in note for note in snapshot.notes)


def test_the_same_refusal_is_told_as_one_when_it_is_read_from_a_file():
    (refused,) = [one for one in load(OURS / "twitch" / "empty.json") if one["status"] == 401]
    assert understand(reader("twitch", Told({})), refused).kind == "refusal"


def test_a_file_does_not_say_that_nobody_clipped_a_video():
    videos = load(OURS / "twitch" / "mira" / "videos.json")[0]
    posts = understand(reader("twitch", Told({})), videos).posts or ()
    assert [post.reactions for post in posts] == [{"repost": None}] * 2


def test_a_login_that_is_not_there_answers_200_with_nothing_and_is_gone():
    with pytest.raises(AccountGone, match="no such account"):
        reader("twitch", Replay(OURS / "twitch")).snapshot("niemand")


def test_a_known_account_is_asked_for_by_its_id_whatever_it_is_called_now(fetch):
    assert reader("twitch", fetch).snapshot("alter_name", account_id="770001").handle == "mirafunkt"


@pytest.mark.parametrize(
    ("access", "bearer"),
    [(Access("app", token="ours"), "Bearer ours"), (Access("app", token="ours", member="m"), "Bearer m")],
)
def test_every_request_names_the_client_beside_the_token(access, bearer, fetch):
    reader("twitch", fetch, access).profile("mirafunkt")
    assert fetch.sent == [{"Client-Id": "app", "Authorization": bearer}]


def test_whoever_signed_in_owns_the_account_their_token_tells():
    body = load(OURS / "twitch" / "mira" / "account.json")[0]["body"]
    (profile,) = reader("twitch", Told({f"{API}/users": (200, body)})).on_behalf("m").owned()
    assert (profile.handle, [link.url for link in profile.links]) == (
        "mirafunkt",
        ["https://pegel.example/@mira"],
    )
    assert "pegel-code" in profile.text


@pytest.mark.parametrize(
    ("path", "entries", "people"),
    [
        ("users?login=a&login=b", [{"id": n, "login": n, "display_name": n} for n in "12"], 2),
        ("channels?broadcaster_id=1&broadcaster_id=2", [{"broadcaster_id": n} for n in "12"], 2),
        ("users/follows?to_id=9", [{"from_id": n, "to_id": "9"} for n in "123"], 3),
        ("streams?first=3", [{"id": n, "user_id": "1", "game_name": "x"} for n in "123"], 1),
        ("games/top", [{"id": n, "name": "Chess"} for n in "12"], None),
    ],
)
def test_answers_that_no_reading_uses_tell_whom_they_name(path, entries, people):
    recorded = {"request": {"url": f"{API}/{path}"}, "status": 200, "headers": {}, "body": {"data": entries}}
    told = understand(reader("twitch", Told({})), recorded)
    assert (told.people, told.profile) == (people, None)
    assert told.says.startswith("no reading of Twitch")


@pytest.mark.parametrize(
    "handle", ["MiraFunkt", "@mirafunkt", "https://www.twitch.tv/MiraFunkt/videos", "m.twitch.tv/mirafunkt?x"]
)
def test_a_login_has_one_spelling(handle):
    assert reader("twitch", Told({})).normalise(handle) == "mirafunkt"


@pytest.mark.parametrize("handle", ["", "a b", "_mira", "mira.funkt", "ä", "x" * 26])
def test_nonsense_is_told_the_right_form(handle):
    with pytest.raises(InvalidField, match=r"twitch\.tv/login"):
        reader("twitch", Told({})).normalise(handle)
