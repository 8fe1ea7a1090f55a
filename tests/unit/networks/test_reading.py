"""What all readings have in common: validators, pages, renames, lists of reactors that fail."""

from __future__ import annotations

from typing import Any

import pytest
from unit.networks.recorded import OURS, Noting, Told, reader
from unit.networks.test_mastodon import ABOUT, HANDLE, LOOKUP, POSTS, STATUS

from pegel.errors import AccountGone, BadAnswer, NotRecorded, RateLimited
from pegel.networks import NETWORKS
from pegel.networks.reads import reads

BY_ID = "https://hof.example/api/v1/accounts/4711"
EMPTY = "@leer@hof.example"


def reading(answers, *args, **more):
    fetch = Told(answers)
    return reader("mastodon", fetch, **more).snapshot(HANDLE, *args), fetch.asked


def linked(url):
    return {"link": f'<{url}>; rel="next"'}


def test_nothing_new_is_no_snapshot_and_two_calls():
    fetch = Noting(OURS)
    first = reader("mastodon", fetch).snapshot(EMPTY)
    assert first.etags == {"profile": '"p2"', "posts": '"s2"'}
    fetch.asked.clear()
    assert reader("mastodon", fetch).snapshot(EMPTY, first.etags, first.account_id) is None
    assert [etag for _, etag in fetch.asked] == ['"p2"', '"s2"']


@pytest.mark.parametrize("changed", ["profile", "posts"])
def test_if_only_one_answer_is_new_the_other_is_asked_again_without_validator(changed):
    fetch = Noting(OURS)
    network = reader("mastodon", fetch)
    first = network.snapshot(EMPTY)
    again = network.snapshot(EMPTY, dict(first.etags) | {changed: '"old"'}, first.account_id)
    assert again == first


def test_validators_without_the_accounts_id_are_not_sent():
    fetch = Noting(OURS)
    reader("mastodon", fetch).snapshot(EMPTY, {"profile": '"p2"', "posts": '"s2"'})
    assert {etag for _, etag in fetch.asked} == {None}


def test_posts_of_several_pages_have_no_validator_because_only_the_first_would_be_asked():
    assert reader("mastodon", Noting(OURS)).snapshot(HANDLE).etags == {"profile": 'W/"p1"'}


def test_an_unsolicited_304_is_a_bad_answer():
    with pytest.raises(BadAnswer):
        reading({LOOKUP: (304, "")})


def test_five_pages_are_enough_and_it_is_said():
    answers: dict[str, tuple[Any, ...]] = {LOOKUP: (200, ABOUT)}
    for page in range(9):
        url = POSTS + (f"&max_id={page}" if page else "")
        answers[url] = (200, [STATUS | {"id": f"p{page}"}], linked(f"{POSTS}&max_id={page + 1}"))
    snapshot, asked = reading(answers)
    assert [post.id for post in snapshot.posts] == ["p4", "p3", "p2", "p1", "p0"]
    assert len([url for url, _ in asked if "/statuses" in url]) == 5
    assert any("more than 5 pages" in note for note in snapshot.notes)


def test_a_page_that_links_to_itself_is_the_last():
    snapshot, asked = reading({LOOKUP: (200, ABOUT), POSTS: (200, [STATUS], linked(POSTS))})
    assert (len(snapshot.posts), len([url for url, _ in asked if "/statuses" in url])) == (1, 1)


def test_a_next_page_on_another_host_is_a_bad_answer_and_not_asked():
    answers = {LOOKUP: (200, ABOUT), POSTS: (200, [STATUS], linked("https://evil.example/api?max_id=1"))}
    with pytest.raises(BadAnswer, match="another host"):
        reading(answers)


def test_a_refused_second_page_refuses_the_reading_because_half_of_it_would_lower_a_score():
    next_page = f"{POSTS}&max_id=1"
    answers = {LOOKUP: (200, ABOUT), POSTS: (200, [STATUS], linked(next_page)), next_page: (429, {})}
    with pytest.raises(RateLimited):
        reading(answers)


def test_a_second_page_that_is_not_recorded_ends_the_reading_with_a_loud_note():
    snapshot, _ = reading({LOOKUP: (200, ABOUT), POSTS: (200, [STATUS], linked(f"{POSTS}&max_id=1"))})
    assert len(snapshot.posts) == 1
    assert any(note.startswith("OLDER POSTS ARE MISSING") and "max_id=1" in note for note in snapshot.notes)


@pytest.mark.parametrize("answers", [{}, {LOOKUP: (200, ABOUT)}])
def test_a_first_call_that_is_not_recorded_fails(answers):
    with pytest.raises(NotRecorded):
        reading(answers)


@pytest.mark.parametrize(
    "lookup", [(404, {}), (200, ABOUT | {"id": "99"})], ids=["renamed", "handle given away"]
)
def test_an_account_is_followed_by_its_id(lookup):
    answers = {
        LOOKUP: lookup,
        BY_ID: (200, ABOUT | {"username": "neu"}),
        POSTS: (200, []),
    }
    snapshot, _ = reading(answers, {}, "4711@hof.example")
    assert (snapshot.handle, snapshot.account_id) == ("@neu@hof.example", "4711@hof.example")


@pytest.mark.parametrize("by_id", [(404, {}), None], ids=["gone by id", "id not recorded"])
def test_an_account_without_handle_and_id_is_gone(by_id):
    answers = {LOOKUP: (404, {})} | ({BY_ID: by_id} if by_id else {})
    with pytest.raises(AccountGone):
        reading(answers, {}, "4711@hof.example")


def test_a_stranger_under_the_handle_is_never_read_for_the_member():
    with pytest.raises(AccountGone, match="another account now") as gone:
        reading({LOOKUP: (200, ABOUT | {"id": "99"})}, {}, "4711@hof.example")
    assert "99" not in str(gone.value), "nor named: this is kept"


def test_only_the_ten_strongest_posts_are_asked_for_their_reactors_and_only_lists_with_somebody():
    posts = [STATUS | {"id": f"{n}", "favourites_count": n, "reblogs_count": n % 2} for n in range(15)]
    base = "https://hof.example/api/v1/statuses"
    answers: dict[str, tuple[Any, ...]] = {LOOKUP: (200, ABOUT), POSTS: (200, posts)}
    for n in range(15):
        answers[f"{base}/{n}/favourited_by?limit=40"] = (200, [{"acct": "a", "followers_count": 1}])
        answers[f"{base}/{n}/reblogged_by?limit=40"] = (
            200,
            [{"acct": "b@c.example", "followers_count": None}],
        )
    snapshot, asked = reading(answers)
    assert sorted(int(p.id) for p in snapshot.posts if p.reactors is not None) == list(range(5, 15))
    assert len([url for url, _ in asked if "_by" in url]) == 15


LISTS = [f"https://hof.example/api/v1/statuses/{n}/favourited_by?limit=40" for n in range(3)]


def liked_three_times(lists):
    """Three posts that somebody liked, and what is answered to the question who."""
    posts = [STATUS | {"id": f"{n}", "favourites_count": 3 - n} for n in range(3)]
    answers = {LOOKUP: (200, ABOUT), POSTS: (200, posts)}
    return answers | {url: answer for url, answer in zip(LISTS, lists, strict=True) if answer}


SOMEBODY = (200, [{"acct": "a", "followers_count": 1}])


@pytest.mark.parametrize("before", [0, 1], ids=["the first list", "a later list"])
def test_a_pause_that_is_asked_for_instead_of_a_list_is_no_reading_with_fewer_people(before):
    told = Told(liked_three_times([SOMEBODY] * before + [(429, {})] * (3 - before)))
    with pytest.raises(RateLimited):
        reader("mastodon", told).snapshot(HANDLE)
    assert [url for url, _ in told.asked if "_by" in url] == LISTS[: before + 1], "and the host has its pause"


def test_after_an_outage_no_more_lists_are_asked_for_and_all_that_are_missing_are_counted():
    snapshot, asked = reading(liked_three_times([SOMEBODY, (503, {}), SOMEBODY]))
    assert [url for url, _ in asked if "_by" in url] == LISTS[:2]
    assert (snapshot.untold, len([post for post in snapshot.posts if post.reactors is None])) == (2, 2)
    assert any("Who reacted to 2" in note and "503" in note for note in snapshot.notes)


def test_a_list_that_is_not_recorded_is_a_note_but_nothing_the_network_refused():
    snapshot, _ = reading(liked_three_times([SOMEBODY, None, (401, {})]))
    assert snapshot.untold == 1
    assert any("Who reacted to 2" in note for note in snapshot.notes)


@pytest.mark.parametrize(
    "body", [{"error": "x"}, "<html>", [7], [{"acct": None}], [{"acct": "a", "followers_count": -1}]]
)
def test_a_list_of_reactors_that_makes_no_sense_is_a_note(body):
    answers = {
        LOOKUP: (200, ABOUT),
        POSTS: (200, [STATUS | {"favourites_count": 1}]),
        "https://hof.example/api/v1/statuses/1/favourited_by?limit=40": (200, body),
    }
    snapshot, _ = reading(answers)
    assert (snapshot.posts[0].reactors, snapshot.untold) == (None, 1)
    assert any(note.startswith("Who reacted to 1") for note in snapshot.notes)


@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_says_what_it_reads_and_why(name):
    network = NETWORKS[name]
    assert network.name == name
    assert {one.role for one in reads(network)} >= {*network.gives}
    assert all(one.fields and one.en != one.de for one in reads(network))
    assert network.docs.startswith("https://")
    assert 0 < network.calls <= network.budget[0]
