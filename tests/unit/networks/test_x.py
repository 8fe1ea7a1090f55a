"""X, on an invented account: two pages to the end, a repost, a reply, a hidden counter, people who cost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from unit.networks.recorded import OURS, Noting, Told, reader

from pegel.errors import BadAnswer, InvalidField
from pegel.networks.budget import Purse, estimate
from pegel.networks.understood import understand
from pegel.social import Access

ID = "900000000000000001"
POST, ACCOUNT = "1990000000000000005", {"id": "1", "username": "a", "public_metrics": {"followers_count": 5}}
RICH = Access(token="ours", a_day=20_000_000)  # twenty dollars


@pytest.fixture
def fetch():
    return Noting(OURS / "x")


@pytest.fixture
def snapshot(fetch):
    return reader("x", fetch, RICH, key=b"k").snapshot("@Mira_Zaun")


def reading(access):
    network = reader("x", Noting(OURS / "x"), access, key=b"k")
    network.purse = Purse()
    return network, network.snapshot("mira_zaun")


def test_own_posts_of_90_days_are_read_to_the_last_page(snapshot, fetch):
    assert [post.id[-1] for post in snapshot.posts] == ["5", "3", "2", "1"]
    pages = [url for url, _ in fetch.asked if f"/{ID}/tweets?" in url]
    assert [url.partition("&pagination_token=")[2] for url in pages] == ["", "7140made%2Bby%3Dus"]
    assert not any("MISSING" in note for note in snapshot.notes)


def test_followers_are_reach_and_lists_are_curation(snapshot):
    assert (snapshot.account_id, snapshot.handle, snapshot.reach) == (ID, "mira_zaun", 4321)
    assert (snapshot.curation, snapshot.standing) == (17, None)


def test_every_kind_of_reaction_is_counted_and_a_missing_one_is_unknown(snapshot):
    assert dict(snapshot.posts[0].reactions) == {"like": 30, "repost": 3, "reply": 4, "quote": 1}
    assert snapshot.posts[1].reactions["quote"] is None


def test_a_repost_counts_nothing_although_it_shows_the_originals_reposts(snapshot):
    assert max(post.reactions["repost"] for post in snapshot.posts) == 3
    bare = {"id": "1", "text": "RT @a: b", "public_metrics": {"retweet_count": 9, "like_count": 0}}
    assert reader("x", Told({})).to_post(bare, None) is None
    assert reader("x", Told({})).to_post({**bare, "public_metrics": {"like_count": 2}}, None)


def test_what_a_post_is_about_is_its_hashtags_and_what_x_says(snapshot):
    assert snapshot.posts[0].tags == ("Zaun", "Gardening")
    assert snapshot.posts[0].language == "en"
    assert snapshot.posts[0].excerpt == "A #Zaun of hazel & ash, as @… taught me"


def test_an_answer_to_somebody_is_a_reply_and_going_on_in_ones_own_thread_is_none(snapshot):
    assert [post.is_reply for post in snapshot.posts] == [False, True, False, False]


def test_shortened_links_are_shown_by_where_they_lead(fetch):
    profile = reader("x", fetch, RICH).profile("mira_zaun")
    assert [link.url for link in profile.links] == [
        "https://hof.example/mira",
        "https://pegel.example/link/code",
        "https://t.co/abc",
        "https://pegel.example/@mira",
    ]


def test_who_reposted_and_quoted_is_distinct_with_their_followers_and_without_the_account_itself(snapshot):
    first = snapshot.posts[0].reactors
    assert sorted((who.reach, who.kinds) for who in first if who.reach) == [(55, ("repost", "quote"))]
    assert len(first) == 2
    assert len(snapshot.posts[2].reactors) == 3  # four quotes, one of them a second by the same person


def test_what_a_profile_shows_of_somebody_is_looked_at_once():
    metrics = {"followers_count": 0, "following_count": 3_000, "tweet_count": 0}
    bare = {"id": "1", "username": "A1", "created_at": "2026-11-20T06:00:00.000Z", "public_metrics": metrics}
    with_picture = {**bare, "profile_image_url": "https://pictures.example/1.png"}
    without = {**bare, "profile_image_url": "https://pictures.example/default_profile_normal.png"}
    people = reader("x", None).to_people({"data": [bare, with_picture, without]}, "")
    assert [who.shown.picture for who in people] == [None, True, False]
    assert {(who.shown.followers, who.shown.following, who.shown.posts) for who in people} == {(0, 3_000, 0)}


def test_people_are_asked_for_only_where_a_list_costs_a_hundredth_of_a_days_money():
    tenth = 10 * 10_000
    for a_day, asked in ((tenth * 100 - 1, 0), (tenth * 100, 3), (12 * 10_000 * 100, 4), (None, 0)):
        network, snapshot = reading(Access(token="t", a_day=a_day))
        assert sum("/2/tweets/" in url for url, _ in network.fetch.asked) == asked
        assert snapshot.untold == 0  # nothing was refused


def test_everything_that_came_back_is_paid_for():
    network, _ = reading(Access(token="t"))
    assert network.purse.spent >= (4 + 2) * 5_000  # posts, the repost too
    assert estimate(network) <= 10_000 + 100 * 5_000
    rich, _ = reading(RICH)
    assert rich.purse.spent <= estimate(rich) <= 10_000 + 100 * 5_000 + rich.calls * 20_000_000 // 100


def test_a_known_account_is_asked_for_by_its_id_whatever_it_is_called_now():
    network = reader("x", fetch := Noting(OURS / "x"), Access(token="t"))
    assert network.snapshot("older_name", {}, ID).handle == "mira_zaun"
    assert fetch.asked[0][0].startswith(f"https://api.x.com/2/users/{ID}?")


def test_no_posts_are_an_empty_list_and_counters_that_are_not_told_are_unknown():
    snapshot = reader("x", Noting(OURS / "x"), Access(token="t")).snapshot("nobody_yet")
    assert (snapshot.posts, snapshot.reach, snapshot.curation) == ((), None, None)
    assert snapshot.notes == ("X left something out: public_metrics is not yours to see.",)


def test_the_members_own_token_goes_before_ours_and_into_a_header(fetch):
    network = reader("x", fetch, Access(token="ours"))
    network.on_behalf("hers").snapshot("mira_zaun")
    network.snapshot("mira_zaun")
    sent = [headers["Authorization"] for headers in fetch.sent]
    assert (sent[0], sent[-1]) == ("Bearer hers", "Bearer ours")
    assert not any("hers" in url or "ours" in url for url, _ in fetch.asked)


def test_whoever_signs_in_shows_their_own_account():
    own = reader("x", None).oauth.own
    about = {"data": {"id": "7", "username": "Lena", "public_metrics": {"followers_count": 3}}}
    (profile,) = reader("x", Told({own: (200, about)})).on_behalf("hers").owned()
    assert (profile.account_id, profile.handle, profile.reach) == ("7", "lena", 3)


def test_a_post_whose_time_was_not_asked_for_has_it_in_its_id():
    at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    number = (int(at.timestamp() * 1000) - 1_288_834_974_657) << 22
    told = reader("x", None).shown_at({"id": str(number)})
    assert abs(told - at) < timedelta(seconds=1)
    with pytest.raises(BadAnswer):
        reader("x", None).shown_at({"id": "abc"})


@pytest.mark.parametrize(
    ("path", "body", "posts", "people", "reaches"),
    [
        ("2/users/1/liked_tweets", {"data": [{"id": POST, "text": "A", "author_id": "7"}]}, 1, 1, None),
        ("2/tweets/1", {"data": {"id": POST, "text": "A"}}, 1, None, None),
        ("2/users?ids=1,2", {"data": [ACCOUNT, {**ACCOUNT, "id": "2"}]}, None, 2, {"1": 5, "2": 5}),
        (
            "2/tweets/1/retweets",
            {"data": [{"id": POST, "text": "RT @a: A", "author_id": "7"}]},
            None,
            1,
            None,
        ),
        ("1.1/followers/list.json", {"users": [{"id": 1, "screen_name": "a"}]}, None, 1, None),
        ("1.1/statuses/show.json", {"id": int(POST), "text": "A", "favorite_count": 3}, 1, None, None),
        ("2/users/1/list_memberships", {"data": [{"id": "1", "name": "Fences"}]}, None, None, None),
    ],
)
def test_posts_and_people_are_counted_in_answers_that_no_reading_uses(path, body, posts, people, reaches):
    recorded = {"request": {"url": f"https://api.x.com/{path}"}, "status": 200, "body": body}
    page = understand(reader("x", None), recorded)
    assert (page.posts and len(page.posts), page.people, page.reaches) == (posts, people, reaches)
    assert page.says.startswith("no reading of X (Twitter) uses this kind of answer")


@pytest.mark.parametrize(
    "handle", ["@Mira_Zaun", "https://x.com/mira_zaun", "https://twitter.com/Mira_Zaun/"]
)
def test_a_handle_has_one_spelling(handle):
    assert reader("x", Told({})).normalise(handle) == "mira_zaun"


@pytest.mark.parametrize("handle", ["", "a b", "sixteen_letters_", "mira.zaun", "https://x.com/a/status/1"])
def test_nonsense_is_told_the_right_form(handle):
    with pytest.raises(InvalidField, match=r"x\.com/handle"):
        reader("x", Told({})).normalise(handle)
