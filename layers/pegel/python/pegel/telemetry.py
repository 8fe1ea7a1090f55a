"""The one logger and the one set of metrics. Names of the service and the namespace come from the template.

`metrics` is made when it is first asked for: the read API counts nothing and does not pay for it.
"""

from __future__ import annotations

import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.logging.formatter import RESERVED_LOG_ATTRS, LambdaPowertoolsFormatter

if TYPE_CHECKING:
    from aws_lambda_powertools import Metrics

OWN = frozenset(RESERVED_LOG_ATTRS) | {
    "level",
    "location",
    "timestamp",
    "message",
    "sampling_rate",
    "taskName",
}


# No line tells the thread or the process: whoever makes a record need not look (logging, Optimization).
logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
to_json = json.JSONEncoder(default=str, ensure_ascii=False).encode


class Line(LambdaPowertoolsFormatter):
    """Powertools' line for a quarter of its time, half of a read's; failures keep Powertools' own."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object."""
        if record.exc_info or not isinstance(record.msg, str):
            return super().format(record)
        told: dict[str, Any] = {
            "level": record.levelname,
            "message": record.getMessage(),
            "timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        }
        for keys in (self.log_format, self.thread_safe_get_current_keys(), vars(record)):
            told.update({key: value for key, value in keys.items() if key not in OWN})
        return to_json(told)


logger = Logger(logger_formatter=Line(utc=True, use_rfc3339=True))


@contextmanager
def loud(what: str, message_id: str) -> Iterator[None]:
    """A failure in here is logged before it goes on: Powertools' batches give a message back in silence.

    No fields of any name: one called `message` makes the logger itself raise, and the reason is lost.
    """
    try:
        yield
    except Exception:
        logger.exception(what, message_id=message_id)
        raise


def __getattr__(name: str) -> Metrics:
    if name != "metrics":
        raise AttributeError(name)
    from aws_lambda_powertools import Metrics

    # A run that had nothing to count (the bucket's test message, an empty slot) is no mistake.
    warnings.filterwarnings("ignore", "No application metrics to publish")
    made = globals()["metrics"] = Metrics()
    return made
