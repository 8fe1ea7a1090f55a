"""A score as a badge: our own picture, and the words for one by Shields (https://shields.io/badges/endpoint-badge).

One colour for every score: a badge says how much, it does not grade people.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Annotated, Any, TypedDict

from pegel.http.shape import Text

LABEL = "Pegel"
NONE = "not enough data"
KEPT = 300  # seconds; Shields ignores less
HEIGHT = 20  # pixels, as other badges have
LABEL_WIDTH = 58
DIGIT, LETTER, PADDING = 8.0, 6.2, 8  # pixels, at 11 pixels' size: any font is fitted into them
NO_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"  # not compiled yet: it takes 4 ms
# The colours have grounds of their own, so the page around them may be light or dark.
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" viewBox="0 0 {width} 20" role="img" '
    'aria-label="{title}"><title>{title}</title>'
    '<rect width="{width}" height="20" rx="4" fill="{ground}"/>'
    '<path d="M58 0v20H4a4 4 0 0 1-4-4V4a4 4 0 0 1 4-4z" fill="#15171a"/>'
    '<rect x=".5" y=".5" width="{inner}" height="19" rx="3.5" fill="none" stroke="#9ba2a3" opacity=".6"/>'
    '<g fill="none" stroke="#c3c8c8" stroke-width="1.6" stroke-linecap="round">'
    '<path d="M8 14v-3M11.5 14V9M15 14V7"/><path d="M18.5 14V5" stroke="#ff7a4d"/></g>'
    '<g fill="#fff" font-size="11" font-family="system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif">'
    '<text x="24" y="14" textLength="28">Pegel</text>'
    '<text x="{middle}" y="14" text-anchor="middle" font-weight="{weight}" textLength="{length}">'
    "{message}</text>"
    "</g></svg>"
)
Picture = Annotated[str, Text("The badge, SVG, 20 pixels high")]


class Shield(TypedDict):
    """A badge in the form of Shields' endpoint, which takes no other fields."""

    schemaVersion: Annotated[int, Text("Always 1")]
    label: Annotated[str, Text("Left part")]
    message: Annotated[str, Text("Right part: the score, or that there is not enough data")]
    color: Annotated[str, Text("Colour of the right part, by a name that Shields knows")]
    cacheSeconds: Annotated[int, Text("How long Shields may keep it")]


def shield(document: Mapping[str, Any]) -> Shield:
    """The words."""
    color = "lightgrey" if document["score"] is None else "orange"
    return {
        "schemaVersion": 1,
        "label": LABEL,
        "message": message(document),
        "color": color,
        "cacheSeconds": KEPT,
    }


def picture(document: Mapping[str, Any]) -> bytes:
    """The picture, SVG: complete in itself, with no font, script or address in it."""
    length = text_width(document)
    shown = width(document)
    title = f"Pegel score of {document['display_name']}: {message(document)}"
    told = PICTURE.format(
        width=shown,
        inner=shown - 1,
        middle=(LABEL_WIDTH + shown) / 2,
        length=length,
        weight=400 if document["score"] is None else 600,
        title=escape(re.sub(NO_XML, "", title)),
        message=message(document),
        ground="#585d60" if document["score"] is None else "#d23c0c",
    )
    return told.encode()


def message(document: Mapping[str, Any]) -> str:
    """What the right part says."""
    return NONE if document["score"] is None else str(document["score"])


def width(document: Mapping[str, Any]) -> int:
    """Of the picture, in pixels."""
    return round(LABEL_WIDTH + text_width(document) + 2 * PADDING)


def text_width(document: Mapping[str, Any]) -> float:
    """Of the right part's words, in pixels."""
    return len(message(document)) * (LETTER if document["score"] is None else DIGIT)
