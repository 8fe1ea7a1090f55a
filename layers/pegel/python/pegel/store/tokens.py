"""This installation's own tokens at networks. They are secrets: in SSM, never in an environment variable."""

from __future__ import annotations

import os
from functools import cache

from pegel.social import Access

GITHUB = os.environ["GITHUB_TOKEN_NAME"]  # of the parameter; empty: none


@cache
def of_installation() -> dict[str, Access]:
    """Network → token, read once in the life of a process."""
    if not GITHUB:
        return {}
    import boto3

    told = boto3.client("ssm").get_parameter(Name=f"/{GITHUB}", WithDecryption=True)
    return {"github": Access(token=str(told["Parameter"]["Value"]))}
