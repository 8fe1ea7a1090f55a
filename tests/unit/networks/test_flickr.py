"""Flickr, on an invented account: a name that leads to an id, pages, counts told late, failures in a 200."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from unit.networks.recorded import OURS, Noting, Told, load, reader, understood

from pegel import errors
from pegel.networks import NETWORKS
from pegel.social import Access

NSID = "990001@N07"
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


@pytest.fixture
def fetch():
    return Noting(OURS)


@pytest.fixture
def snapshot(fetch):
    return reader("flickr", fetch, key=b"k").snapshot("Fenja-Hof")


def test_own_public_photos_of_90_days_are_read_over_all_pages(snapshot, fetch):
    assert [post.id[-1] for post in snapshot.posts] == ["1", "2", "3", "6", "7"]
    pages = [url for url, _ in fetch.asked if "getPublicPhotos" in url]
    assert [url.rpartition("&page=")[2].partition("&")[0] for url in pages[1:]] == ["2", "3"]
    assert len(pages) == 3, "the third page ends before the window, the fourth is not asked for"


def test_an_alias_leads_to_the_id_and_the_id_to_the_profile(snapshot, fetch):
    assert (snapshot.account_id, snapshot.handle, snapshot.name) == (NSID, "fenja-hof", "Fenja vom Hof")
    assert ["lookupUser" in fetch.asked[0][0], "getInfo" in fetch.asked[1][0]] == [True, True]
    assert snapshot.reach is None, "Flickr tells nobody's followers"


def test_a_known_account_is_asked_for_by_its_id_whatever_its_alias_is_now(fetch):
    snapshot = reader("flickr", fetch).snapshot("an-old-alias", {}, NSID)
    assert (snapshot.handle, snapshot.account_id) == ("fenja-hof", NSID)
    assert not any("lookupUser" in url for url, _ in fetch.asked)


def test_the_profile_shows_text_and_links_also_for_who_is_asked_for_by_alias():
    for handle in ("fenja-hof", NSID):
        profile = reader("flickr", Noting(OURS)).profile(handle)
        assert "pegel-aaaaaaaaaa" in profile.text
        assert [link.url for link in profile.links] == ["https://pegel.example/@fenja"]


def test_counts_come_from_the_photo_else_from_the_lists_and_else_are_unknown(snapshot):
    told = {post.id[-1]: dict(post.reactions) for post in snapshot.posts}
    assert told == {
        "1": {"like": 4, "reply": 2},
        "2": {"like": 0, "reply": 0},
        "3": {"like": 57, "reply": 0},  # not told with the photo
        "6": {"like": 1, "reply": 0},
        "7": {"like": 0, "reply": 0},
    }
    (item,) = reader("flickr", None).items(
        {"photos": {"photo": [{"id": "1", "owner": "a", "dateupload": "1"}]}}
    )
    assert dict(reader("flickr", None).to_post(item, None).reactions) == {"like": None, "reply": None}


def test_reactors_are_distinct_people_and_never_the_member(snapshot):
    first = snapshot.posts[0]
    assert len(first.reactors) == 5, "four favouriters, one of whom commented, and one more gallery"
    assert {len(one.kinds) for one in first.reactors} == {1, 2}


def test_curation_is_who_put_a_photo_into_a_gallery_once_each_and_never_the_member(snapshot):
    assert snapshot.curation == 3


def test_without_any_list_curation_is_unknown_and_without_a_photo_it_is_none():
    network = reader("flickr", None)
    assert network.curation(()) == 0
    posts = network.to_post({"id": "1", "owner": "a", "dateupload": "1"}, None)
    assert network.curation([posts]) is None


def test_text_is_harmless_and_views_stand_beside(snapshot):
    assert (snapshot.posts[0].excerpt, snapshot.posts[0].views) == ("=SUM(A1)", 120)
    assert snapshot.posts[0].tags == ("zaun", "meadow")
    assert snapshot.posts[0].url == f"https://www.flickr.com/photos/{NSID}/54000001/"


def test_an_empty_account_is_read():
    snapshot = reader("flickr", Noting(OURS)).snapshot("990002@n07")
    assert (snapshot.handle, snapshot.posts, snapshot.curation) == ("990002@N07", (), 0)


def test_the_key_is_in_the_address_that_is_asked_and_nowhere_else():
    fetch = Noting(OURS)
    network = reader("flickr", fetch, Access(key="se&cret"))
    snapshot = network.snapshot("fenja-hof")
    assert all(url.endswith("&api_key=se%26cret") for url, _ in fetch.asked)
    assert "cret" not in repr(snapshot)
    with pytest.raises(errors.AccountGone) as gone:
        network.snapshot("1@N00")
    assert "cret" not in str(gone.value)


def test_a_photo_whose_favourites_are_refused_is_a_note_and_no_zero():
    told = Noting(OURS)
    told.replay.known = {
        key: [one for one in found if ("photo_id", "54000003") not in one.query]
        for key, found in told.replay.known.items()
    }
    snapshot = reader("flickr", told).snapshot("fenja-hof")
    assert dict(snapshot.posts[2].reactions) == {"like": None, "reply": None}
    assert any(note.startswith("Who reacted to 1") for note in snapshot.notes)


@pytest.mark.parametrize(
    ("file", "kinds"),
    [
        ("fenja/person.json", ["profile", "profile"]),
        ("fenja/photos.json", ["posts"] * 3),
        ("fenja/people.json", ["people"] * 10),
    ],
)
def test_every_answer_is_understood_by_itself(file, kinds):
    read = [understood("flickr", one) for one in load(OURS / "flickr" / file)]
    assert [one.kind for one in read] == kinds
    assert [one.error for one in read] == [None] * len(kinds)
    if "people" in file:
        assert [one.people for one in read][:3] == [4, 2, 3]
    if "photos" in file:
        assert (len(read[0].posts), read[0].dropped) == (4, 1), "anybody's, but for the private one"


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("https://www.flickr.com/photos/Fenja-Hof/", "fenja-hof"),
        ("https://www.flickr.com/people/fenja-hof", "fenja-hof"),
        ("flickr.com/photos/990001%40N07/54000001/in/dateposted", NSID),
        ("990001@n07", NSID),
        (" Fenja-Hof", "fenja-hof"),
    ],
)
def test_an_account_has_one_spelling(text, handle):
    assert reader("flickr", Told({})).normalise(text) == handle


@pytest.mark.parametrize("text", ["", "Fenja Hof", "a/b", "fenja@hof", "ä", "https://evil.example/photos/a"])
def test_nonsense_is_told_the_right_form(text):
    with pytest.raises(errors.InvalidField, match=r"flickr\.com/photos/name"):
        reader("flickr", Told({})).normalise(text)


def test_it_is_off_without_a_key_and_says_what_has_to_be_agreed_on():
    terms = NETWORKS["flickr"].terms
    assert terms.needs == ("key",)
    assert "non-commercial" in terms.needs_agreement
    assert terms.notice.startswith("This product uses the Flickr API but is not endorsed or certified by")
