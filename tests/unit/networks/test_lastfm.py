"""Last.fm, on invented accounts: topics from what somebody hears, XML beside JSON, failures in a 200."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from unit.networks.recorded import OURS, RECORDINGS, Noting, Told, load, reader, understood

from pegel import errors
from pegel.networks import NETWORKS
from pegel.social import Access

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


@pytest.fixture
def fetch():
    return Noting(OURS)


def test_topics_are_the_tags_that_listeners_agree_on_of_the_artists_heard(fetch):
    snapshot = reader("lastfm", fetch).snapshot("Fenja_Hof")
    assert snapshot.tags == ("folk", "german", "singer-songwriter", "t0", "t1", "t2", "t3", "t4")
    assert len(fetch.asked) == 6 <= NETWORKS["lastfm"].calls


def test_an_artist_that_is_unknown_has_no_tags_and_the_others_have_theirs(fetch):
    assert reader("lastfm", fetch).snapshot("fenja_hof").tags
    assert "Unbekannt" in fetch.asked[-2][0]


def test_nothing_of_it_can_be_a_score():
    snapshot = reader("lastfm", Noting(OURS)).snapshot("fenja_hof")
    assert (snapshot.reach, snapshot.curation, snapshot.standing, snapshot.posts) == (None, None, None, ())
    assert set(NETWORKS["lastfm"].gives) == {"topics"}


def test_who_heard_nothing_or_hides_it_has_no_topics():
    for name in ("leer", "scheu"):
        snapshot = reader("lastfm", Noting(OURS)).snapshot(name)
        assert (snapshot.account_id, snapshot.tags, snapshot.notes) == (name, (), ())


def test_the_code_goes_into_the_real_name_which_the_profile_shows():
    assert reader("lastfm", Noting(OURS)).profile("fenja_hof").text == "pegel-aaaaaaaaaa"


def test_xml_is_read_like_json():
    account, tags, other, nobody, busy = (
        understood("lastfm", one) for one in load(OURS / "lastfm" / "xml.json")
    )
    assert (account.kind, account.profile.handle, account.profile.name) == (
        "profile",
        "fenja_hof",
        "Fenja & Hof",
    )
    assert (tags.kind, tags.profile.tags) == ("tags", ("folk", "german"))
    assert (other.kind, other.error) == ("", None)
    assert other.says.startswith("no reading of Last.fm")
    assert [type(one.error).__name__ for one in (nobody, busy)] == ["AccountGone", "RateLimited"]


@pytest.mark.skipif(not RECORDINGS.is_dir(), reason="skipped: no PEGEL_DATA")
@pytest.mark.parametrize("file", ["test_get_name", "test_get_playcount", "test_get_user_registration"])
def test_a_recorded_account_is_who_it_is(file):
    read = understood("lastfm", load(RECORDINGS / "lastfm" / f"{file}.json"))
    assert (read.kind, read.error) == ("profile", None)
    assert (read.profile.handle, read.profile.account_id, read.profile.reach) == ("rj", "rj", None)


def test_the_key_is_in_the_address_that_is_asked_and_nowhere_else():
    fetch = Noting(OURS)
    network = reader("lastfm", fetch, Access(key="secret"))
    assert "secret" not in repr(network.snapshot("fenja_hof"))
    assert all(url.endswith("&api_key=secret") for url, _ in fetch.asked)
    with pytest.raises(errors.AccountGone) as gone:
        network.snapshot("u01")
    assert "secret" not in str(gone.value)


@pytest.mark.parametrize(
    "body", ["<lfm>" * 400_000, "<lfm>" + "<a/>" * 240_000 + "</lfm>", '{"a":' * 160_000]
)
def test_a_huge_answer_is_refused_and_not_felt(body):
    url = "https://ws.audioscrobbler.com/2.0/?format=json&method=user.getInfo&user=riese"
    told = Told(
        {
            f"{url}&api_key=": (
                200,
                body,
                {"content-type": "text/xml" if body[0] == "<" else "application/json"},
            )
        }
    )
    with pytest.raises(errors.BadAnswer):
        reader("lastfm", told).snapshot("riese")


@pytest.mark.parametrize("text", ["RJ", "https://www.last.fm/user/RJ", "last.fm/de/user/rj/library", "@rj"])
def test_a_name_has_one_spelling(text):
    assert reader("lastfm", Told({})).normalise(text) == "rj"


@pytest.mark.parametrize("text", ["", "1a", "a", "a b", "a" * 16, "ä", "a/b", "https://evil.example/user/rj"])
def test_nonsense_is_told_the_right_form(text):
    with pytest.raises(errors.InvalidField, match=r"last\.fm/user/name"):
        reader("lastfm", Told({})).normalise(text)
