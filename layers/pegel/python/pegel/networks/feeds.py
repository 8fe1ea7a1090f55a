"""A feed, whatever its dialect, as one plain object. https://www.jsonfeed.org/version/1.1/

{title, text, language, next, items: [{id, link, title, text, content, tags, comments, source, language, at}]}
less what is missing; `at` is None where no date can be read. The dialects of XML: feed_xml.py.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from pegel.answer import Answer, place
from pegel.errors import BadAnswer
from pegel.networks import feed_xml
from pegel.networks.discovery import absolute
from pegel.networks.values import entries, plain
from pegel.times import when

ITEMS = 500  # of one answer: who has more tells its newest first
TAGS = feed_xml.TAGS
AHEAD = timedelta(days=1)  # so far a clock may be wrong: what is dated later has no date
VERSION = "https://jsonfeed.org/version/1"
FEED = re.compile(r"<(?:rss|feed|(?:\w+:)?rdf)\b", re.IGNORECASE)
CHARSET = re.compile(r"(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
CODES = re.compile(  # of all that Python knows, those that pages are written in
    r"us-ascii|iso-8859-\d+|latin-?1|windows-\d+|cp125\d|koi8-[ru]|shift_jis|euc-(jp|kr)|gb(2312|k|18030)|big5"
    r"|utf-16(le|be)?|iso-2022-jp|tis-620|macintosh",
    re.IGNORECASE,
)
STATEFUL = re.compile(r"utf-16.*|iso-2022.*", re.IGNORECASE)  # bytes of theirs may be good UTF-8 by accident


def read(answer: Answer) -> dict[str, Any] | str:
    """The feed in an answer, or the page as text where it is none. BadAnswer for what is neither."""
    return _read(answer.body, answer.headers.get("content-type", ""), answer.url, answer.received_at)


@lru_cache(maxsize=1)  # an answer is asked who, what, and where it goes on
def _read(body: bytes, kind: str, url: str, at: datetime) -> dict[str, Any] | str:
    text = decoded(body, kind)
    if text[:1] == "{":
        feed = from_json(Answer(200, {}, text.encode("utf-8", "replace"), url, at).json(), url)
    elif FEED.search(text, 0, 4000):
        feed = feed_xml.read(text, url, ITEMS)
    else:
        return text
    for item in feed["items"]:
        item["at"] = moment([item.get("published"), item.get("updated")], at)
        item["language"] = language(item.get("language") or feed.get("language"))
    return feed


def decoded(body: bytes, kind: str) -> str:
    """Text. Header and declaration often disagree, and what is valid UTF-8 is nothing else by accident."""
    marks = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    marked = [code for mark, code in marks.items() if body.startswith(mark)]
    said = [*CHARSET.findall(kind)[:1], *CHARSET.findall(body[:200].decode("ascii", "ignore"))[:1]]
    known = [code for code in said if CODES.fullmatch(code)]
    stateful = [code for code in known if STATEFUL.fullmatch(code)]
    for code in (*marked, *stateful, "utf-8", *known, "windows-1252"):
        with suppress(UnicodeError, LookupError):
            return body.decode(code).lstrip("\ufeff \t\r\n")
    return body.decode("utf-8", "replace").lstrip()


def moment(told: list[Any], received_at: datetime) -> datetime | None:
    """When something was published: the first date that can be read and has been."""
    for each in told:
        found = when(each[:100] if isinstance(each, str) else None)
        if found and found <= received_at + AHEAD:
            return min(found, received_at)
    return None


def language(tag: Any) -> str | None:
    """`de` of `de-AT`; None where nothing is said."""
    found = re.match(r"[a-z]{2,3}(?![a-z])", tag.strip().lower()) if isinstance(tag, str) else None
    return found[0] if found else None


def from_json(body: Any, url: str) -> dict[str, Any]:
    """JSON Feed, 1 and 1.1."""
    if not isinstance(body, dict) or not str(body.get("version")).startswith(VERSION):
        raise BadAnswer(f"{place(url)} answered JSON that is no feed")
    feed = {
        "title": body.get("title"),
        "text": body.get("description"),
        "language": body.get("language"),
        "next": absolute(url, following) if isinstance(following := body.get("next_url"), str) else None,
    }
    items = entries(body, ["items"], "The feed")[:ITEMS]
    return {name: value for name, value in feed.items() if value} | {"items": [_item(i, url) for i in items]}


def _item(item: Mapping[str, Any], url: str) -> dict[str, Any]:
    link, tags = item.get("url"), item.get("tags")
    found = {
        "id": str(item["id"]) if isinstance(item.get("id"), str | int) else None,
        "link": absolute(url, link) if isinstance(link, str) else None,
        "title": item.get("title"),
        "text": plain(item.get("summary")) or item.get("content_text") or item.get("content_html"),
        "tags": [plain(tag) for tag in tags[:TAGS]] if isinstance(tags, list) else [],
        "published": item.get("date_published"),
        "updated": item.get("date_modified"),
    }
    return {name: value for name, value in found.items() if value is not None}
