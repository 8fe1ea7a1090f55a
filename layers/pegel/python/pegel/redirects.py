"""A page that moved on its own site, followed by asking again: each address is judged as a new one."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from pegel.answer import Answer, Fetch

HOPS = 2  # security.md §3
MOVED = {301, 302, 303, 307, 308}


def follow(fetch: Fetch, url: str, headers: Mapping[str, str] = {}, hops: int = HOPS) -> Answer:
    """The last answer. A redirect that leaves the site, or one too many, is that answer."""
    answer = fetch.get(url, headers)
    for _ in range(hops):
        onward = urljoin(answer.url, answer.headers.get("location", ""))
        if answer.status not in MOVED or site(onward) != site(url):
            break
        answer = fetch.get(onward, headers)
    return answer


def site(url: str) -> str:
    """Its host, the same with `www.` and without."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
