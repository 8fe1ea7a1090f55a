"""What stands around every answer of Flickr: keys, failures in a 200, pages. https://www.flickr.com/services/api/response.json.html"""

from __future__ import annotations

import re
from abc import ABC
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from pegel.answer import Answer
from pegel.errors import AccountGone, BadAnswer, InvalidField, RateLimited, Unreachable
from pegel.networks import refusals
from pegel.networks.network import Network, Terms
from pegel.networks.refusals import excerpt_of
from pegel.networks.values import count, entries, identity, plain

NSID = re.compile(r"\d{1,16}@N\d{2}", re.IGNORECASE)  # the id of an account
ALIAS = re.compile(r"[a-z0-9_-]{1,64}", re.IGNORECASE)  # the name in the address of its photos
ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?flickr\.com/(?:photos|people)/([^/?#]+)(?:[/?#].*)?", re.I)
LISTS = {"photos": "photo", "photo": "person", "comments": "comment", "galleries": "gallery"}
BUSY = re.compile(r"limit|too many|throttl", re.IGNORECASE)
GONE, DOWN = {1, 5}, {0, 105, 106}  # codes of failures; 5, a deleted account, is not in every method's list


class Wrapped(Network, ABC):
    """Asks for wrapped answers."""

    hosts = ("api.flickr.com",)
    terms = Terms(
        needs_agreement="Flickr's ordinary keys are for non-commercial use: who takes money from brands "
        "needs an agreement with Flickr first.",
        needs=("key",),
        notice="This product uses the Flickr API but is not endorsed or certified by SmugMug, Inc.",
    )

    def normalise(self, handle: str) -> str:
        name = ADDRESS.sub(r"\1", handle.strip()).replace("%40", "@")
        if NSID.fullmatch(name):
            return name.upper()
        if not ALIAS.fullmatch(name):
            raise InvalidField(
                "/handle", f"{handle!r} is no Flickr account: write it as in flickr.com/photos/name"
            )
        return name.lower()

    def signed(self, url: str) -> str:
        return f"{url}&api_key={quote(self.access.key)}"

    def check(self, answer: Answer) -> None:
        if answer.status == 503 and ("retry-after" in answer.headers or BUSY.search(excerpt_of(answer))):
            raise RateLimited(f"{answer.url} is throttled", refusals.until(answer))
        refusals.check(answer)
        body = answer.json()
        if not isinstance(body, dict) or body.get("stat") != "fail":
            return
        code, said = count(body, "code"), plain(body.get("message"))[:120]
        told = f"{answer.url} failed with {code}: {said}"
        if BUSY.search(said):
            raise RateLimited(told, refusals.until(answer))
        raise (AccountGone if code in GONE else Unreachable if code in DOWN else BadAnswer)(told)

    def items(self, body: Any) -> list[Mapping[str, Any]]:
        """The entries of a list; a photo without comments has no list of them."""
        named = next((body[name].get(inner) or [] for name, inner in LISTS.items() if name in body), None)
        return entries(named, (), self.title)

    def following(self, answer: Answer) -> str | None:
        photos = answer.json().get("photos") or {}
        page, pages = count(photos, "page") or 1, count(photos, "pages") or 1
        first = re.sub(r"&page=\d+", "", answer.url)
        return f"{first}&page={page + 1}" if page < pages else None


def content(value: Any) -> str:
    """A text, which Flickr mostly wraps."""
    return plain(value.get("_content") if isinstance(value, dict) else value)


def who(one: Mapping[str, Any]) -> str:
    """Whom an entry names: a favouriter, the author of a comment, the owner of a gallery."""
    return identity(one, next((name for name in ("nsid", "author", "owner") if name in one), "nsid"))
