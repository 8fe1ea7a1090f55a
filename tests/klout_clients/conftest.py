"""A stack with members whom Klout's clients ask for, and keys to ask with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

HERE = Path(__file__).resolve().parent
INSTALLED = HERE.parents[1] / ".klout"  # by `make`
MEMBER = {"klout_id": "8125501736429953", "x_id": "90718004", "name": "mira_misst"}
USER = f"/v2/user.json/{MEMBER['klout_id']}"
Settings = dict[str, str]


@pytest.fixture(scope="module")
def settings(stack: Stack) -> Settings:
    """Where the clients find what they need."""
    assert (INSTALLED / "installed").exists(), "the clients are not installed: `make clients` does it"
    modules = str(INSTALLED / "node_modules")
    told = {"KLOUT_URL": stack.url, "KLOUT_MEMBER": json.dumps(MEMBER), "KLOUT_MODULES": modules}
    return {**os.environ, **told, "PYTHONPATH": str(INSTALLED / "python")}


@pytest.fixture(scope="module")
def keys(stack: Stack, settings: Settings) -> list[str]:
    """A hundred keys, of a stack with the members that the clients ask for."""
    environment = {**settings, **stack.environment, "PYTHONPATH": str(stack.root / "layers/pegel/python")}
    return list(printed([sys.executable, "population.py"], environment))


def printed(command: list[str], environment: Settings) -> Any:
    """What a program prints as JSON."""
    done = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
