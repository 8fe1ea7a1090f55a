"""YouTube, Twitch and Reddit against the recordings that others made (PEGEL_DATA), counted by hand."""

from __future__ import annotations

import pytest
from unit.networks.recorded import RECORDINGS, Told, load, reader

from pegel.errors import AccountGone, BadAnswer
from pegel.networks.understood import understand

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="skipped: no PEGEL_DATA")


def body(name, file):
    return load(RECORDINGS / name / f"{file}.json")["body"]


def understood(name, file):
    return understand(reader(name, Told({})), load(RECORDINGS / name / f"{file}.json"))


@pytest.mark.parametrize(
    ("name", "file", "account", "reach"),
    [
        ("youtube", "channel_with_statistics", "UC_x5XG1OV2P6uZZ5FSM9Ttw @googledevelopers", 1_927_873),
        ("youtube", "channel_snippet_handle", "UC_x5XG1OV2P6uZZ5FSM9Ttw @googledevelopers", None),
        ("twitch", "users", "18587270 day9tv", None),
        ("twitch", "channels", "277558749 streamassistantbot", None),
        ("reddit", "user_about", "6c1xj pyapitestuser3", 0),
        ("reddit", "user_data_by_account_ids", "6c1xj pyapitestuser3", None),
    ],
)
def test_a_profile_says_who_it_is_and_how_many_follow(name, file, account, reach):
    profile = understood(name, file).profile
    assert (f"{profile.account_id} {profile.handle}", profile.reach) == (account, reach)


def test_karma_and_what_a_channel_is_about_are_told_with_the_profile():
    assert understood("reddit", "user_about").profile.standing == 1
    assert understood("twitch", "channels").profile.tags == ("Science & Technology",)


@pytest.mark.parametrize(
    ("name", "file", "people"),
    [
        ("youtube", "comment_threads_p1", 5),
        ("youtube", "subscriptions_p1", 5),
        ("twitch", "search_channels", 20),
        ("twitch", "users_follows_deprecated", 57),
        ("reddit", "users_search", 1),
    ],
)
def test_distinct_people_are_counted(name, file, people):
    assert understood(name, file).people == people


@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("uploads_playlist_items_p1", 10),
        ("activities_p1", 10),
        ("search_videos_by_channel", 5),
        ("video_statistics_single", 1),
        ("videos_statistics_multi", 2),
    ],
)
def test_videos_whose_statistics_were_not_asked_for_have_unknown_counts(file, count):
    posts = understood("youtube", file).posts
    assert [(dict(post.reactions), post.views) for post in posts] == [
        ({"like": None, "reply": None}, None)
    ] * count


def test_titles_of_a_search_are_told_as_they_read():
    assert understood("youtube", "search_videos_by_channel").posts[1].excerpt == "YouTube's API and The News"


def test_a_video_with_statistics_has_its_counts():
    (post,) = understood("youtube", "videos_with_statistics").posts
    assert (dict(post.reactions), post.views) == ({"like": 190, "reply": 32}, 7920)
    assert post.tags[-1] == "Science & Technology"


def test_videos_on_twitch_have_the_views_of_the_recording_and_no_reactions():
    page, raw = understood("twitch", "videos"), body("twitch", "videos")["data"]
    assert [post.views for post in page.posts] == [video["view_count"] for video in raw]
    assert {post.reactions["repost"] for post in page.posts} == {None}
    assert "after=eyJiIjpudWxsLCJhIjp7Ik9mZnNldCI6MjB9fQ" in page.next


@pytest.mark.parametrize(
    ("file", "after"), [("user_submitted_new", "t3_21oo"), ("user_comments_new", "t1_cu2fcv5")]
)
def test_votes_and_comments_on_reddit_are_the_recordings(file, after):
    page, raw = understood("reddit", file), body("reddit", file)["data"]["children"]
    told = [(post.reactions["like"], post.reactions["reply"]) for post in page.posts]
    assert told == [(one["data"]["score"], one["data"].get("num_comments")) for one in raw]
    assert (len(told), page.dropped) == (100, 0)
    assert page.next.endswith(f"after={after}")


def test_refusals_have_their_names():
    assert isinstance(understood("youtube", "error_permission").error, BadAnswer)
    assert isinstance(understood("reddit", "error_user_not_exist").error, AccountGone)


@pytest.mark.parametrize(("file", "entries"), [("user_moderated_subreddits", 20), ("me_karma", 4)])
def test_what_holds_neither_posts_nor_people_is_said_in_words(file, entries):
    told = understood("reddit", file)
    assert (told.profile, told.posts, told.people) == (None, None, None)
    assert f"it holds {entries} " in told.says
