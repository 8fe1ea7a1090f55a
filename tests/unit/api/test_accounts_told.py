"""What a member is told of an account whose proof was lost, or that somebody else has."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from unit.api.gateway import function

from pegel.social import Account, Member

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
MIRA = Member("mem_mira", name="mira")
PROVEN = Account("mem_mira", "mastodon", "@mira@pegel.example", "1@pegel.example", "proven", proof="rel-me")
HELD = replace(PROVEN, state="held", held_until=NOW + timedelta(days=14), notice="proof-lost", noticed_at=NOW)
LOST = replace(PROVEN, state="lost", proof="", notice="taken", noticed_at=NOW)


@pytest.fixture
def told() -> Iterator[Any]:
    with function("members"):
        yield importlib.import_module("outside").told


def test_of_a_proven_account_there_is_nothing_to_do(told: Any) -> None:
    document = told(PROVEN, MIRA)
    assert (document["notice"], document["held_until"], "ways" in document) == (None, None, False)


def test_a_held_account_says_until_when_and_how_to_mend_it(told: Any) -> None:
    document = told(HELD, MIRA)
    assert document["held_until"] == "2026-12-09T09:00:00Z"
    assert "is kept until 2026-12-09, 09:00 UTC" in document["notice"]
    assert [way["way"] for way in document["ways"]] == ["rel-me"] and "code" not in document, "no code yet"
    coded = told(replace(HELD, code="pegel-k3v9mx2tqa", code_until=NOW), MIRA)
    assert [way["way"] for way in coded["ways"]] == ["rel-me", "code"]


def test_an_account_that_somebody_else_proved_says_so_in_the_members_language(told: Any) -> None:
    german = told(LOST, replace(MIRA, language="de"))["notice"]
    assert (
        "Am 25.11.2026, 09:00 UTC hat jemand anderes nachgewiesen" in german and "verknüpfe es neu" in german
    )
    assert "somebody else proved" in told(LOST, MIRA)["notice"] and "ways" not in told(LOST, MIRA)
