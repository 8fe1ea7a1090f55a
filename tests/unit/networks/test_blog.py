"""Blogs, on invented ones: a site that names its feed, validators, moves, refusals, its address as its id."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from unit.networks.recorded import OURS, Noting, Told, load, reader, understood

from pegel import errors, linking
from pegel.social import Account, Member
from pegel.times import when

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
SITE, ID = "https://blog.hof.example/", "blog.hof.example|feed|"
FEED = "https://blog.hof.example/feed/"
FENJA = Member("mem_1", name="fenja")


def no_texts(name):
    return ()


@pytest.fixture
def fetch():
    return Noting(OURS)


@pytest.fixture
def snapshot(fetch):
    return reader("blog", fetch).snapshot("Blog.Hof.example")


def test_a_site_names_its_feed_and_the_feed_is_the_account(snapshot, fetch):
    assert (snapshot.handle, snapshot.account_id, snapshot.name) == (SITE, ID, "Zäune & Wiesen")
    assert [url for url, _ in fetch.asked] == [SITE, f"{FEED}#{SITE}", f"{FEED}?paged=2"]


def test_posts_of_90_days_are_read_over_all_pages_and_what_has_no_date_is_left_out(snapshot):
    told = [(post.excerpt.partition(":")[0], dict(post.reactions)) for post in snapshot.posts]
    assert told == [
        ("Morgen", {"reply": None}),  # by a clock that is some hours ahead: just now
        ("Zaun neu & alt", {"reply": 7}),
        ("=SUM(A1)", {"reply": 0}),
        ("Nur Text", {"reply": None}),
        ("September", {"reply": None}),
    ]
    assert snapshot.posts[0].posted_at == snapshot.read_at
    assert snapshot.posts[2].posted_at == when("2026-11-20T06:00:00Z")
    assert (snapshot.reach, snapshot.curation) == (None, None)


def test_a_post_has_its_tags_once_its_language_its_link_and_no_name_of_others(snapshot):
    zaun, wiese = snapshot.posts[1], snapshot.posts[2]
    assert (zaun.id, zaun.tags, zaun.language) == ("https://blog.hof.example/?p=9", ("Zaun", "Holz"), "de")
    assert zaun.excerpt == "Zaun neu & alt: Ein Zaun von @…."
    assert (wiese.id, wiese.url) == ("wiese-1", "https://blog.hof.example/wiese/")


def test_a_known_blog_is_one_call_and_keeps_its_site_as_its_handle(fetch):
    snapshot = reader("blog", fetch).snapshot(SITE, {}, ID)
    assert [url for url, _ in fetch.asked] == [f"{FEED}#{SITE}", f"{FEED}?paged=2"]
    assert (snapshot.handle, snapshot.name) == (SITE, "Zäune & Wiesen")
    assert snapshot.notes == ("2 posts have no date that can be read: left out.",)


def test_a_validator_goes_back_exactly_as_it_came(fetch):
    network = reader("blog", fetch)
    first = network.snapshot("https://leer.example/rss")
    assert first.etags == {"profile": "unquoted", "posts": "unquoted"}
    assert network.snapshot("https://leer.example/rss", first.etags, first.account_id) is None
    assert [etag for _, etag in fetch.asked] == [None, "unquoted"]
    atom = reader("blog", fetch).snapshot("https://atom.example/blog/atom.xml")
    reader("blog", fetch).snapshot("https://atom.example/blog/atom.xml", atom.etags, atom.account_id)
    assert fetch.sent[-1]["If-Modified-Since"] == "Sat, 21 Nov 2026 06:00:00 GMT"


def test_a_feed_that_moved_on_its_own_site_is_followed_and_stays_the_same_account(fetch):
    snapshot = reader("blog", fetch).snapshot("https://old.example/feed")
    assert (snapshot.account_id, len(fetch.asked)) == ("old.example|feed", 3)
    assert reader("blog", fetch).snapshot(snapshot.handle, snapshot.etags, snapshot.account_id) is None


def test_three_moves_are_one_too_many():
    answers = {f"https://a.example/{n}": (302, "", {"location": f"/{n + 1}"}) for n in range(3)}
    told = Told(answers | {"https://a.example/3": (200, "<rss><channel/></rss>")})
    with pytest.raises(errors.BadAnswer, match="redirect"):
        reader("blog", told).snapshot("https://a.example/0")
    assert len(told.asked) == 3


def test_the_page_of_a_site_proves_it_now_and_in_a_week_and_what_visitors_wrote_does_not(fetch):
    network, us, now = reader("blog", fetch), "https://pegel.example", NOW
    account = Account("mem_1", "blog", SITE, ID)
    proof = linking.prove(network, account, linking.sought(account, FENJA, us, now), no_texts)
    assert proof == ("domain", f"{us}/@fenja")
    proven = replace(account, proof=proof.way, evidence=proof.evidence)
    linking.stands(network, proven, no_texts, {})
    evil = linking.sought(account, FENJA, "https://evil.example", now)
    with pytest.raises(errors.NotProven):
        linking.prove(network, account, evil, no_texts)


@pytest.mark.parametrize(
    ("file", "kinds", "posts"),
    [
        ("hof/rss", ["profile"] * 3, [None, 4, 2]),
        ("atom", ["profile"], [2]),
        ("rdf", ["profile"], [1]),
        ("json", ["profile"] * 2, [2, 1]),
        ("empty", ["profile"], [0]),
    ],
)
def test_every_answer_is_understood_by_itself(file, kinds, posts):
    read = [understood("blog", one) for one in load(OURS / "blog" / f"{file}.json")]
    assert ([one.kind for one in read], [one.error for one in read]) == (kinds, [None] * len(kinds))
    assert [one.posts if one.posts is None else len(one.posts) for one in read] == posts


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("blog.hof.example", SITE),
        ("https://Blog.Hof.example/#top", SITE),
        ("https://blog.hof.example:443", SITE),
        ("zäune.example", "https://xn--zune-loa.example/"),
        ("https://a.example/Ä b|/feed?x=1".replace(" ", "%20"), "https://a.example/%C3%84%20b%7C/feed?x=1"),
        ("a.example?feed=rss2", "https://a.example/?feed=rss2"),
    ],
)
def test_an_address_has_one_spelling_and_survives_being_an_id(text, address):
    network = reader("blog", Told({}))
    assert network.normalise(text) == address
    told = Told({address: (200, "<rss><channel/></rss>", {"content-type": "text/xml"})})
    snapshot = reader("blog", told).snapshot(text)
    assert not set(snapshot.account_id) & set("/?%#")
    assert network.ask_for_id(snapshot.account_id, address) == address
    assert network.host(address) == address.split("/")[2]


@pytest.mark.parametrize(
    "text",
    [
        *("", "blog", "http://a.example", "https://a.example:8443/", "https://mira:pw@a.example/"),
        *("ftp://a.example", "https://127.0.0.1/", "https://a.example/a/../b", "https://a.example/%2E%2e"),
        *(f"https://a.example/{'a' * 300}", f"https://{'a' * 64}.example/"),
    ],
)
def test_nonsense_is_told_the_right_form(text):
    with pytest.raises(errors.InvalidField, match=r"write https://blog\.example"):
        reader("blog", Told({})).normalise(text)
