"""A task of `rescore` in a process of its own, which may be killed at any answer of DynamoDB.

python rescore_worker.py EVENT [DIES_AT]     settings in the environment; prints the answer and the units
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import botocore.client

UNITS = {"write": 0.0, "calls": 0}
DIES_AT = int(sys.argv[2]) if len(sys.argv) > 2 else 0
asked = botocore.client.BaseClient._make_api_call


def counting(self: Any, operation: str, arguments: Any) -> Any:
    """The call as it is, then what it cost; and the end of the process, if it was to be this one."""
    answer = asked(self, operation, arguments)
    told = answer.get("ConsumedCapacity") or {}
    if operation in {"UpdateItem", "PutItem"}:
        UNITS["write"] += told["CapacityUnits"]
        UNITS["calls"] += 1
    if UNITS["calls"] == DIES_AT > 0:
        os._exit(9)
    return answer


class Context:
    """Enough time."""

    aws_request_id = function_name = invoked_function_arn = "here"
    memory_limit_in_mb = 1024

    def get_remaining_time_in_millis(self) -> int:
        return 300_000


if __name__ == "__main__":
    botocore.client.BaseClient._make_api_call = counting
    from rescore import lambda_handler  # type: ignore[import-not-found]

    answer = lambda_handler(json.loads(sys.argv[1]), Context())
    print(json.dumps({"answer": answer, "units": UNITS["write"]}))
