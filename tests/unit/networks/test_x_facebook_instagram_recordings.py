"""X, Facebook Pages and Instagram against the recordings of others: as a person counts (PEGEL_DATA)."""

from __future__ import annotations

import pytest
from unit.networks.recorded import NAMES, RECORDINGS, Told, load, reader

from pegel.networks import meta
from pegel.networks.understood import understand

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="skipped: no PEGEL_DATA")
METRICS = ("like_count", "retweet_count", "reply_count", "quote_count")


def body(name, file):
    return load(RECORDINGS / NAMES[name] / f"{file}.json")["body"]


def read(name, file):
    return understand(reader(name, Told({})), load(RECORDINGS / NAMES[name] / f"{file}.json"))


@pytest.mark.parametrize(
    ("name", "file", "handle", "reach", "curation"),
    [
        ("x", "user_public_metrics", "twitterdev", 514_020, 1_676),
        ("x", "user_by_username_minimal", "twitter", None, None),
        ("x", "v11_users_show", "twitter", 59_112_688, 87_117),
        ("facebook", "page", "facebookapp", 214_507_731, None),
        ("instagram", "user", "facebookfordevelopers", 64_363, None),
        ("instagram", "business_discovery_user", "facebookfordevelopers", 64_976, None),
    ],
)
def test_profiles(name, file, handle, reach, curation):
    profile = read(name, file).profile
    assert (profile.handle, profile.reach, profile.curation) == (handle, reach, curation)


@pytest.mark.parametrize(
    ("file", "people"),
    [
        ("followers", 100),
        ("followers_small", 5),
        ("following_small", 5),
        ("liking_users", 43),
        ("retweeted_by", 38),
        ("quote_tweets_full", 14),
    ],
)
def test_distinct_people_on_x(file, people):
    assert read("x", file).people == people
    ids = {one.get("author_id", one["id"]) for one in body("x", file)["data"]}
    assert people == len(ids)


@pytest.mark.parametrize("file", ["user_tweets_public_metrics", "user_mentions"])
def test_posts_on_x_with_their_counts(file):
    raw = body("x", file)["data"]
    assert [list(post.reactions.values()) for post in read("x", file).posts] == [
        [post["public_metrics"][name] for name in METRICS] for post in raw
    ]


@pytest.mark.parametrize(
    ("file", "kept", "dropped"),
    [
        ("user_tweets_minimal", 2, 0),
        ("user_mentions_minimal", 10, 0),
        ("quote_tweets", 2, 7),
        ("quote_tweets_full", 2, 13),
        ("v11_user_timeline", 4, 0),
    ],
)
def test_reposts_are_dropped_and_counts_that_were_not_asked_for_are_unknown(file, kept, dropped):
    page = read("x", file)
    assert (len(page.posts), page.dropped) == (kept, dropped)
    if "minimal" in file:
        assert {number for post in page.posts for number in post.reactions.values()} == {None}


def test_the_time_in_an_id_is_the_time_that_is_told_to_the_second():
    for item in body("x", "user_tweets_public_metrics")["data"]:
        told = reader("x", None).shown_at(item)
        bare = reader("x", None).shown_at({"id": item["id"]})
        assert abs((told - bare).total_seconds()) < 1


@pytest.mark.parametrize("file", ["page_feed_p1", "page_feed_p2"])
def test_posts_of_a_page_with_reactions_of_six_types_that_add_up(file):
    raw = body("facebook", file)["data"]
    page = read("facebook", file)
    assert [dict(post.reactions) for post in page.posts] == [
        {
            "like": post["reactions"]["summary"]["total_count"],
            "repost": post["shares"]["count"],
            "reply": post["comments"]["summary"]["total_count"],
        }
        for post in raw
    ]
    for post in raw:
        six = sum(post[kind]["summary"]["total_count"] for kind in meta.KINDS)
        assert six == post["reactions"]["summary"]["total_count"]
    assert bool(page.next) is (file == "page_feed_p1")


def test_two_pages_in_one_answer_and_a_page_of_comments():
    assert read("facebook", "pages_multi").reaches == {"19292868552": 7_966_986, "20531316728": 210_078_909}
    comments = read("facebook", "post_comments_p1")
    assert "total_count 18" in comments.says
    assert [dict(post.reactions) for post in comments.posts] == [
        {"like": one["like_count"], "repost": None, "reply": one["comment_count"]}
        for one in body("facebook", "post_comments_p1")["data"]
    ]


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("business_discovery_media_p1", [(87, 11), (186, 16)]),
        ("user_media_p1", [(0, 0), (2, 6)]),
        ("tagged_media", [(2, 0), (0, 0), (3, 6), (5, 3), (7, 1)]),
        ("mentioned_media", [(0, 0)]),
    ],
)
def test_media_with_likes_and_comments(file, counts):
    page = read("instagram", file)
    assert [(post.reactions["like"], post.reactions["reply"]) for post in page.posts] == counts


@pytest.mark.parametrize(
    ("name", "file", "said"),
    [
        ("x", "list_memberships", "(list_memberships); it holds 86 entries"),
        ("x", "usage", "project_cap 50,000,000, project_usage 11,174,038"),
        ("x", "v11_mentions", "a list of 0"),
        ("instagram", "user_insights", "reach 14,516,883"),
        ("instagram", "media_insights", "profile_activity 11"),
        ("instagram", "error_example", "no answer to use: BadAnswer"),
    ],
)
def test_what_no_reading_uses_is_said_in_words(name, file, said):
    assert said in read(name, file).says
