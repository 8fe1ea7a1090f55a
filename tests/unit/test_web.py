"""The page's function: what it serves, in which language, how long it may be kept, and what it refuses."""

from __future__ import annotations

import base64
import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from e2e.page_site import load_web

HERE = Path(__file__).resolve().parents[2] / "functions" / "web"
web = load_web()
Answer = dict[str, Any]


def get(path: str, query: dict[str, str] | None = None, **headers: str) -> Answer:
    """The function's answer to an API Gateway event, its body decoded into `text`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    event = {"version": "2.0", "rawPath": path, "queryStringParameters": query, "headers": named}
    answer: Answer = web.lambda_handler(event, None)
    body = base64.b64decode(answer.get("body", ""))
    packed = answer["headers"].get("Content-Encoding") == "gzip"
    return answer | {"bytes": gzip.decompress(body) if packed else body}


def text(answer: Answer) -> str:
    return str(answer["bytes"].decode())


def test_the_start_the_page_of_a_name_and_an_unknown_path_have_their_own_status() -> None:
    assert [get(path)["statusCode"] for path in ("/", "/@mira", "/elsewhere")] == [200, 200, 404]
    assert "There is no page here" in text(get("/elsewhere"))


def test_every_answer_has_the_security_headers_and_a_request_id() -> None:
    for path in ("/", "/@mira", "/nothing", f"/assets/{web.VERSION}/page.js", "/assets/none"):
        headers = get(path)["headers"]
        assert headers["Content-Security-Policy"].startswith(
            "default-src 'none'; script-src 'self'; style-src 'self'"
        )
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Strict-Transport-Security"].startswith("max-age=")
        assert headers["Referrer-Policy"] == "same-origin"
        assert re.fullmatch(r"req_[0-9A-HJKMNP-TV-Z]{26}", headers["Request-Id"])


@pytest.mark.parametrize(
    "path",
    [
        "../web.py",
        "..%2fweb.py",
        "%2e%2e/web.py",
        "x/../../web.py",
        "/etc/hostname",
        "words/../../web.py",
        "words",
    ],
)
def test_no_path_leads_out_of_the_static_files(path: str) -> None:
    for prefix in ("/assets/", f"/assets/{web.VERSION}/"):
        assert get(prefix + path)["statusCode"] == 404


def test_the_language_is_the_one_asked_for_else_the_readers_else_english() -> None:
    assert 'lang="de"' in text(get("/", {"lang": "de"}, accept_language="en"))[:60]
    assert 'lang="de"' in text(get("/", accept_language="fr-FR,fr;q=0.9,de;q=0.7,en;q=0.5"))[:60]
    assert 'lang="en"' in text(get("/", {"lang": "xx"}, accept_language="fr"))[:60]


def test_language_and_theme_are_carried_on_by_every_link_and_nothing_else_is() -> None:
    page = text(get("/@mira", {"lang": "de", "theme": "dark", "q": '"><script>'}))
    assert 'data-theme="dark"' in page
    assert 'href="/?lang=de&theme=dark"' in page or 'href="/?lang=de&amp;theme=dark"' in page
    assert 'href="/@mira?lang=en&amp;theme=dark"' in page
    assert "<script>" not in page


def test_a_page_has_no_inline_script_or_style_and_no_placeholder_left() -> None:
    for path in ("/", "/@mira", "/missing"):
        page = text(get(path))
        assert not re.search(r"<style|style=|<script(?![^>]*\bsrc=)|\son\w+=|\{\{", page)


def test_both_languages_say_the_same_things_with_the_same_blanks() -> None:
    english, german = web.WORDS["en"], web.WORDS["de"]
    assert english.keys() == german.keys()
    blanks = {key: set(re.findall(r"\{(\w+)\}", words)) for key, words in english.items()}
    assert blanks == {key: set(re.findall(r"\{(\w+)\}", words)) for key, words in german.items()}


def test_every_word_the_modules_name_is_there() -> None:
    modules = "".join((HERE / "static" / name).read_text() for name in web.MODULES)
    said = set(re.findall(r'\bsay\("([\w.]+)"', modules))
    many = {f"{key}.other" for key in re.findall(r'\bsayMany\("([\w.]+)"', modules)}
    assert len(said | many) > 60
    assert not (said | many) - web.WORDS["en"].keys()


def test_files_under_the_current_version_are_kept_for_good_and_older_addresses_still_work() -> None:
    current = get(f"/assets/{web.VERSION}/style.css")
    older = get("/assets/0123456789ab/style.css")
    assert current["headers"]["Cache-Control"] == "public, max-age=31536000, immutable"
    assert (older["statusCode"], older["bytes"]) == (200, current["bytes"])
    assert older["headers"]["Cache-Control"] == "public, no-cache"


def test_a_file_is_packed_for_whoever_takes_it_and_its_validator_says_which_one_it_is() -> None:
    plain = get(f"/assets/{web.VERSION}/style.css")
    packed = get(f"/assets/{web.VERSION}/style.css", accept_encoding="br, gzip")
    assert packed["bytes"] == plain["bytes"]
    assert len(packed["body"]) < len(plain["body"]) / 2
    assert packed["headers"]["ETag"] != plain["headers"]["ETag"]
    assert "Accept-Encoding" in plain["headers"]["Vary"]


def test_the_font_leaves_as_the_bytes_it_is() -> None:
    answer = get("/assets/InstrumentSans.woff2", accept_encoding="gzip")
    assert answer["isBase64Encoded"]
    assert answer["headers"]["Content-Type"] == "font/woff2"
    assert answer["bytes"] == (HERE / "static" / "InstrumentSans.woff2").read_bytes()


def test_what_the_browser_holds_already_is_not_sent_again() -> None:
    first = get("/@mira")
    again = get("/@mira", if_none_match=first["headers"]["ETag"])
    assert (again["statusCode"], again["bytes"]) == (304, b"")
    assert get("/@mira", if_none_match='"other"')["statusCode"] == 200


def test_the_form_leads_to_the_page_asked_for_also_without_javascript() -> None:
    answer = get("/", {"name": " @Mira ", "lang": "de", "theme": "no"})
    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, "/@mira?lang=de")
    assert get("/", {"name": "//evil.example"})["headers"]["Location"] == "/@%2F%2Fevil.example"
    assert get("/@%2F%2Fevil.example")["statusCode"] == 404


def test_a_name_in_the_address_is_text_and_never_markup() -> None:
    assert get("/@<b>x")["statusCode"] == 404
    assert "<b>x" not in text(get("/@<b>x"))


class Head(HTMLParser):
    """What other sites read of a page: its oEmbed address, and Open Graph by property."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.embed, self.graph = "", {}  # type: tuple[str | None, dict[str | None, str | None]]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if told.get("type") == "application/json+oembed":
            self.embed = told["href"]
        if tag == "meta" and "property" in told:
            self.graph[told["property"]] = told["content"]


def test_a_members_page_says_where_it_can_be_embedded_from() -> None:
    page = text(get("/@Mira", {"lang": "de"}))
    asked = urlsplit(str(Head(page).embed))
    assert page.index("application/json+oembed") < 150_000  # some readers look no further
    assert asked._replace(query="").geturl() == "https://pegel.example/@mira/oembed"
    assert parse_qs(asked.query) == {"url": ["https://pegel.example/@mira"], "format": ["json"]}


def test_a_members_page_tells_networks_what_it_is_and_shows_a_picture() -> None:
    graph = Head(text(get("/@mira"))).graph
    assert (graph["og:type"], graph["profile:username"]) == ("profile", "mira")
    assert graph["og:url"] == "https://pegel.example/@mira"
    picture = get(str(graph["og:image"]).removeprefix("https://pegel.example"), accept_encoding="gzip")
    assert (picture["headers"]["Content-Type"], picture["bytes"][:4]) == ("image/png", b"\x89PNG")
    assert Head(text(get("/"))).graph == {}


def test_the_api_description_is_served_where_it_was_made() -> None:
    expected = HERE / "static" / "openapi.json"
    answer = get("/openapi.json")
    assert answer["statusCode"] == (200 if expected.exists() else 404)
    if expected.exists():
        assert json.loads(answer["bytes"]) == json.loads(expected.read_text("utf-8"))
