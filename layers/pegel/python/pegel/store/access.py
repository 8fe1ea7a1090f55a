"""What the operator entered for each network: keys, agreements, budgets. They are secrets: in SSM only."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from pegel.social import Access

PATH = os.environ["ACCESS_PATH"]  # of the parameters, one a network; empty: there are none
GOOD_FOR = 300.0  # seconds: so long a process does without what was entered meanwhile
ENTERED = (
    "client_id",
    "client_secret",
    "key",
    "token",
    "agreed",
    "a_day",
    "blocked",
)  # not `member`: each has their own


def of_installation() -> Mapping[str, Access]:
    """Network → access, read once in five minutes of a process. Missing: nothing was entered."""
    return _entered_by(int(time.monotonic() // GOOD_FOR))


@lru_cache(maxsize=1)
def _entered_by(_period: int) -> Mapping[str, Access]:
    return entered()


def entered() -> dict[str, Access]:
    """The same, as it is now."""
    if not PATH:
        return {}
    pages = _client().get_paginator("get_parameters_by_path").paginate(Path=PATH, WithDecryption=True)
    listed = [one for page in pages for one in page["Parameters"]]
    return {one["Name"].rpartition("/")[2]: from_json(one["Value"]) for one in listed}


def enter(network: str, access: Access) -> None:
    """Keep what opens a network, encrypted, in place of what was entered before."""
    _client().put_parameter(
        Name=f"{PATH}/{network}", Value=to_json(access), Type="SecureString", Overwrite=True
    )


def to_json(access: Access) -> str:
    """Without what is empty."""
    told = {name: value for name, value in asdict(access).items() if name in ENTERED}
    return json.dumps({name: value for name, value in told.items() if value not in ("", None, {})})


def from_json(text: str) -> Access:
    """As it was entered; names of another version are left alone."""
    told = json.loads(text)
    return Access(**{name: value for name, value in told.items() if name in ENTERED})


def _client() -> Any:
    import boto3  # not before it is asked for: most calls of the API do without

    return boto3.client("ssm")
