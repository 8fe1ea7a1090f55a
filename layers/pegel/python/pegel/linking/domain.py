"""What a domain says to Pegel: in the DNS, in a file, or by a link with rel="me" on the page itself.

_pegel.{host} TXT "{page or code}" · {host} TXT "pegel={page or code}"
https://{host}/.well-known/pegel.txt · <a rel="me" href="{page}">
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from pegel.errors import NetworkError, Unreachable
from pegel.fetch import Fetch
from pegel.linking.look import Found, Look, either
from pegel.networks.values import Markup
from pegel.redirects import follow

MARK = "pegel="  # of a record among others
Saying = tuple[str, Callable[[], str]]  # a place, and how to read what it says to us


def find(look: Look) -> Found:
    """For a site: everything that its domain and its page say."""
    page = look.network.profile_url(look.profile.handle)
    rel_me = (f'rel="me" on {page}', lambda: " ".join(linked(look.network.fetch, page)))
    return search(look, [*places(look, urlsplit(page).hostname or ""), rel_me])


def places(look: Look, host: str) -> list[Saying]:
    """Where a domain speaks for itself."""
    return [
        (f"the TXT record of _pegel.{host}", lambda: "\n".join(look.texts(f"_pegel.{host}"))),
        (f"the TXT record of {host}", lambda: "\n".join(marked(look.texts(host)))),
        (text_url(host), lambda: text(look.network.fetch, text_url(host))),
    ]


def search(look: Look, said_at: list[Saying]) -> Found:
    """The evidence, asked for one place after the other."""
    silent = []
    for place, read in said_at:
        try:
            said = read()
        except NetworkError:
            silent.append(place)
            continue
        if evidence := look.sought.in_text(said.replace(MARK, " ")):
            return Found(evidence)
    told = f"neither page nor code stands in {either(place for place, _ in said_at)}"
    return Found(
        instead=f"{told} ({', '.join(silent)} did not answer)" if silent else told, unknown=bool(silent)
    )


def text_url(host: str) -> str:
    """Where a domain keeps its text for us."""
    return f"https://{host}/.well-known/pegel.txt"


def marked(texts: tuple[str, ...]) -> Iterator[str]:
    """Records that are meant for us."""
    return (one for one in texts if one.strip().lower().startswith(MARK))


def text(fetch: Fetch, url: str) -> str:
    """A text file; "" where there is none. A page in its place says "not found" among visitors' words."""
    answer = follow(fetch, url)
    if answer.status == 429 or answer.status >= 500:
        raise Unreachable(f"{url} answered {answer.status}")
    is_text = answer.headers.get("content-type", "text/plain").strip().lower().startswith("text/plain")
    return answer.body.decode("utf-8", "replace") if answer.status == 200 and is_text else ""


def linked(fetch: Fetch, url: str) -> list[str]:
    """Where the links with rel="me" of a page lead."""
    answer = follow(fetch, url, {"Accept": "text/html"})
    if answer.status == 429 or answer.status >= 500:
        raise Unreachable(f"{url} answered {answer.status}")
    if answer.status != 200 or "html" not in answer.headers.get("content-type", "html"):
        return []
    links = MeLinks()
    links.feed(answer.body.decode("utf-8", "replace"))
    return links.found


class MeLinks(Markup):
    """Links of a page that say: this is me, too. What visitors wrote (rel="ugc") says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag."""
        told = dict(attrs)
        rel = (told.get("rel") or "").lower().split()
        if tag in {"a", "link"} and "me" in rel and "ugc" not in rel:
            self.found += (told.get("href") or "").split()
