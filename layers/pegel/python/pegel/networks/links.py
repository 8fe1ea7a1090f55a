"""The `Link` header of a page: where the next one is (RFC 8288)."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from pegel.answer import Answer

LINK = re.compile(r"<([^>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:\"[^\"]*\"|[^\s;,]+))*)")
NEXT = re.compile(r";\s*rel\s*=\s*(?:\"[^\"]*\bnext\b[^\"]*\"|next\b)", re.IGNORECASE)


def next_link(answer: Answer) -> str | None:
    """The address given as rel="next", verbatim; None at the end."""
    found = (url for url, told in LINK.findall(answer.headers.get("link", "")) if NEXT.search(told))
    url = next(found, None)
    return urljoin(answer.url, url) if url else None
