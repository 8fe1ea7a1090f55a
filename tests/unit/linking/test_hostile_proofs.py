"""What others wrote on somebody's site, or beside somebody's account, proves nothing for whoever wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from unit.linking.hosts import Answers

from pegel import linking
from pegel.answer import Answer
from pegel.errors import BadAnswer
from pegel.linking import domain, rel_me, wikidata
from pegel.linking.look import Look
from pegel.networks.discovery import Site
from pegel.networks.network import Link, Profile
from pegel.networks.wikipedia import Wikipedia

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TEXT = "https://ada.example/.well-known/pegel.txt"
PAGE = "https://pegel.example/@mallory"
ITEM = "https://www.wikidata.org/w/api.php?action=wbgetentities&ids=Q42&props=claims&format=json"


class Typed(Answers):
    """Hosts whose answers say what they are."""

    def __init__(self, kind: str, said: str) -> None:
        super().__init__({TEXT: (200, said)})
        self.kind = kind

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        told = super().get(url, headers)
        return Answer(told.status, {"content-type": self.kind}, told.body, url, NOW)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/xhtml+xml", "application/json"])
def test_a_page_in_place_of_the_file_may_hold_what_visitors_wrote(kind):
    said = f"<h1>Nothing here</h1><h2>Last comments</h2> {PAGE} "
    assert domain.text(Typed(kind, said), TEXT) == ""
    assert domain.text(Typed("Text/Plain; charset=utf-8", PAGE), TEXT) == PAGE


def test_the_page_of_one_author_does_not_name_the_feed_of_all():
    html = '<link rel="alternate" type="application/rss+xml" href="/?feed=rss2">'
    assert Site(html, "https://many.example/").own_feed() == "https://many.example/?feed=rss2"
    with pytest.raises(BadAnswer, match="no feed of its own"):
        Site(html, "https://many.example/?author=7").own_feed()


@pytest.mark.parametrize("mine", ["https://many.example/?author=7", "https://news.example/user?id=mira"])
def test_a_part_of_a_site_is_not_the_site_that_an_article_is_about(mine):
    stated = [{"mainsnak": {"snaktype": "value", "datavalue": {"value": mine.partition("?")[0]}}}]
    told = {"entities": {"Q42": {"claims": {"P856": stated}}}}
    article = Wikipedia(Answers({ITEM: (200, told)}))
    about = Profile("1", "en:Ada", "Ada", "", (Link("https://www.wikidata.org/wiki/Q42"),))
    look = Look(article, about, linking.Sought(own={mine: "blog#mine"}), lambda name: ())
    assert not wikidata.find(look).evidence


def test_a_text_that_names_somebody_s_page_is_no_proof_of_theirs_a_field_is():
    page = "https://pegel.example/@mira"
    thanked, marked = Link(page, prose=True), Link(f"{page}?me", prose=True)
    assert not rel_me.proves([thanked], page), "thanks to https://pegel.example/@mira"
    assert rel_me.proves([marked], page)
    assert rel_me.proves([Link(page)], page)
    assert not rel_me.proves([marked], "")
