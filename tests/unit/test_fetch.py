"""An answer as JSON, and which way out the environment chooses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pegel import fetch
from pegel.errors import BadAnswer, CannotRun

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
URL = "https://server.example/"


@pytest.mark.parametrize("body", [b"<html>", b'{"a": ', b"\xff\xfe", b"[NaN]", b"[" * 100_000, b"9" * 5000])
def test_what_is_no_json_is_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswer):
        fetch.Answer(200, {}, body, URL, NOW).json()


def test_json_that_calls_itself_a_page_is_a_bad_answer() -> None:
    with pytest.raises(BadAnswer, match="text/html instead of JSON"):
        fetch.Answer(200, {"content-type": "text/html; charset=utf-8"}, b"{}", URL, NOW).json()


def test_the_environment_decides_between_recordings_and_the_internet(tmp_path: Path) -> None:
    assert isinstance(fetch.from_environment({"PEGEL_REPLAY": str(tmp_path)}), fetch.Replay)
    live = fetch.from_environment(
        {"PEGEL_REPLAY": "", "PEGEL_PUBLIC_URL": "https://p.example", "PEGEL_CONTACT": "me"}
    )
    assert isinstance(live, fetch.Live)
    assert live.headers["User-Agent"] == f"Pegel/{fetch.VERSION} (+https://p.example; me)"
    with pytest.raises(CannotRun, match="no folder"):
        fetch.from_environment({"PEGEL_REPLAY": str(tmp_path / "missing")})


def test_the_version_we_name_is_the_packages() -> None:
    project = (Path(__file__).resolve().parents[2] / "pyproject.toml").read_text()
    assert f'version = "{fetch.VERSION}"' in project
