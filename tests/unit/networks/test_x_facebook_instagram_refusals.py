"""What X and Meta answer that is not hoped for. What has a name: test_refusals.py."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from unit.networks.recorded import Told, reader

from pegel import errors
from pegel.fetch import Replay
from pegel.social import Access

NETWORKS = ("x", "facebook", "instagram")
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
ACCESS = Access(token="ours", key="17840000000000001")


@pytest.mark.parametrize("name", NETWORKS)
def test_a_body_of_more_than_a_megabyte_is_a_bad_answer(name, tmp_path):
    url = reader(name, None, ACCESS).ask_for("somebody")
    huge = {"request": {"url": url}, "status": 200, "headers": {}, "body": {"name": "x" * 1_000_001}}
    (tmp_path / "huge.json").write_text(json.dumps(huge), "utf-8")
    with pytest.raises(errors.BadAnswer, match="too large"):
        reader(name, Replay(tmp_path), ACCESS).snapshot("somebody")


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("x", {"data": {"id": "1", "username": "somebody"}}),
        ("facebook", {"id": "1", "name": "S", "username": "somebody"}),
    ],
)
def test_a_limit_in_the_middle_of_a_reading_ends_it(name, about):
    network = reader(name, None, ACCESS)
    limited: tuple[int, Any, dict[str, str]] = (429, {}, {"retry-after": "9"})
    answers = {network.ask_for("somebody"): (200, about), network.ask_for_posts("1", "somebody"): limited}
    with pytest.raises(errors.RateLimited) as raised:
        reader(name, Told(answers), ACCESS).snapshot("somebody")
    assert (raised.value.until - NOW).total_seconds() == 9
