"""The addresses of a blog: its site, and where that says its feed is.

https://html.spec.whatwg.org/multipage/links.html#rel-alternate
"""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import quote, unquote, urljoin, urlsplit

from pegel.errors import BadAnswer, InvalidField
from pegel.networks.values import Markup, plain
from pegel.redirects import site

ADDRESS = re.compile(r"(?:https://)?((?:[\w-]+\.)+[a-z][\w-]*)(?::443)?([/?][^#]*)?(?:#.*)?", re.IGNORECASE)
UP = re.compile(r"[/\\]\.\.?(?:[/\\?]|$)")  # a way out of the part of a site that was named
LONGEST, FULL = 300, 2000  # characters of an address that is a blog's; of any that is taken for one
TO_ID, FROM_ID = str.maketrans("/?%", "|[]"), str.maketrans("|[]", "/?%")  # an address holds none of |[]

HEAD = 200_000  # characters of a page in which its head ends
TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
MAYBE = ("application/json", "application/xml", "text/xml", "application/rdf+xml")  # WordPress: its API, too


def address(text: str) -> str:
    """The one spelling of an address; InvalidField for what is none, or not https."""
    host, path = found.groups("/") if (found := ADDRESS.fullmatch(text.strip())) else ("", "")
    with suppress(UnicodeError):
        host = host.lower().encode("idna").decode()
        url = f"https://{host}/{quote(path.removeprefix('/'), safe='/?%&=:@!$*+,;~()')}"
        if host and len(url) <= LONGEST and not UP.search(unquote(path)):
            return url
    raise InvalidField("/handle", f"{text!r} is no blog: write https://blog.example, or its feed's address")


def to_id(url: str) -> str:
    """An address as an id: a single part of a path, which nothing decodes or splits on its way."""
    return url.removeprefix("https://").translate(TO_ID)


def from_id(account_id: str) -> str:
    """The address behind an id."""
    return f"https://{account_id.translate(FROM_ID)}"


def absolute(base: str, found: str) -> str:
    """An address as it stands on a page; "" for what is none."""
    with suppress(ValueError):
        full = urljoin(base, found.strip()) if len(found) < FULL else ""
        return full if len(full) < FULL and urlsplit(full).hostname else ""
    return ""


class Site(Markup):
    """A page's title, and its feeds in the order in which one would choose: posts before comments."""

    def __init__(self, html: str, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.url, self.base, self.words, self.in_title = url, url, list[str](), False
        self.found: list[tuple[int, str]] = []
        self.feed(html[:HEAD])
        self.title = plain("".join(self.words))
        self.feeds = [feed for _, feed in sorted(self.found, key=lambda one: one[0])]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag."""
        told = {name: value or "" for name, value in attrs}
        self.in_title = tag == "title" and not self.words
        if tag == "base" and told.get("href"):
            self.base = absolute(self.base, told["href"]) or self.base
        kind = told.get("type", "").partition(";")[0].strip().lower()
        if tag == "link" and "alternate" in told.get("rel", "").lower().split() and told.get("href"):
            about_comments = "comment" in f"{told.get('title', '')} {told['href']}".lower()
            if kind in TYPES + MAYBE:
                rank = 2 * (kind in MAYBE) + about_comments
                self.found.append((rank, absolute(self.base, told["href"])))

    def handle_endtag(self, tag: str) -> None:
        """The title ends, whatever tag is closed."""
        self.in_title = False

    def handle_data(self, data: str) -> None:
        """Text of the title."""
        if self.in_title:
            self.words.append(data)

    def own_feed(self) -> str:
        """The first feed on the same site: who shows that the site is theirs has shown no more than that.

        Under a part of a site it has to be in that part, which may be all that is theirs.
        """
        whole = urlsplit(self.url)[2:4] == ("/", "")  # /?author=7 is one of many
        beneath = f"{self.url.rstrip('/')}/"
        for found in self.feeds:
            with suppress(InvalidField, ValueError):
                feed = address(re.sub(r"^http:", "https:", found))
                if site(feed) == site(self.url) and (whole or feed.startswith(beneath)):
                    return feed
        raise BadAnswer(
            f"{self.url} names no feed of its own: name the front page, or the feed's own address"
        )
