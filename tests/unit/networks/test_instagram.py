"""Instagram, on an invented account: seen by us, and by its owner's token; two pages to the end each way."""

from __future__ import annotations

import pytest
from unit.networks.recorded import OURS, Noting, Told, reader

from pegel.errors import AccountGone, BadAnswer, InvalidField, ProofLost
from pegel.networks import graph
from pegel.social import Access

ID, US = "17841111111111111", "17840000000000001"
ACCESS = Access(token="ours", key=US)


@pytest.fixture
def fetch():
    return Noting(OURS / "instagram")


@pytest.fixture(params=["seen by us", "by her own token"])
def snapshot(request, fetch):
    network = reader("instagram", fetch, ACCESS)
    if request.param == "by her own token":
        return network.on_behalf("hers").snapshot("older.name", {}, ID)
    return network.snapshot("@Lena.Hecke")


def test_own_posts_of_90_days_are_read_to_the_last_page_from_one_call_each(snapshot, fetch):
    assert [post.id[-1] for post in snapshot.posts] == ["5", "4", "3", "2"]
    assert ["media.after(QVFJ)" in url for url, _ in fetch.asked] == [False, True]
    assert not any("MISSING" in note for note in snapshot.notes)


def test_the_account_is_the_inner_one_the_outer_one_is_ours(snapshot):
    assert (snapshot.account_id, snapshot.handle, snapshot.reach) == (ID, "lena.hecke", 901)


def test_likes_that_are_hidden_are_unknown_and_so_are_comments(snapshot):
    assert [dict(post.reactions) for post in snapshot.posts] == [
        {"like": 44, "reply": 3},
        {"like": None, "reply": 2},
        {"like": 7, "reply": None},
        {"like": 0, "reply": 0},
    ]
    assert (snapshot.curation, snapshot.posts[0].reactors) == (None, None)


def test_hashtags_of_captions_are_what_a_post_is_about_and_names_are_not_kept(snapshot):
    assert snapshot.posts[0].tags == ("Zaun", "Hecke")
    assert snapshot.posts[0].excerpt == "A #Zaun, by @… #Hecke"


def test_tokens_are_in_headers_and_the_address_beside_the_cursor_is_never_asked(snapshot, fetch):
    assert len({headers["Authorization"] for headers in fetch.sent}) == 1
    assert not any(secret in url for secret in ("SECRET", "ours", "hers") for url, _ in fetch.asked)


def test_nothing_published_is_no_posts_and_no_list_where_there_should_be_one_is_a_bad_answer():
    network = reader("instagram", Noting(OURS / "instagram"), ACCESS)
    assert network.snapshot("nobody_yet").posts == ()
    about = {"business_discovery": {"id": "1", "username": "lena", "media_count": 3}, "id": US}
    told = Told({network.ask_for("lena"): (200, about)})
    with pytest.raises(BadAnswer):
        reader("instagram", told, ACCESS).snapshot("lena")


def test_the_profile_shows_its_website_and_the_addresses_in_its_text(fetch):
    profile = reader("instagram", fetch, ACCESS).profile("lena.hecke")
    assert [link.url for link in profile.links] == ["https://hof.example/lena", "https://pegel.example/@lena"]


def test_professional_accounts_behind_the_pages_of_whoever_signs_in_are_theirs():
    own = reader("instagram", None).oauth.own
    behind = {"id": ID, "username": "Lena.Hecke", "followers_count": 9}
    pages = {"data": [{"id": "1"}, {"id": "2", "instagram_business_account": behind}]}
    (profile,) = reader("instagram", Told({own: (200, pages)})).on_behalf("hers").owned()
    assert (profile.account_id, profile.handle, profile.reach) == (ID, "lena.hecke", 9)


def test_a_members_token_that_is_lost_is_a_lost_proof_and_ours_is_not():
    lost = (400, {"error": {"code": 190, "message": "Session has expired"}})
    network = reader("instagram", Told({}), ACCESS)
    theirs = network.on_behalf("hers")
    answers = {network.ask_for("lena"): lost, theirs.ask_for_id(ID, "lena"): lost}
    with pytest.raises(ProofLost):
        reader("instagram", Told(answers), ACCESS).on_behalf("hers").snapshot("lena", {}, ID)
    with pytest.raises(BadAnswer, match="our token is lost"):
        reader("instagram", Told(answers), ACCESS).snapshot("lena", {}, ID)


def test_who_is_not_shown_is_told_why_that_may_be():
    missing = {"error": {"code": 110, "error_subcode": 2207013, "message": "Invalid user id"}}
    url = reader("instagram", None, ACCESS).ask_for("personal")
    with pytest.raises(AccountGone, match="only professional accounts"):
        reader("instagram", Told({url: (400, missing)}), ACCESS).snapshot("personal")


def test_the_version_of_the_api_is_in_every_address():
    network = reader("instagram", None, ACCESS)
    for url in (network.ask_for("lena"), network.oauth.own, network.oauth.token):
        assert url.startswith(f"https://graph.facebook.com/{graph.VERSION}/")


@pytest.mark.parametrize("handle", ["@Lena.Hecke", "https://www.instagram.com/lena.hecke/", "lena.hecke"])
def test_a_handle_has_one_spelling(handle):
    assert reader("instagram", Told({})).normalise(handle) == "lena.hecke"


@pytest.mark.parametrize("handle", ["", "a b", "l" * 31, "a-b", "lena){id}", "https://instagram.com/p/x/"])
def test_nonsense_is_told_the_right_form(handle):
    with pytest.raises(InvalidField, match=r"instagram\.com/name"):
        reader("instagram", Told({})).normalise(handle)
