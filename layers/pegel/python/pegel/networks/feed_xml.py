"""RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom: what an element says counts, whatever the dialect is.

https://www.rssboard.org/rss-specification · https://www.rfc-editor.org/rfc/rfc4287
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from html.entities import html5
from typing import Any

from pegel.networks import markup
from pegel.networks.discovery import absolute

TEXT, TAGS = 4000, 50  # characters kept of an element, tags of an entry: more than is shown of any
XML = "http://www.w3.org/XML/1998/namespace"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
THREAD = "http://purl.org/syndication/thread/1.0"
PREFIXES = {  # namespaces that matter; elements of others are passed over
    "": "",
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    RDF: "rdf:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/rss/1.0/modules/slash/": "slash:",
    THREAD: "thr:",
}
KEPT = {  # element -> what it is; of several the first in the feed counts
    **dict.fromkeys(("title", "language", "link"), None),
    **dict.fromkeys(("description", "summary", "subtitle", "tagline"), "text"),
    **dict.fromkeys(("content", "content:encoded"), "content"),
    **dict.fromkeys(("guid", "id"), "id"),
    **dict.fromkeys(("pubDate", "published", "issued", "dc:date"), "published"),
    **dict.fromkeys(("updated", "modified"), "updated"),
    **dict.fromkeys(("slash:comments", "thr:total"), "comments"),
    **dict.fromkeys(("category", "dc:subject"), "tags"),
    "dc:language": "language",
    "source": None,
}
HOLDERS = {"channel", "feed", "item", "entry"}
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read(text: str, url: str, most: int) -> dict[str, Any]:
    """The feed in a text, with so many of its entries. Names of HTML are known, though there is no DTD."""
    reader = Reader(url, most)
    text = ENTITY.sub(_known, CONTROL.sub(" ", text))
    markup.walk(text, reader.start, reader.end, reader.said)
    return reader.feed


def _known(found: re.Match[str]) -> str:
    name = found[1]
    return (
        found[0] if name in ("amp", "lt", "gt", "quot", "apos") else escape(html5.get(f"{name};", found[0]))
    )


class Reader:
    """Takes the elements of a feed as they come."""

    def __init__(self, url: str, most: int) -> None:
        self.feed: dict[str, Any] = {"items": []}
        self.item: dict[str, Any] | None = None
        self.most, self.path, self.bases = most, list[str](), [url]
        self.words: list[str] = []
        self.taken: int | None = None  # depth of the element whose text is taken, with all that is in it

    def start(self, full: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        space, _, name = full.rpartition(" ")
        name = f"{PREFIXES[space]}{name}" if space in PREFIXES else f"?{name}"
        parent = self.path[-1] if self.path else ""
        self.path.append(name)
        base = attributes.get(f"{XML} base")
        self.bases.append((base and absolute(self.bases[-1], base)) or self.bases[-1])
        if self.taken is not None:
            self.said(" ")
        elif name in ("item", "entry") and self.item is None:
            self.item = {"tags": [], "id": attributes.get(f"{RDF} about", "")}
        elif name == "link" and parent == "source" and self.item is not None:
            self.item.setdefault("source", self.led(attributes))
        elif parent in HOLDERS and name in KEPT:
            self.begin(name, attributes)
        elif name == "feed" and f"{XML} lang" in attributes:
            self.keep("language", attributes[f"{XML} lang"])

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """One that is kept: by what its attributes say, or by its text."""
        if "href" in attributes:
            rel = attributes.get("rel", "alternate")
            if rel in ("alternate", "next"):
                self.keep({"alternate": "link", "next": "next"}[rel], self.led(attributes))
            elif rel == "replies":
                self.keep("comments", attributes.get(f"{THREAD} count", ""))
        elif name == "source":
            self.keep("source", self.led(attributes) if "url" in attributes else "")
        elif "term" in attributes:
            self.keep("tags", attributes["term"])
        else:
            self.taken, self.words = len(self.path), []

    def led(self, attributes: Mapping[str, str]) -> str:
        """Where an element leads, as an absolute address."""
        return absolute(self.bases[-1], attributes.get("href") or attributes.get("url") or "")

    def said(self, words: str) -> None:
        """Text, of which the beginning is enough."""
        if self.taken is not None and len(self.words) < TEXT:
            self.words.append(words[:TEXT])

    def end(self, _: str) -> None:
        """An element ends."""
        name = self.path[-1]
        if self.taken == len(self.path):
            self.taken, words = None, "".join(self.words)[:TEXT].strip()
            self.keep(
                KEPT[name] or name, absolute(self.bases[-1], words) if name == "link" and words else words
            )
        elif self.item is not None and name in ("item", "entry"):
            if len(self.feed["items"]) < self.most:
                self.feed["items"].append(self.item)
            self.item = None
        self.path.pop()
        self.bases.pop()

    def keep(self, name: str, value: str) -> None:
        """Part of an entry, or of the feed itself."""
        holder = self.feed if self.item is None else self.item
        if name == "tags":
            holder["tags"] = [*holder.get("tags", []), value][:TAGS]
        elif value and not holder.get(name):
            holder[name] = value
