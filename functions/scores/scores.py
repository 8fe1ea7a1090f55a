"""The public API: reads of scores. It may get items of Scores and Keys, count calls in Limits, and sign."""

from __future__ import annotations

from typing import Any

import guard
from routes import (
    accounts,
    attestation,
    badges,
    compare,
    distribution,
    explanation,
    history,
    influence,
    klout,
    models,
    scores,
    topics,
)

from pegel.http.application import Application
from pegel.telemetry import logger

application = Application(
    logger,
    scores.router,
    history.router,
    explanation.router,
    influence.router,
    accounts.router,
    compare.router,
    distribution.router,
    topics.router,
    models.router,
    badges.router,
    attestation.router,
    klout.router,
    admit=guard.admit,
)


def lambda_handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """One request."""
    return application.serve(event, context)
