"""What a Mastodon account asks of its readers beside its posts.

https://docs.joinmastodon.org/entities/Account/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pegel.networks.values import plain

WISHES = (  # what an account asks for beside its posts
    ("noindex", True, "asks search engines to stay away (noindex)"),
    ("indexable", False, "does not want its posts found by search (indexable is off)"),
    ("discoverable", False, "does not want to be recommended (discoverable is off)"),
    ("bot", True, "says that it is a bot"),
    ("limited", True, "was limited by its server's moderators"),
)


def wishes(body: Mapping[str, Any], handle: str) -> Iterator[str]:
    """A sentence for each; a moved account points to its successor."""
    for flag, value, wish in WISHES:
        if body.get(flag) is value:
            yield f"{handle} {wish}."
    if moved := body.get("moved"):
        yield f"{handle} moved to {plain(moved.get('acct'))}: link that one instead."
