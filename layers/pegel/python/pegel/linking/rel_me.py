"""A link from the profile to the member's page, which links back with rel="me".

Our half of the circle is ours to keep, so the profile's half is what proves. A server that checked the
circle itself (Mastodon's `verified_at`) agrees with us, but is not needed: its check may lag by days.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import unquote, urlsplit

from pegel.linking import code
from pegel.social import Account, Member


def targets(account: Account, member: Member, public_url: str, now: datetime) -> tuple[str, ...]:
    """The addresses a profile may link to: the member's page, and the code's while it is valid."""
    page = (page_url(member, public_url),) if member.name else ()
    return page + ((code_url(account, public_url),) if code.is_open(account, now) else ())


def page_url(member: Member, public_url: str) -> str:
    """The member's public page, "" while they have chosen no name."""
    return f"{public_url.rstrip('/')}/@{member.name}" if member.name else ""


def code_url(account: Account, public_url: str) -> str:
    """The address that stands for one account of one member, for those who have no page yet."""
    return f"{public_url.rstrip('/')}/link/{account.code}"


def links_to(links: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether one of the links leads to one of the wanted addresses."""
    places = {place(url) for url in wanted}
    return any(place(url) in places for url in links)


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
