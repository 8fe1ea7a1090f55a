"""Which networks there are, told to anyone."""

from __future__ import annotations

import networks_told
from aws_lambda_powertools.event_handler import Response
from networks_told import NetworksTold

from pegel.http import answer
from pegel.http.explained import LanguageQuery
from pegel.http.request import Routes, takes

router = Routes()


@router.get("/v3/networks", tags=["accounts"])
@takes(query=LanguageQuery)
def networks(query: LanguageQuery) -> Response[NetworksTold]:
    """The networks

    What is read of an account on each and why, how it is proven, how long what was read is kept; and why a
    network cannot be linked here.
    """
    return answer.public(networks_told.document(query.get("language", "en")))
