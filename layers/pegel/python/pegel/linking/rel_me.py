"""A link from the profile to the member's page: whoever can put it there holds the profile.

Nothing is asked of the page itself, and a link that a server has checked (Mastodon's `verified_at`) counts no
more than any other. Who has chosen no name yet has no page, and proves by the code.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from pegel.social import Member

MARK = "?me"

if TYPE_CHECKING:
    from pegel.networks.network import Link


def told(links: Iterable[Link]) -> str:
    """Where a profile leads, instead of to the page."""
    urls = [link.url for link in links]
    more = f" and {len(urls) - 3} more" if len(urls) > 3 else ""
    return f"it links to {', '.join(urls[:3])}{more}" if urls else "it has no links"


def page_url(member: Member, public_url: str) -> str:
    """The member's public page, "" while they have chosen no name."""
    return f"{public_url.rstrip('/')}/@{member.name}" if member.name else ""


def links_to(links: Iterable[str], page: str) -> bool:
    """Whether one of the links leads to the page; to none, none does."""
    return bool(page) and any(place(url) == place(page) for url in links)


def proves(links: Iterable[Link], page: str) -> bool:
    """Whether a profile says that the page is its owner's. A text names others, too ("thanks to …"): there
    the address has to end in MARK.
    """
    return any(links_to([link.url], page) and (not link.prose or marked(link.url)) for link in links)


def marked(url: str) -> bool:
    """Whether an address says that it is one's own."""
    return url.endswith(MARK)


def place(url: str) -> tuple[str, str]:
    """Host and path of a link: how people write it (case, scheme, last slash, query) does not matter.

    >>> place("HTTPS://Pegel.example/%40Mira/?utm=x")
    ('pegel.example', '/@mira')
    """
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError:  # "https://[" and the like: whatever it is, it is no link to us
        return ("", url)
    host = parts.netloc.lower().removesuffix(":443").removesuffix(".")
    return (host, unquote(parts.path).rstrip("/").lower())
