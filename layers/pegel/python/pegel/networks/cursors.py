"""The next page of a list whose answer names a cursor: the same address with one parameter more."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

READABLE = ",(){}."  # of what stands in parameters, left as it is


def asked_with(url: str, **parameters: str) -> str:
    """An address with these parameters; the others stay.

    >>> asked_with("https://api.example/posts?limit=2&after=a", after="b=")
    'https://api.example/posts?limit=2&after=b%3D'
    """
    parts = urlsplit(url)
    query = {**dict(parse_qsl(parts.query)), **parameters}
    return parts._replace(query=urlencode(query, safe=READABLE)).geturl()
