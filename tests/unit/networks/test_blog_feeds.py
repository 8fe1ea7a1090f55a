"""What feeds are like: dialects, charsets that disagree, dates, hostile ones; and pages that name several."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from unit.networks.recorded import OURS, Noting, Told, reader

from pegel import errors
from pegel.networks import feeds
from pegel.networks.discovery import Site
from pegel.times import when

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
RSS = '<rss version="2.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"><channel>{}</channel></rss>'


def read(text, **more):
    answers = {"https://a.example/feed": (200, text, {"content-type": "text/xml"} | more)}
    return reader("blog", Told(answers)).snapshot("https://a.example/feed")


def test_atom_is_read_with_its_bases_its_counts_and_without_what_was_copied():
    gate, updated = reader("blog", Noting(OURS)).snapshot("https://atom.example/blog/atom.xml").posts
    assert (gate.url, gate.tags) == ("https://atom.example/blog/posts/gate.html", ("gate",))
    assert (gate.excerpt, dict(gate.reactions), gate.language) == ("A gate: How", {"reply": 12}, "en")
    assert gate.posted_at == when("2026-11-20T05:00:00Z")
    assert (updated.excerpt, dict(updated.reactions)) == ("Updated only: Body", {"reply": 3})


def test_rdf_and_json_are_read_alike():
    (eins,) = reader("blog", Noting(OURS)).snapshot("https://rdf.example/index.rdf").posts
    assert (eins.id, eins.tags, dict(eins.reactions)) == ("https://rdf.example/1", ("fence",), {"reply": 2})
    two, one, old = reader("blog", Noting(OURS)).snapshot("https://json.example/feed.json").posts
    assert (two.url, two.excerpt, two.tags) == (
        "https://json.example/two",
        "Two: Hallo & mehr",
        ("fence", "Holz"),
    )
    assert (one.id, one.excerpt, one.posted_at) == ("1", "No title", when("2026-11-18T06:00:00Z"))
    assert (old.excerpt, old.language, dict(old.reactions)) == ("Old one", "en", {"reply": None})


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("Zäune".encode(), "text/xml; charset=iso-8859-1", "Zäune"),  # the header is a server's default
        ("Zäune".encode("latin-1"), "text/xml; charset=utf-8", "Zäune"),
        ("Zäune".encode("latin-1"), "text/xml", "Zäune"),
        ("<?xml version='1.0' encoding='koi8-r'?>Забор".encode("koi8-r"), "text/xml", "Забор"),
        ("Забор".encode("koi8-r"), 'text/xml; charset="koi8-r"', "Забор"),
        ("\ufeffZäune".encode("utf-16"), "text/xml; charset=utf-8", "Zäune"),
        ("\ufeffZäune".encode(), "", "Zäune"),
        ("垣根".encode("iso-2022-jp"), "text/xml; charset=ISO-2022-JP", "垣根"),
        ("垣根".encode("shift_jis"), "text/xml; charset=shift_jis", "垣根"),
        (b"Z\xe4une", "text/xml; charset=punycode", "Zäune"),  # no charset of pages: not tried
        (b"Z\xe4une", "text/xml; charset=cp037", "Zäune"),
        (b"Z\xe4une", "text/xml; charset=zlib", "Zäune"),
        (b"Z\x81une", "text/xml", "Z\ufffdune"),
    ],
)
def test_what_a_feed_is_written_in_is_found_out(body, kind, text):
    assert feeds.decoded(body, kind).endswith(text)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        (["Sat, 21 Nov 2026 06:00:00 GMT"], "2026-11-21T06:00:00Z"),
        (["Sat, 21 Nov 26 06:00 EST"], "2026-11-21T11:00:00Z"),
        (["2026-11-21"], "2026-11-21T00:00:00Z"),
        (["nonsense", "2026-11-20T00:00:00+02:00"], "2026-11-19T22:00:00Z"),
        (["2026-11-22T18:00:00Z"], "2026-11-22T06:00:00Z"),
        (["2026-11-24T06:00:00Z"], None),
        (["Sa, 21. Dez. 2025"], None),
        ([None, "", "9" * 5000], None),
    ],
)
def test_a_date_is_one_that_can_be_read_and_has_been(told, day):
    assert feeds.moment(told, NOW) == (day and when(day))


def test_names_of_html_are_known_and_control_characters_harm_nothing():
    title = "Z&auml;une&nbsp;\x08&LT;b&GT;&zaun;"
    item = f"<item><guid>a</guid><title>{title}</title><pubDate>2026-11-21</pubDate></item>"
    assert read(RSS.format(item)).posts[0].excerpt == "Zäune &zaun;"


def test_an_address_that_is_none_is_left_out_and_the_rest_is_read():
    links = ("http://[", "javascript:alert(1)", "ftp://a.example/", "/" + "a" * 3000)
    items = [
        f"<item><guid>{n}</guid><link>{x}</link><pubDate>2026-11-21</pubDate></item>"
        for n, x in enumerate(links)
    ]
    items.append(f"<item><guid>{'a' * 2000}</guid><pubDate>2026-11-21</pubDate></item>")  # no id either
    assert {(post.id, post.url) for post in read(RSS.format("".join(items))).posts} == {
        (n, "") for n in "0123"
    }


def test_what_follows_on_another_host_is_not_asked_for():
    item = "<item><guid>a</guid><pubDate>2026-11-21</pubDate></item>"
    link = '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="{}"/>'
    for there in ("https://b.example/2", "http://[", "https://a.example/feed#2"):
        assert len(read(RSS.format(link.format(there) + item)).posts) == 1


HUGE = 4_900_000
HOSTILE = {
    "many small posts": RSS.format("<item><guid>a</guid></item>" * (HUGE // 27)),
    "one with many tags": RSS.format(f"<item><guid>a</guid>{'<category>x</category>' * (HUGE // 23)}</item>"),
    "elements for nothing": RSS.format("<item>" + "<a/>" * (HUGE // 4) + "</item>"),
    "a title in pieces": RSS.format("<item><title>" + "x<b/>" * (HUGE // 5) + "</title></item>"),
    "names of characters": RSS.format("<item><title>" + "&nbsp;" * (HUGE // 6) + "</title></item>"),
    "bases upon bases": RSS.format(
        ("<a xml:base='" + "x/" * 900 + "'>") * 150 + "<a xml:base='x/'/>" * 150_000 + "</a>" * 150
    ),
    "nothing but lines": "\n" * HUGE + RSS.format(""),
    "a comment of lines": "<!--" + "\n" * HUGE + "-->" + RSS.format(""),
    "brackets": "[" * HUGE,
    "objects": '{"version": "https://jsonfeed.org/version/1", "items": [' + "{}," * (HUGE // 3) + "{}]}",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_huge_feed_is_read_or_refused_in_seconds(body):
    told, begin = Told({"x": (200, body, {"content-type": "text/xml"})}), time.process_time()
    try:
        found = feeds.read(told.get("x"))
    except errors.BadAnswer:
        found = ""
    assert isinstance(found, str) or len(found["items"]) <= 500
    assert time.process_time() - begin < 15, "two seconds here; a parser that goes back takes minutes"


LINK = '<link rel="{}" type="{}" title="{}" href="{}">'


@pytest.mark.parametrize(
    ("links", "feed"),
    [
        ([("alternate", "application/atom+xml", "", "/a.xml")], "/a.xml"),
        ([("ALTERNATE home", "Application/RSS+xml; charset=utf-8", "", "b.xml")], "/b.xml"),
        (
            [("alternate", "application/json", "", "/j"), ("alternate", "application/feed+json", "", "/f")],
            "/f",
        ),
        ([("alternate", "application/rss+xml", "Comments", "/c"), ("alternate", "text/xml", "", "/x")], "/c"),
        ([("stylesheet", "application/rss+xml", "", "/no"), ("alternate", "text/html", "", "/no")], None),
        ([("alternate", "application/rss+xml", "", "http://www.a.example/w")], "https://www.a.example/w"),
        ([("alternate", "application/rss+xml", "", "https://a.example:8443/w")], None),
        ([("alternate", "application/rss+xml", "", "http://[")], None),
        ([("alternate", "application/rss+xml", "", "https://b.a.example/w")], None),
    ],
)
def test_the_feed_is_the_first_of_posts_on_the_same_site(links, feed):
    page = Site("<title>a</title>" + "".join(LINK.format(*link) for link in links), "https://a.example/")
    if feed is None:
        with pytest.raises(errors.BadAnswer, match="no feed of its own"):
            page.own_feed()
    else:
        assert page.own_feed() == (feed if ":" in feed else f"https://a.example{feed}")


@pytest.mark.parametrize(
    ("home", "feed", "own"),
    [
        ("https://a.example/~x", "/~x/feed", True),
        ("https://a.example/~x/", "/~x/feed", True),
        ("https://a.example/~x/", "/~xy/feed", False),
        ("https://a.example/~x/", "/~y/feed", False),
        ("https://a.example/~x/", "/~x/../~y/feed", False),
        ("https://a.example/~x/", "/~x/%2e%2e/~y/feed", False),
    ],
)
def test_under_a_part_of_a_site_the_feed_is_in_that_part(home, feed, own):
    page = Site(LINK.format("alternate", "application/rss+xml", "", feed), home)
    if own:
        assert page.own_feed() == f"https://a.example{feed}"
        return
    with pytest.raises(errors.BadAnswer, match="name the front page"):
        page.own_feed()
