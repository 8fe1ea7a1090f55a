"""A member's page inside somebody else's: oEmbed 1.0 (https://oembed.com), a link around the badge.

Sites keep it for a day, so it holds no number: the badge in it does, and that goes when the page goes.
"""

from collections.abc import Mapping
from html import escape
from typing import Annotated, Any, NotRequired, TypedDict
from urllib.parse import unquote, urlsplit

import badge
import pages

from pegel.http.shape import Number, Text

KEPT = 86_400  # seconds
LARGE = 2.0  # times the badge's own size, where there is room
MOST = 100_000  # pixels


class EmbedQuery(TypedDict):
    """What the site that embeds wants."""

    url: NotRequired[
        Annotated[str, Text("Address of the page, if it is not clear from the path", longest=2000)]
    ]
    format: NotRequired[Annotated[str, Text("`json`; anything else is answered with 501", longest=20)]]
    maxwidth: NotRequired[Annotated[int, Number("Room there is, in pixels", 1, MOST, default=MOST)]]
    maxheight: NotRequired[Annotated[int, Number("Room there is, in pixels", 1, MOST, default=MOST)]]


class Embed(TypedDict):
    """A page as oEmbed tells it, type `rich`."""

    type: Annotated[str, Text("Always `rich`")]
    version: Annotated[str, Text("Always `1.0`")]
    title: Annotated[str, Text("What is shown")]
    author_name: Annotated[str, Text("Name as the member writes it")]
    author_url: Annotated[str, Text("Their page")]
    provider_name: Annotated[str, Text("Pegel")]
    provider_url: Annotated[str, Text("This site")]
    cache_age: Annotated[int, Text("Seconds for which it may be kept")]
    html: Annotated[str, Text("A link around the badge: no script, no style")]
    width: Annotated[int, Text("Pixels that the HTML takes, within `maxwidth`")]
    height: Annotated[int, Text("Pixels that the HTML takes, within `maxheight`")]


def embed(name: str, document: Mapping[str, Any], room: tuple[int, int]) -> Embed:
    """The page of this name for `room`: width and height in pixels."""
    page, title = pages.address_of(name), f"Pegel score of {document['display_name']}"
    width, height = size(badge.width(document), room)
    picture = f'<img src="{page}/badge.svg" alt="{escape(title)}" width="{width}" height="{height}" />'
    return {
        "type": "rich",
        "version": "1.0",
        "title": title,
        "author_name": document["display_name"],
        "author_url": page,
        "provider_name": "Pegel",
        "provider_url": pages.PUBLIC_URL,
        "cache_age": KEPT,
        "html": f'<a href="{page}">{picture}</a>',
        "width": width,
        "height": height,
    }


def size(width: int, room: tuple[int, int]) -> tuple[int, int]:
    """Of a badge this wide: as large as the room allows, never distorted by more than a pixel."""
    times = min(LARGE, room[0] / width, room[1] / badge.HEIGHT)
    return max(1, int(times * width)), max(1, int(times * badge.HEIGHT))


def is_page(url: str, name: str) -> bool:
    """Whether it is an address of the page of this name, in whatever language or theme."""
    try:
        told = urlsplit(url)
    except ValueError:
        return False
    ours = urlsplit(pages.PUBLIC_URL).netloc
    return (told.netloc.lower(), unquote(told.path).lower().rstrip("/")) == (ours, f"/@{name}")
