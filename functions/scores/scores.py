"""The public API: reads of scores. It may get items of the Scores table and has no other right."""

from __future__ import annotations

from typing import Any

from routes import accounts, attestation, badges, history, scores

from pegel.http.application import Application
from pegel.telemetry import logger

application = Application(
    logger, scores.router, history.router, accounts.router, badges.router, attestation.router
)


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """One request."""
    return application.serve(event, context)
