"""A score on other sites: the badge, the words for Shields, the snippet for oEmbed."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from unit.api.conftest import keep
from unit.api.gateway import Answer

SVG = "{http://www.w3.org/2000/svg}"
PAGE = "https://pegel.example/@zoe"
Get = Callable[..., Answer]


@pytest.fixture(autouse=True)
def pages(api: SimpleNamespace) -> None:
    """Zoe has a score, Tom has not enough data, Eve has a name that is all markup."""
    for name, display_name, score in (
        ("zoe", "Zoë", 7),
        ("tom", "Tom", None),
        ("eve", "<b>&\"'\uffff</title><script>", 100),
    ):
        told = {"name": name, "display_name": display_name, "score": score}
        keep(api.table, api.store, name, json.dumps(told).encode())


def drawn(answer: Answer) -> ElementTree.Element:
    assert answer.status == 200, answer.body
    assert answer.headers["Content-Type"] == "image/svg+xml"
    return ElementTree.fromstring(answer.body)


def test_a_badge_shows_label_and_score_and_says_both_to_who_cannot_see_it(get: Get) -> None:
    badge = drawn(get("/@zoe/badge.svg"))
    assert [text.text for text in badge.iter(f"{SVG}text")] == ["Pegel", "7"]
    assert badge.get("role") == "img"
    assert badge.get("aria-label") == badge.findtext(f"{SVG}title") == "Pegel score of Zoë: 7"


def test_a_badge_without_enough_data_says_so_and_shows_no_number(get: Get) -> None:
    badge = drawn(get("/@tom/badge.svg"))
    assert [text.text for text in badge.iter(f"{SVG}text")] == ["Pegel", "not enough data"]
    assert badge.findtext(f"{SVG}title") == "Pegel score of Tom: not enough data"


@pytest.mark.parametrize("name", ["zoe", "tom", "eve"])
def test_the_words_fit_into_the_badge(get: Get, name: str) -> None:
    badge = drawn(get(f"/@{name}/badge.svg"))
    label, message = badge.iter(f"{SVG}text")
    left = float(message.get("x", "")) - float(message.get("textLength", "")) / 2
    right = float(message.get("x", "")) + float(message.get("textLength", "")) / 2
    assert float(label.get("x", "")) + float(label.get("textLength", "")) < left
    assert right < float(badge.get("width", ""))


def test_a_badge_needs_nothing_from_anywhere(get: Get) -> None:
    text = get("/@zoe/badge.svg").body
    assert text.count("http") == text.count('xmlns="http') == 1
    assert not [word for word in ("url(", "@import", "<script", "<style", "href") if word in text]


def test_a_name_is_text_in_a_badge_and_never_markup(get: Get) -> None:
    badge = drawn(get("/@eve/badge.svg"))
    assert badge.findtext(f"{SVG}title") == "Pegel score of <b>&\"'</title><script>: 100"
    assert {element.tag.removeprefix(SVG) for element in badge.iter()} == {
        "svg",
        "title",
        "rect",
        "path",
        "g",
        "text",
    }


def test_a_badge_may_be_kept_for_five_minutes_and_is_not_sent_twice(get: Get) -> None:
    badge = get("/@zoe/badge.svg")
    assert badge.headers["Cache-Control"].startswith("public, max-age=300")
    again = get("/@zoe/badge.svg", headers={"if-none-match": badge.headers["ETag"]})
    assert (again.status, again.body) == (304, "")


def test_shields_is_given_the_fields_it_knows_and_no_other(get: Get) -> None:
    told = {"schemaVersion": 1, "label": "Pegel", "cacheSeconds": 300}
    assert get("/@zoe/badge.json").json() == {**told, "message": "7", "color": "orange"}
    assert get("/@tom/badge.json").json() == {**told, "message": "not enough data", "color": "lightgrey"}


@pytest.mark.parametrize("tail", ["badge.svg", "badge.json", "oembed", "attestation"])
def test_a_private_page_is_as_unknown_here_as_everywhere(get: Get, tail: str) -> None:
    unknown, private = get(f"/@nobody/{tail}"), get(f"/@shy/{tail}")
    assert unknown.status == private.status == 404
    assert private.headers["Content-Type"] == "application/problem+json"
    assert unknown.json()["detail"] == private.json()["detail"]


def test_a_page_is_embedded_as_a_link_around_its_badge(get: Get) -> None:
    told = get("/@Zoe/oembed", query={"url": "https://Pegel.example/@Zoe/?lang=de", "format": "json"}).json()
    assert (told["type"], told["version"]) == ("rich", "1.0")
    assert (told["author_name"], told["author_url"]) == ("Zoë", PAGE)
    assert (told["provider_name"], told["provider_url"]) == ("Pegel", "https://pegel.example")
    (link, picture), tags = tags_of(told["html"]), ["a", "img"]
    assert [link[0], picture[0]] == tags
    assert link[1] == {"href": PAGE}
    size = {"width": str(told["width"]), "height": str(told["height"])}
    assert picture[1] == {"src": f"{PAGE}/badge.svg", "alt": "Pegel score of Zoë", **size}


def test_a_name_is_text_in_a_snippet_and_never_markup(get: Get) -> None:
    link, picture = tags_of(get("/@eve/oembed").json()["html"])
    assert (link[0], picture[0]) == ("a", "img")
    assert picture[1]["alt"] == "Pegel score of <b>&\"'\uffff</title><script>"


def tags_of(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Tags and their attributes."""
    found: list[tuple[str, dict[str, str | None]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: found.append((tag, dict(attrs)))  # type: ignore[method-assign]
    parser.feed(html)
    return found


def test_a_snippet_that_sites_keep_for_a_day_holds_no_number(get: Get) -> None:
    told = get("/@eve/oembed").json()
    assert "100" not in json.dumps({**told, "width": 0, "height": 0, "html": told["html"].split("width")[0]})


@pytest.mark.parametrize("room", [{"maxwidth": 100}, {"maxheight": 20}, {"maxwidth": 41, "maxheight": 30}])
def test_a_snippet_keeps_to_the_room_there_is_and_to_its_proportions(get: Get, room: dict[str, int]) -> None:
    free = get("/@zoe/oembed").json()
    told = get("/@zoe/oembed", query={name: str(pixels) for name, pixels in room.items()}).json()
    assert told["width"] <= room.get("maxwidth", free["width"] - 1)
    assert told["height"] <= room.get("maxheight", free["height"] - 1)
    assert told["width"] / told["height"] == pytest.approx(free["width"] / free["height"], rel=0.1)


def test_what_a_site_adds_to_its_question_is_ignored_as_oembed_says(get: Get) -> None:
    assert get("/@zoe/oembed", query={"url": PAGE, "omitscript": "true"}).status == 200
    assert get("/@zoe/oembed", query={"maxwidth": "wide"}).status == 422


@pytest.mark.parametrize(
    "url",
    ["https://pegel.example/@mira", "https://other.example/@zoe", "https://[", "https://pegel.example/zoe"],
)
def test_an_address_that_is_not_the_page_is_not_embedded(get: Get, url: str) -> None:
    assert get("/@zoe/oembed", query={"url": url}).status == 404


def test_xml_is_not_implemented_and_says_so(get: Get) -> None:
    answer = get("/@zoe/oembed", query={"url": PAGE, "format": "xml"})
    assert (answer.status, answer.json()["code"]) == (501, "not_offered")
