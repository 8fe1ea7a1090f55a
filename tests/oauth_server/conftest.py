"""One authorization server for all these tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from oauth_server.provider import Provider


@pytest.fixture(scope="session")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with Provider(tmp_path_factory.mktemp("provider")) as running:
        yield running
