"""The readers against every recording of the three networks that others made (PEGEL_DATA)."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from unit.networks.recorded import NAMES, RECORDINGS, Told, load, reader

from pegel.cli import pegel
from pegel.fetch import Replay
from pegel.networks.understood import understand
from pegel.replay import read_file

pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="skipped: no PEGEL_DATA")
FILES = [(name, file) for name in NAMES for file in sorted((RECORDINGS / NAMES[name]).glob("*.json"))]


def body(name, file):
    return load(RECORDINGS / NAMES[name] / f"{file}.json")["body"]


@pytest.fixture(scope="module")
def replay():
    return Replay(RECORDINGS)


@pytest.mark.parametrize(("name", "file"), FILES, ids=[f"{name}/{file.stem}" for name, file in FILES])
def test_every_recording_is_understood_or_said_to_be_of_no_use(name, file):
    network = reader(name, Told({}))
    for recorded in read_file(file):
        understood = understand(network, recorded)
        assert understood.status == recorded["status"]
        assert (understood.error is None) == (200 <= recorded["status"] < 300), understood.error
        known = understood.profile or understood.posts or understood.people is not None
        assert understood.error or known if understood.kind else understood.says.startswith("no reading of")


@pytest.mark.parametrize(("name", "file"), FILES, ids=[f"{name}/{file.stem}" for name, file in FILES])
def test_the_command_says_it_for_people_and_for_programs(name, file, capsys):
    assert pegel.main(["read", name, "--answer", str(file)]) == 0
    assert file.name in capsys.readouterr().out
    assert pegel.main(["read", name, "--answer", str(file), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["answers"]
    assert (told["file"], told["status"]) == (str(file), load(file)["status"])


def understood(name, file):
    return understand(reader(name, Told({})), load(RECORDINGS / NAMES[name] / f"{file}.json"))


def test_counts_of_whole_pages_are_the_recordings():
    page = understood("mastodon", "statuses_p")
    raw = body("mastodon", "statuses_p")
    assert [post.reactions["like"] for post in page.posts] == [status["favourites_count"] for status in raw]
    assert (len(page.posts), page.dropped) == (20, 0)
    assert page.next.endswith("exclude_reblogs=FALSE&limit=20&max_id=113191408914362368")
    feed = understood("bluesky", "author_feed")
    assert (len(feed.posts), feed.dropped) == (43, 7)
    assert "cursor=2024-03-21T23%3A36%3A16.378Z" in feed.next
    repositories = understood("github", "user_repos")
    own = [repo for repo in body("github", "user_repos") if not repo["fork"]]
    assert [post.reactions for post in repositories.posts] == [
        {"star": repo["watchers"], "repost": repo["forks"]} for repo in own
    ]


@pytest.mark.parametrize(
    ("name", "file", "people"),
    [
        ("mastodon", "status_favourited_by", 40),
        ("mastodon", "status_reblogged_by", 40),
        ("bluesky", "post_likes", 4),
        ("bluesky", "post_reposted_by", 1),
    ],
)
def test_distinct_people_are_counted(name, file, people):
    assert understood(name, file).people == people


def test_repliers_are_the_distinct_authors_of_the_replies():
    replies = body("mastodon", "status_context_replies")["descendants"]
    assert understood("mastodon", "status_context_replies").people == len(
        {reply["account"]["acct"] for reply in replies}
    )


def test_the_whole_mastodon_account_is_the_recordings(replay):
    snapshot = reader("mastodon", replay).snapshot("@schochastics@fosstodon.org")
    raw, read_at = body("mastodon", "statuses_p"), datetime(2025, 7, 17, 13, 50, 45, tzinfo=UTC)
    recent = [s for s in raw if datetime.fromisoformat(s["created_at"]) >= read_at - timedelta(days=90)]
    assert (snapshot.reach, snapshot.read_at) == (
        body("mastodon", "profile_fosstodon")["followers_count"],
        read_at,
    )
    assert {post.id: dict(post.reactions) for post in snapshot.posts} == {
        s["id"]: {
            "like": s["favourites_count"],
            "repost": s["reblogs_count"],
            "reply": s["replies_count"],
            "quote": None,
        }
        for s in recent
    }
    assert snapshot.account_id == "109302436954721982@fosstodon.org"
    assert any("is not recorded" in note for note in snapshot.notes)  # the lists of reactors


def test_the_whole_bluesky_account_is_the_recordings(replay):
    snapshot = reader("bluesky", replay).snapshot("chriskenny.bsky.social")
    did, since = (
        body("bluesky", "get_profile")["did"],
        parsedate_to_datetime(load(RECORDINGS / "bluesky" / "author_feed.json")["headers"]["date"])
        - timedelta(days=90),
    )
    own = {}
    for item in body("bluesky", "author_feed")["feed"]:
        post = item["post"]
        at = min(map(datetime.fromisoformat, (post["record"]["createdAt"], post["indexedAt"])))
        if "reason" not in item and at >= since:
            own[post["uri"]] = [post[f"{kind}Count"] for kind in ("like", "repost", "reply", "quote")]
    assert (snapshot.account_id, snapshot.reach) == (did, body("bluesky", "get_profile")["followersCount"])
    assert {post.id: list(post.reactions.values()) for post in snapshot.posts} == own
    assert all(post.id.startswith(f"at://{did}/") for post in snapshot.posts)
    tags = Counter(tag.lower() for post in snapshot.posts for tag in post.tags)
    assert tags["rstats"] > 0


def test_the_whole_github_account_is_the_recordings(replay):
    snapshot = reader("github", replay).snapshot("jacquev6")
    own = {str(repo["id"]): repo for repo in body("github", "user_repos") if not repo["fork"]}
    assert (snapshot.reach, snapshot.account_id) == (body("github", "user_profile")["followers"], "327146")
    assert snapshot.curation == sum(repo["watchers"] for repo in own.values())
    assert {p.id: p.reactions["repost"] for p in snapshot.posts} == {
        i: repo["forks"] for i, repo in own.items()
    }


def test_a_server_of_any_name_answers_from_the_recording_of_a_server_under_test(replay):
    snapshot = reader("mastodon", replay).snapshot("@mastodonpy_test@any.example")
    assert (snapshot.reach, len(snapshot.posts)) == (0, 5)
    assert snapshot.posts[0].url.startswith("https://any.example/@mastodonpy_test/")
    assert any(note.startswith("OLDER POSTS ARE MISSING") for note in snapshot.notes)
