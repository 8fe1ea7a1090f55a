"""The one logger and the one set of metrics. Names of the service and the namespace come from the template.

`metrics` is made when it is first asked for: the read API counts nothing and does not pay for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aws_lambda_powertools import Logger

if TYPE_CHECKING:
    from aws_lambda_powertools import Metrics

logger = Logger()


def __getattr__(name: str) -> Metrics:
    if name != "metrics":
        raise AttributeError(name)
    from aws_lambda_powertools import Metrics

    made = globals()["metrics"] = Metrics()
    return made
