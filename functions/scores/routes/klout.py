"""Klout's interface, v1 and v2, for programs that were written for it (klout-api.md)."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import BaseRouter

from pegel.http.request import Routes

router = Routes()

EVERYTHING = "/+(1|v2)/(?s:.*)"  # odd slashes too; what is there and what is not, Klout's own rules say
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@router.route(EVERYTHING, method=METHODS)
def klout() -> Response[Any]:
    """Any request of Klout's clients."""
    from klout import interface  # not for readers of /v3

    return interface.answer(BaseRouter.current_event.raw_event)
