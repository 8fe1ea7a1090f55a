"""`pegel key` on the local stack: a key that it makes opens the API until it is revoked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from people import ask

from pegel.cli.stack.stack import NAME, Stack

Pegel = Callable[..., subprocess.CompletedProcess[str]]
SETTINGS = {  # of an AWS account: this one's is on this machine
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@pytest.fixture
def pegel(stack: Stack) -> Pegel:
    """`pegel key` as an operator runs it, with the environment's AWS settings."""
    settings = {**SETTINGS, "AWS_ENDPOINT_URL": stack.emulator.endpoint, "COLUMNS": "120"}

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pegel.cli.pegel", "key", *words],
            env={"PATH": os.environ["PATH"], **settings},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def of_policy(stack: Stack, key: str) -> tuple[int, str]:
    """Status of a read with the key, and the limits it was told."""
    answer = ask(stack.url, "GET", "/v3/models", headers={"x-api-key": key})
    return answer.status, answer.headers.get("ratelimit-policy", "")


def test_a_key_alone_is_printed_opens_the_api_and_ends_when_it_is_revoked(stack: Stack, pegel: Pegel) -> None:
    made = pegel("create", "Ada's dashboard", "--stack", NAME)
    key = made.stdout.strip()
    assert key.startswith("pegel_live_") and len(made.stdout.splitlines()) == 1
    assert "cannot be shown again" in made.stderr
    ended = pegel("create", "an old program", "--test").stdout.strip()
    assert ended.startswith("pegel_test_")
    assert pegel("revoke", ended).stdout.startswith(f"{ended[:20]}…{ended[-4:]} of an old program is revoked")

    listed = pegel("list").stdout
    assert key not in listed and ended not in listed
    (mine,) = (line for line in listed.splitlines() if "Ada's dashboard" in line)
    assert f"{key[:20]}…{key[-4:]}" in mine and "read" in mine and "in use" in mine
    assert any("an old program" in line and "revoked 20" in line for line in listed.splitlines())

    without = ask(stack.url, "GET", "/v3/models").headers["ratelimit-policy"]
    status, policy = of_policy(stack, key)
    assert (status, policy != without) == (200, True), "a key has limits of its own"
    assert of_policy(stack, ended)[0] == 401


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("revoke", "00000000"), "no key has the id 00000000"),
        (("create", "Ada", "--scope", "write"), "there is no scope write; there are: read"),
        (("list", "--stack", "elsewhere"), "stack elsewhere cannot be looked at"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(pegel: Pegel, words: tuple[str, ...], told: str) -> None:
    refused = pegel(*words)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"pegel: {told}") and len(refused.stderr.splitlines()) == 1
