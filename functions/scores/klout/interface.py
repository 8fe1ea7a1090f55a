"""One request of a client of Klout: who asks, what for, the answer; every failure in Klout's own words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from klout import admission, answers, refusals, v1, v2
from klout.asked import Asked, to_asked
from klout.refusals import Refused
from pegel.store.table import is_slow
from pegel.telemetry import logger

PAUSE = 5  # seconds, before another try at tables that are slow
VERSIONS = {"1": v1.answer, "v2": v2.answer}


def answer(event: Mapping[str, Any]) -> Response[Any]:
    """Whatever happens, the client gets something that it reads."""
    asked = to_asked(event)
    try:
        return answers.of(found(asked), asked)
    except Refused as refused:
        return answers.of_refusal(refused, asked)
    except Exception as error:
        if is_slow(error):
            logger.warning("the tables are slow", failure=type(error).__name__)
            return answers.of_refusal(refusals.slow(PAUSE), asked)
        logger.exception("broke")
        return answers.of_refusal(refusals.broken(), asked)


def found(asked: Asked) -> Any:
    """The document asked for. Raises Refused."""
    if asked.method != "GET":  # HEAD comes as GET
        raise refusals.not_found()
    admission.admit(asked.first("key"), datetime.now(UTC))
    return VERSIONS[asked.path[0]](asked)
