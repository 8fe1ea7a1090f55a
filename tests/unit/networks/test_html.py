"""HTML of strangers: bios, posts, sites. Junk stops nothing, and what never ends takes no time."""

from __future__ import annotations

import time

import pytest

from pegel.linking.domain import MeLinks
from pegel.networks.discovery import Site
from pegel.networks.values import Page


@pytest.mark.parametrize(
    "junk", ["<![x y]>", "<![", "<![CDATA[a]]>", "<![if IE]>", "<!", "<!doctype", "</", "<a b='", "&#"]
)
def test_junk_stops_nothing_that_stands_before_it(junk):
    page = Page(f'<a href="https://a.example/">one</a>{junk}')
    assert (page.text.startswith("one"), page.links) == (True, ["https://a.example/"])
    site = Site(f"<title>one</title>{junk}", "https://a.example/")
    assert site.title == "one"
    me = MeLinks()
    me.feed(f'<a rel="me" href="https://a.example/">{junk}')
    assert me.found == ["https://a.example/"]


@pytest.mark.parametrize("junk", ["<![x y]>", "<![CDATA[a]]>", "<![if IE]>", "<!x>"])
def test_junk_that_ends_is_a_comment(junk):
    assert Page(f"one {junk}<b>two</b>").text == "one two"


@pytest.mark.parametrize("piece", ["<!--", "<a ", "<a b='", "</a ", "<?", "&#", "<", "<script>", "<![CDATA["])
def test_a_megabyte_that_never_ends_takes_no_time(piece):
    begin = time.process_time()
    Page(piece * (1_000_000 // len(piece)))
    assert time.process_time() - begin < 10, "a second here; minutes where the parser begins anew"


def test_text_at_the_end_is_text():
    assert Page("<p>one</p> two & three").text == "one two & three"
    assert Page("a < b").text == "a < b"
