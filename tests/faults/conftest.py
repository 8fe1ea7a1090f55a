"""Tables aside from the stack's, and servers that misbehave."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from aside import Aside, opened

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack
    from pegel.fetch import Live


@pytest.fixture
def aside(stack: Stack) -> Iterator[Aside]:
    with opened(stack, f"fault{secrets.token_hex(3)}") as made:
        yield made


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    from faults.bad_servers import way_out

    with way_out(tmp_path_factory.mktemp("servers")) as out:
        yield out


@pytest.fixture(scope="module")
def crowd_aside(stack: Stack) -> Iterator[Aside]:
    with opened(stack, f"crowd{secrets.token_hex(3)}") as made:
        yield made
