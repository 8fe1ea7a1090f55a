"""What YouTube, Twitch and Reddit answer instead of what was asked for. What has a name: test_refusals.py."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from unit.networks.recorded import DATE, Told, reader

from pegel import errors
from pegel.fetch import Replay
from pegel.networks import google
from pegel.networks.understood import understand

NOW = datetime(2026, 11, 22, 6, tzinfo=UTC)
NAMES = ("youtube", "twitch", "reddit")
NONSENSE = [
    *("<html>", "", "null", "7", "[]", "[7]", "{}", '{"error": {}}', '{"data": ', "[" * 5_000),
    *('{"data": 7, "items": 7}', '{"data": [7], "items": [7]}', '{"items": [{}], "data": [{}]}'),
    *('{"kind": "t2", "data": null, "items": [null]}', f'{{"data": {"9" * 5_000}}}'),
]


@pytest.mark.parametrize(
    ("now", "hours"), [((7, 59), 1 / 60), ((8, 0), 24), ((23, 0), 9)], ids=["before", "at", "after"]
)
def test_units_are_there_again_at_midnight_in_california(now, hours):
    at = NOW.replace(hour=now[0], minute=now[1])
    assert (google.units_again(at) - at).total_seconds() == pytest.approx(hours * 3600)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("body", NONSENSE, ids=[body[:20] for body in NONSENSE])
def test_a_profile_that_makes_no_sense_is_a_bad_answer_never_a_gone_account(name, body):
    network = reader(name, Told({}))
    recorded = {"request": {"url": network.ask_for("@a1" if name == "youtube" else "abc")}, "status": 200}
    understood = understand(network, recorded | {"headers": {"date": DATE}, "body": body})
    assert type(understood.error).__name__ == "BadAnswer", understood


VIDEO: dict[str, Any] = {
    "kind": "youtube#video",
    "id": "v",
    "snippet": {"publishedAt": "2026-11-20T10:00:00Z"},
}
CLIP = {"id": "c", "broadcaster_id": "1", "creator_id": "2", "created_at": "2026-11-20T10:00:00Z"}
LINK = {"id": "a", "author": "b", "created_utc": 1795000000.0, "subreddit": "x"}


def pages(name, **odd):
    """A page of posts of each network with one odd value."""
    if name == "youtube":
        stats = {key: odd.pop(key) for key in list(odd) if key.endswith("Count")}
        item = VIDEO | {"snippet": VIDEO["snippet"] | odd, "statistics": stats}
        return "https://www.googleapis.com/youtube/v3/videos?part=x", {"items": [item]}
    if name == "twitch":
        return "https://api.twitch.tv/helix/clips?broadcaster_id=1", {"data": [CLIP | odd]}
    children = [{"kind": "t3", "data": LINK | odd}]
    return "https://oauth.reddit.com/user/b/submitted?raw_json=1", {"data": {"children": children}}


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("youtube", {"likeCount": "-1"}),
        ("youtube", {"likeCount": "1,024"}),
        ("youtube", {"viewCount": str(2**53 + 1)}),
        ("youtube", {"commentCount": 1.5}),
        ("youtube", {"publishedAt": "yesterday"}),
        ("twitch", {"view_count": -1}),
        ("twitch", {"created_at": None}),
        ("twitch", {"id": {}}),
        ("reddit", {"score": 2**60}),
        ("reddit", {"score": -(2**60)}),
        ("reddit", {"score": True}),
        ("reddit", {"num_comments": "many"}),
        ("reddit", {"created_utc": "NaN"}),
        ("reddit", {"created_utc": None}),
    ],
)
def test_a_count_or_a_time_that_cannot_be_one_spoils_the_page(name, odd):
    url, good = pages(name)
    recorded = {"request": {"url": url}, "status": 200, "headers": {"date": DATE}}
    assert len(understand(reader(name, Told({})), recorded | {"body": good}).posts or ()) == 1
    spoilt = understand(reader(name, Told({})), recorded | {"body": pages(name, **odd)[1]})
    assert type(spoilt.error).__name__ == "BadAnswer"


@pytest.mark.parametrize("name", NAMES)
def test_a_huge_answer_is_refused(name, tmp_path):
    handle = "@abc" if name == "youtube" else "abc"
    recorded = {"request": {"url": reader(name, Told({})).ask_for(handle)}, "body": {"data": "x" * 1_000_001}}
    (tmp_path / "huge.json").write_text(json.dumps(recorded))
    with pytest.raises(errors.BadAnswer, match="too large"):
        reader(name, Replay(tmp_path)).snapshot(handle)


def test_a_tree_of_comments_may_be_deeper_than_python_calls():
    tree = {"kind": "t1", "data": {"author": "last", "replies": ""}}
    for number in range(5_000):
        replies = {"data": {"children": [tree]}}
        tree = {"kind": "t1", "data": {"author": f"reader_{number % 7}", "replies": replies}}
    body = [{"data": {"children": []}}, {"data": {"children": [tree]}}]
    assert len({one.id for one in reader("reddit", Told({})).to_people(body, "")}) == 8
