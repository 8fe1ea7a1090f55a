"""Tables, queues and a bucket for each file of tests, aside from the deployed ones."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from aside import Aside, opened
from integration.owner import Owner

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack


@pytest.fixture(scope="module")
def aside(stack: Stack) -> Iterator[Aside]:
    with opened(stack, f"aside{secrets.token_hex(3)}") as made:
        yield made


@pytest.fixture
def owner(aside: Aside) -> Owner:
    return Owner(aside)
