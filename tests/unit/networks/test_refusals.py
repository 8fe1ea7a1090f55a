"""What an answer means that is not the one hoped for. Cases: tests/data/*/refusals.json."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from unit.networks.recorded import OURS, Told, load, reader

from pegel import errors
from pegel.fetch import Replay
from pegel.networks import NETWORKS
from pegel.networks.understood import understand
from pegel.social import Access

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
ACCESS = Access(token="ours", key="17840000000000001")
WHOSE = {  # network → the account in an address that is refused
    "mastodon": r"https://([^/]+)",
    "x": r"/username/(\w+)\?",
    "facebook": r"/v[\d.]+/([\w.]+)\?",
    "instagram": r"\.username\(([\w.]+)\)",
    "youtube": r"[?&]forHandle=(@[\w-]+)",
    "twitch": r"[?&]login=(\w+)",
    "reddit": r"/user/([\w-]+)",
    "flickr": r"[?&]user_id=([^&]+)",
    "lastfm": r"[?&]user=([^&]+)",
    "blog": r"(.*)",
}
CASES = load(OURS / "mastodon" / "refusals.json")
ALL = [(name, case) for name in WHOSE for case in load(OURS / name / "refusals.json")]
SOMEBODY = dict.fromkeys(NETWORKS, "somebody") | {
    "mastodon": "@a@b.example",
    "bluesky": "a.example",
    "youtube": "@somebody",
    "stackexchange": "7@gardening",
    "wikipedia": "de:Somebody",
    "blog": "b.example",
}
BESIDE = {  # wrong only beside what was asked for
    *("about somebody else", "somebody else", "an id that is none", "no user"),
    *("a page without a feed", "a page with somebody else's feed", "a count that is none"),
}
NAMED = pytest.mark.parametrize(
    ("name", "case"), ALL, ids=[f"{name}: {case['_made_by_us']}" for name, case in ALL]
)


@NAMED
def test_a_refusal_has_its_name_and_its_time(name, case):
    found = re.search(WHOSE[name], unquote(case["request"]["url"]))
    assert found
    handle = f"@x@{found[1]}" if name == "mastodon" else found[1]
    with pytest.raises(errors.PegelError) as raised:
        reader(name, Replay(OURS / name), ACCESS).snapshot(handle)
    assert type(raised.value).__name__ == case["expected"]["error"], raised.value
    if isinstance(raised.value, errors.RateLimited):
        assert (raised.value.until - NOW).total_seconds() == case["expected"]["seconds"]


@NAMED
def test_the_same_refusal_is_told_when_it_is_read_from_a_file(name, case):
    understood = understand(reader(name, Told({})), case)
    if name == "instagram" and understood.error is None:  # by its address an account or posts
        assert "it would be wrong: " in understood.says
    elif case["_made_by_us"] not in BESIDE:
        assert type(understood.error).__name__ == case["expected"]["error"]
        assert case["expected"]["error"] in understood.says


@pytest.mark.parametrize(("name", "handle"), SOMEBODY.items())
@pytest.mark.parametrize(
    "failure", [errors.Unreachable("x"), errors.ForbiddenAddress("x"), errors.BadAnswer("too large")]
)
def test_what_fetch_refuses_leaves_a_reading_as_it_is(name, handle, failure):
    class Failing:
        def get(self, url, headers=()):
            raise failure

    with pytest.raises(type(failure)):
        reader(name, Failing(), ACCESS).snapshot(handle)
