"""The scorer, asked and waited for: the one function with numpy computes what nobody keeps."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import boto3
from botocore.config import Config

from pegel.errors import InvalidField, NotAdvised, NotScored

FUNCTION = os.environ["SCORE_FUNCTION"]


def what_if(member_id: str, changes: Sequence[Mapping[str, Any]], language: str) -> dict[str, Any]:
    """What the score would be. Raises InvalidField and NotAdvised as the scorer does; NotScored: it broke."""
    asked = {"what_if": {"member": member_id, "changes": list(changes), "language": language}}
    said = _client().invoke(FunctionName=FUNCTION, Payload=json.dumps(asked).encode())
    answer = json.loads(said["Payload"].read() or b"null")
    if said.get("FunctionError") or not answer:
        raise NotScored(f"the scorer broke: {(answer or {}).get('errorType')}")
    if refusal := answer.get("refusal"):
        if refusal["code"] == NotAdvised.code:
            raise NotAdvised(refusal["detail"])
        raise InvalidField(refusal["pointer"] or "/", refusal["detail"])
    result: dict[str, Any] = answer["result"]
    return result


@cache
def _client() -> Any:
    patience = Config(
        connect_timeout=2, read_timeout=20, retries={"total_max_attempts": 2, "mode": "standard"}
    )
    return boto3.client("lambda", config=patience)
