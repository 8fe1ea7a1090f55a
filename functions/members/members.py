"""The API of signed-in people. The gateway has verified the token before anything here runs."""

from __future__ import annotations

from typing import Any

from routes import (
    accounts,
    authorizations,
    endorsements,
    export,
    networks,
    profile,
    score,
    session,
    topics,
    what_if,
)

from pegel.http.application import Application
from pegel.telemetry import logger

application = Application(
    logger,
    session.router,
    profile.router,
    accounts.router,
    authorizations.router,
    networks.router,
    score.router,
    topics.router,
    endorsements.router,
    what_if.router,
    export.router,
)


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """One request."""
    return application.serve(event, context)
