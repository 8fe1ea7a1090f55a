"""A score on other sites: badge, Shields, oEmbed. Of public pages only, as everything here."""

from __future__ import annotations

import json

import badge
import pages
from aws_lambda_powertools.event_handler import Response
from badge import Picture, Shield
from embed import Embed, EmbedQuery, embed, is_page

from pegel.errors import NotFound, NotOffered
from pegel.http import answer
from pegel.http.documents import Name
from pegel.http.request import Routes, gives, takes

router = Routes()

SVG = "image/svg+xml"


@router.get("/@<name>/badge.svg", tags=["badges"])
@gives(SVG)
def badge_picture(name: Name) -> Response[Picture]:
    """Badge

    For any page of yours: `<a href="…/@mira"><img src="…/@mira/badge.svg" alt="Pegel score of Mira"></a>`.
    """
    return answer.public(badge.picture(json.loads(pages.document_of(name.lower()))), SVG)


@router.get("/@<name>/badge.json", tags=["badges"])
def badge_words(name: Name) -> Response[Shield]:
    """Badge by Shields

    For `https://img.shields.io/endpoint?url=…/@mira/badge.json`.
    """
    shield = badge.shield(json.loads(pages.document_of(name.lower())))
    return answer.public(json.dumps(shield).encode())


@router.get("/@<name>/oembed", tags=["badges"])
@takes(query=EmbedQuery, strict=False)
def oembed(name: Name, query: EmbedQuery) -> Response[Embed]:
    """Page for embedding

    oEmbed 1.0, in JSON only. The head of a member's page names this address.
    """
    wanted = name.lower()
    if query.get("format", "json") != "json":
        raise NotOffered("oEmbed is answered in JSON only: leave format out, or send format=json")
    if not is_page(query.get("url", pages.address_of(wanted)), wanted):
        raise NotFound(f"url is not an address of the page {pages.address_of(wanted)}")
    document = json.loads(pages.document_of(wanted))
    told = embed(wanted, document, (query["maxwidth"], query["maxheight"]))
    return answer.public(json.dumps(told, ensure_ascii=False).encode())
