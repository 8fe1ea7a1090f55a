"""Reddit, on invented accounts: net votes, removed and private posts, a tree of comments, a stub."""

from __future__ import annotations

from typing import Any

import pytest
from unit.networks.recorded import OURS, Noting, Told, load, reader

from pegel.errors import AccountGone, InvalidField, RateLimited
from pegel.fetch import Replay
from pegel.networks.reactors import hashed
from pegel.networks.understood import understand
from pegel.social import Access

API = "https://oauth.reddit.com"
LOTTE = OURS / "reddit" / "lotte"


@pytest.fixture
def fetch():
    return Noting(OURS / "reddit")


@pytest.fixture
def snapshot(fetch):
    return reader("reddit", fetch, Access(), b"key").snapshot("u/Lotte_Baut")


def by_id(snapshot):
    return {post.id: post for post in snapshot.posts}


def test_an_account_is_read_whole(snapshot):
    assert (snapshot.handle, snapshot.account_id, snapshot.name) == ("lotte_baut", "9abc1", "Lotte baut")
    assert (snapshot.reach, snapshot.standing, snapshot.curation) == (57, 1250, None)
    assert (snapshot.notes, snapshot.etags, snapshot.untold) == ((), {}, 0)


def test_links_and_comments_of_all_pages_are_posts_with_their_net_votes(snapshot, fetch):
    assert {id_: tuple(post.reactions.values()) for id_, post in by_id(snapshot).items()} == {
        "t3_aa5": (3, 0, 0),
        "t3_aa1": (120, 1, 5),
        "t3_aa2": (-4, 1, 1),
        "t3_aa3": (None, 1, 0),  # its score is hidden
        "t3_aa4": (5, None, None),
        "t1_cc1": (12, None, None),  # its num_comments is that of its thread
        "t1_cc3": (None, None, None),  # its score is hidden
        "t1_cc4": (-7, None, None),
    }
    assert [tuple(post.reactions) for post in snapshot.posts[:1]] == [("like", "repost", "reply")]
    assert len([url for url, _ in fetch.asked if "/submitted" in url or "/comments?" in url]) == 4


def test_what_was_removed_deleted_stands_behind_a_door_or_is_somebody_elses_is_left_out(snapshot):
    assert not {"t3_aa6", "t3_aa7", "t3_aa8", "t1_cc2", "t1_cc5"} & set(by_id(snapshot))


def test_times_are_those_in_utc(snapshot):
    assert by_id(snapshot)["t3_aa1"].posted_at.isoformat() == "2026-11-20T10:00:00+00:00"


def test_repliers_of_the_whole_tree_are_counted_once_and_neither_the_owner_nor_who_deleted(snapshot, fetch):
    network = reader("reddit", fetch, Access(), b"key")
    people = by_id(snapshot)["t3_aa1"].reactors
    assert {(one.key, one.genuine) for one in people} == {
        (hashed(network, "ada1"), 1.0),
        (hashed(network, "bo1"), 1.0),
        (hashed(network, "6l4z3"), 0.0),  # Reddit's own machine
    }
    assert [one.key for one in by_id(snapshot)["t3_aa2"].reactors] == [hashed(network, "alt_z")]


def test_words_and_names_of_others_are_not_kept(snapshot):
    posts = by_id(snapshot)
    assert posts["t1_cc1"].excerpt == "Nein, mit u/… geleimt"
    assert posts["t3_aa1"].excerpt == "Mein Hocker, mit Rat von u/… und u/…"
    assert posts["t1_cc1"].url == "https://www.reddit.com/r/WoodworkingDE/comments/aa1/_/cc1/"
    assert "jemand" not in repr(snapshot)


def test_communities_are_tags_ones_own_profile_is_none_and_adult_posts_say_so(snapshot):
    posts = by_id(snapshot)
    assert (posts["t3_aa1"].tags, posts["t3_aa5"].tags) == (("WoodworkingDE",), ())
    assert posts["t3_aa3"].excerpt == "18+ Nur für Erwachsene"


def test_a_comment_is_a_reply_unless_it_stands_below_ones_own_link(snapshot):
    assert [by_id(snapshot)[id_].is_reply for id_ in ("t1_cc1", "t1_cc4", "t3_aa1")] == [True, False, False]


def test_an_empty_account_of_old_has_no_reach_and_its_karma_may_be_below_zero():
    snapshot = reader("reddit", Noting(OURS / "reddit")).snapshot("leeres_konto")
    assert (snapshot.reach, snapshot.standing, snapshot.posts) == (None, -19, ())
    assert snapshot.notes == ("u/leeres_konto asks search engines to stay away.",)


def test_a_suspended_account_answers_a_stub_and_is_gone():
    with pytest.raises(AccountGone, match="suspended"):
        reader("reddit", Replay(OURS / "reddit")).snapshot("gesperrt")


def test_a_renamed_account_is_followed_by_its_id(fetch):
    snapshot = reader("reddit", fetch).snapshot("nobody_404", account_id="9abc1")
    assert (snapshot.handle, snapshot.reach, snapshot.standing) == ("lotte_baut", None, -100)
    assert len(snapshot.posts) == 8


def test_an_id_that_leads_nowhere_is_gone():
    unknown = f"{API}/api/user_data_by_account_ids?ids=t2_x1&raw_json=1"
    answers: dict[str, tuple[Any, ...]] = {
        f"{API}/user/lotte/about/?raw_json=1": (404, {}),
        unknown: (200, {}),
    }
    with pytest.raises(AccountGone, match="no such account"):
        reader("reddit", Told(answers)).snapshot("lotte", account_id="x1")


def test_an_answer_that_was_the_last_one_leaves_the_host_alone_for_the_seconds_it_says():
    about = load(LOTTE / "about.json")[0]["body"]
    spent = {"x-ratelimit-remaining": "0.0", "x-ratelimit-reset": "291"}
    told = Told({f"{API}/user/lotte_baut/about/?raw_json=1": (200, about, spent)})
    with pytest.raises(RateLimited) as limited:
        reader("reddit", told).snapshot("lotte_baut")
    assert limited.value.until.isoformat() == "2026-11-22T06:04:51+00:00"
    assert len(told.asked) == 1


def test_whoever_signed_in_owns_the_account_their_token_tells(fetch):
    (profile,) = reader("reddit", fetch).on_behalf("theirs").owned()
    assert (profile.account_id, profile.handle) == ("9abc1", "lotte_baut")
    assert [link.url for link in profile.links] == ["https://pegel.example/@lotte"]
    assert fetch.sent == [{"Authorization": "Bearer theirs"}]


@pytest.mark.parametrize(
    ("path", "body", "people"),
    [
        ("r/x/comments/aa1/t", load(LOTTE / "trees.json")[0]["body"], 4),
        ("api/user_data_by_account_ids?ids=t2_a,t2_b", {"t2_a": {}, "t2_b": {}}, 2),
        ("r/x/about/contributors", {"data": {"children": [{"name": "a", "id": "t2_a"}]}}, 1),
        ("subreddits/popular", {"data": {"children": [{"kind": "t5", "data": {"id": "a"}}]}}, None),
    ],
)
def test_lists_tell_how_many_different_people_they_name(path, body, people):
    recorded = {"request": {"url": f"{API}/{path}"}, "status": 200, "headers": {}, "body": body}
    assert understand(reader("reddit", Told({})), recorded).people == people


@pytest.mark.parametrize(
    "handle", ["u/Lotte_Baut", "/u/lotte_baut", "LOTTE_BAUT", "https://old.reddit.com/user/Lotte_Baut/?x=1"]
)
def test_a_name_has_one_spelling(handle):
    assert reader("reddit", Told({})).normalise(handle) == "lotte_baut"


@pytest.mark.parametrize("handle", ["", "ab", "a b c", "r/woodworking", "x" * 21, "lötte"])
def test_nonsense_is_told_the_right_form(handle):
    with pytest.raises(InvalidField, match="u/name"):
        reader("reddit", Told({})).normalise(handle)
