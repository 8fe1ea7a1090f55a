"""What an answer means that is not the one hoped for. Cases: tests/data/mastodon/refusals.json."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from unit.networks.recorded import OURS, Told, load, reader

from pegel import errors
from pegel.fetch import Replay
from pegel.networks.understood import understand

CASES = load(OURS / "mastodon" / "refusals.json")
NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)


@pytest.mark.parametrize("case", CASES, ids=[case["_made_by_us"] for case in CASES])
def test_a_refusal_has_its_name_and_its_time(case):
    handle = f"@x@{case['request']['url'].split('/')[2]}"
    with pytest.raises(errors.PegelError) as raised:
        reader("mastodon", Replay(OURS)).snapshot(handle)
    assert type(raised.value).__name__ == case["expected"]["error"], raised.value
    if isinstance(raised.value, errors.RateLimited):
        assert (raised.value.until - NOW).total_seconds() == case["expected"]["seconds"]


@pytest.mark.parametrize("case", CASES, ids=[case["_made_by_us"] for case in CASES])
def test_the_same_refusal_is_told_when_it_is_read_from_a_file(case):
    understood = understand(reader("mastodon", Told({})), case)
    assert type(understood.error).__name__ == case["expected"]["error"]
    assert understood.error.__class__.__name__ in understood.says


@pytest.mark.parametrize("name", ["mastodon", "bluesky", "github"])
@pytest.mark.parametrize(
    "failure", [errors.Unreachable("x"), errors.ForbiddenAddress("x"), errors.BadAnswer("too large")]
)
def test_what_fetch_refuses_leaves_a_reading_as_it_is(name, failure):
    class Failing:
        def get(self, url, headers=()):
            raise failure

    handle = {"mastodon": "@a@b.example", "bluesky": "a.example", "github": "a"}[name]
    with pytest.raises(type(failure)):
        reader(name, Failing()).snapshot(handle)
