"""tests/data/world is what the demo generator writes, no more and no less, and it holds what it promises."""

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from pathlib import Path

from pegel.cli.demo import world
from pegel.cli.demo.people import MIRA, PRINCIPALS

WORLD = Path(__file__).parents[2] / "data" / "world"


def files(folder):
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*.json")}


def test_the_committed_world_is_what_the_generator_writes(tmp_path):
    world.write_tested(tmp_path)
    made, kept = files(tmp_path), files(WORLD)
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_ten_members_have_whole_accounts_on_three_networks():
    assert sum(set(person.accounts) == {"mastodon", "bluesky", "github"} for person in PRINCIPALS) >= 10
    assert MIRA.accounts["mastodon"][0] == "@mira@pegel.example"
    assert MIRA.accounts["bluesky"][0] == "mira.pegel.example"
    assert MIRA.accounts["github"][0] == "mira-pegel"


def test_every_answer_has_a_recordings_parts_and_says_that_we_made_it():
    for text in files(WORLD).values():
        one = json.loads(text)
        assert set(one) == {"request", "status", "headers", "body", "_made_by_us"}
        assert one["headers"]["date"] == "Sun, 22 Nov 2026 06:00:00 GMT"


def test_the_world_stays_small():
    assert sum(len(text.encode()) for text in files(WORLD).values()) < 3_000_000


def test_mira_has_pages_and_the_last_one_ends():
    pages = [json.loads((WORLD / f"mastodon/mira/statuses_{n}.json").read_text()) for n in (1, 2, 3)]
    assert [page["headers"].get("link", "").count('rel="next"') for page in pages] == [1, 1, 0]
    for page, following in pairwise(pages):
        assert f"<{following['request']['url']}>" in page["headers"]["link"]
    feed = [json.loads((WORLD / f"bluesky/mira/feed_{n}.json").read_text())["body"] for n in (1, 2)]
    assert ["cursor" in page for page in feed] == [True, False]


def test_nobody_in_the_world_can_be_a_real_person():
    hosts = {
        text.split("/")[2] for one in files(WORLD).values() for text in [json.loads(one)["request"]["url"]]
    }
    known = {"public.api.bsky.app", "plc.directory", "api.github.com"}
    assert {host for host in hosts if not host.endswith(".example")} == known


def test_the_same_seed_is_the_same_world_and_another_one_is_not(tmp_path):
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    for folder, seed in (("a", 1), ("b", 1), ("c", 2)):
        world.generate(tmp_path / folder, now, members=20, seed=seed)
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert files(tmp_path / "a") != files(tmp_path / "c")


def test_one_more_member_changes_nobody_elses_life(tmp_path):
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    world.generate(tmp_path / "few", now, members=20)
    world.generate(tmp_path / "more", now, members=30)
    more = files(tmp_path / "more")
    assert all(more[name] == text for name, text in files(tmp_path / "few").items())


def test_the_demo_world_is_as_of_now(tmp_path):
    now = datetime(2027, 1, 5, 9, 30, tzinfo=UTC)
    world.generate(tmp_path, now, members=14)
    for text in files(tmp_path).values():
        for one in json.loads(text):
            assert parsedate_to_datetime(one["headers"]["date"]) == now
    statuses = json.loads((tmp_path / "mastodon" / "mira.json").read_text())[2]["body"]
    assert timedelta(0) < now - datetime.fromisoformat(statuses[0]["created_at"]) < timedelta(days=3)


def test_two_hundred_members_have_two_hundred_names_and_no_account_twice():
    everybody = list(world.people())
    accounts = [(life.network, life.handle) for _, lives in everybody for life in lives]
    identities = [(life.network, life.account_id) for _, lives in everybody for life in lives]
    assert len({person.name for person, _ in everybody}) == len(everybody) >= 200
    assert len(set(accounts)) == len(accounts) == len(set(identities))
    assert {len(lives) for _, lives in everybody} == {1, 2, 3}


def test_a_new_world_leaves_nothing_of_the_old_one(tmp_path):
    now = datetime(2027, 1, 5, 9, 30, tzinfo=UTC)
    world.generate(tmp_path, now, members=30)
    world.generate(tmp_path, now, members=14)
    before = files(tmp_path)
    world.generate(tmp_path / "fresh", now, members=14)
    assert before == files(tmp_path / "fresh")
