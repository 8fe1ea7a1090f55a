"""What X and Meta answer that is not hoped for. Cases: tests/data/{x,facebook,instagram}/refusals.json."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import pytest
from unit.networks.recorded import OURS, Told, load, reader

from pegel import errors
from pegel.fetch import Replay
from pegel.networks.understood import understand
from pegel.social import Access

NETWORKS = ("x", "facebook", "instagram")
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
ACCESS = Access(token="ours", key="17840000000000001")
CASES = [(name, case) for name in NETWORKS for case in load(OURS / name / "refusals.json")]
NAMED = pytest.mark.parametrize(
    ("name", "case"), CASES, ids=[f"{name}: {case['_made_by_us']}" for name, case in CASES]
)
WHOM = {"x": r"/username/(\w+)\?", "facebook": r"/v[\d.]+/([\w.]+)\?", "instagram": r"\.username\(([\w.]+)\)"}


@NAMED
def test_a_refusal_has_its_name_and_its_time(name, case):
    (handle,) = re.findall(WHOM[name], unquote(case["request"]["url"]))
    with pytest.raises(errors.PegelError) as raised:
        reader(name, Replay(OURS / name), ACCESS).snapshot(handle)
    assert type(raised.value).__name__ == case["expected"]["error"], raised.value
    if isinstance(raised.value, errors.RateLimited):
        assert (raised.value.until - NOW).total_seconds() == case["expected"]["seconds"]


@NAMED
def test_the_same_refusal_is_told_when_it_is_read_from_a_file(name, case):
    understood = understand(reader(name, Told({})), case)
    if name == "instagram" and understood.error is None:  # by the address alone it may be an account or posts
        assert "it would be wrong: " in understood.says
    elif case["_made_by_us"] != "about somebody else":
        assert type(understood.error).__name__ == case["expected"]["error"]


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize(
    "failure", [errors.Unreachable("x"), errors.ForbiddenAddress("x"), errors.BadAnswer("too large")]
)
def test_what_fetch_refuses_leaves_a_reading_as_it_is(name, failure):
    class Failing:
        def get(self, url, headers=()):
            raise failure

    with pytest.raises(type(failure)):
        reader(name, Failing(), ACCESS).snapshot("somebody")


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
