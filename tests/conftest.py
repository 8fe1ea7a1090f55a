"""What tests of all kinds share: the local stack, one per run, started by the first test that asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

ROOT = Path(__file__).resolve().parents[1]
WORLD = ROOT / "tests" / "data" / "world"  # invented accounts, whose profiles link to pegel.example


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a browser is a browser test."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The deployed template, empty, on ports of its own; its networks answer from the invented world.

    The template's rights are enforced: whatever a function was denied in the whole run fails the run.
    """
    from pegel.cli.stack.stack import Stack  # boto3 and SAM: a second that unit tests do not pay

    with Stack(tmp_path_factory.mktemp("stack"), auth=True) as running:
        running.start()
        running.deploy({"Stage": "local", "PublicUrl": "https://pegel.example", "Replay": str(WORLD)})
        running.open()
        yield running
        assert [str(line) for line in running.logs() if "AccessDenied" in line.message] == []
