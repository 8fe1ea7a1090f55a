"""What accounts ask of their readers is honoured: they count, and what they do not want shown is not."""

import json
from datetime import UTC, datetime

import pytest
from integration.mastodon_servers import Servers

from pegel.answer import Answer
from pegel.networks.bluesky import Bluesky
from pegel.networks.mastodon import Mastodon
from pegel.scoring import blended, features, published
from pegel.scoring.model import load
from pegel.scoring.published import Run, Subject
from pegel.scoring.rollout import Rollout
from pegel.social import Account, Member
from pegel.store import records

NOW = datetime.now(UTC)
HANDLE = "@u8@ufer.example"


class Asking(Servers):
    """Servers whose accounts ask for something."""

    def __init__(self, **flags):
        super().__init__()
        self.flags = flags

    def account(self, host, number):
        return {**super().account(host, number), **self.flags}


def read(**flags):
    return Mastodon(Asking(**flags), key=b"key").snapshot(HANDLE)


@pytest.mark.parametrize(
    ("flags", "wishes", "is_quoted"),
    [
        ({}, (), True),
        ({"noindex": False, "indexable": True, "discoverable": True, "bot": False}, (), True),
        ({"noindex": None, "indexable": None, "discoverable": None}, (), True),
        ({"noindex": True}, ("unseen",), False),
        ({"indexable": False}, ("unquoted",), False),
        ({"discoverable": False}, ("unlisted",), True),
        ({"bot": True, "discoverable": False}, ("unlisted",), True),
        ({"limited": True, "noindex": True, "indexable": False}, ("unseen", "unquoted", "unlisted"), False),
    ],
)
def test_a_mastodon_account_is_shown_as_its_flags_ask(flags, wishes, is_quoted):
    snapshot = read(**flags)
    assert snapshot.wishes == wishes
    assert [bool(post.excerpt and post.url) for post in snapshot.posts] == [is_quoted]
    assert bool(post_of(snapshot).reactions["like"]), "it counts all the same"
    assert records.from_bytes(records.to_bytes(snapshot)).wishes == wishes


def post_of(snapshot):
    (post,) = snapshot.posts
    return post


class Labelled:
    """Bluesky, whose one account or one post carries the label."""

    def __init__(self, profile=(), post=()):
        self.profile, self.post = ([{"val": "!no-unauthenticated"}] if on else [] for on in (profile, post))

    def get(self, url, headers={}):  # noqa: B006 - the protocol's own signature
        did = "did:plc:" + "a" * 24
        author = {"did": did, "handle": "ada.example", "labels": self.profile}
        post = {"uri": f"at://{did}/app.bsky.feed.post/1", "author": author, "labels": self.post}
        record = {"text": "A secret", "createdAt": f"{NOW:%Y-%m-%dT%H:%M:%SZ}"}
        feed = [{"post": {**post, "record": record, "likeCount": 0}}]
        body = {**author, "followersCount": 9, "feed": feed, "followers": []}
        return Answer(200, {}, json.dumps(body).encode(), url, NOW)


@pytest.mark.parametrize(
    ("labelled", "wishes", "is_quoted"),
    [
        (Labelled(), (), True),
        (Labelled(profile=True), ("unseen",), False),
        (Labelled(post=True), (), False),
    ],
)
def test_a_bluesky_account_that_wants_to_be_seen_signed_in_only_is_not_shown(labelled, wishes, is_quoted):
    snapshot = Bluesky(labelled, key=b"key").snapshot("ada.example")
    assert snapshot and snapshot.wishes == wishes
    assert bool(post_of(snapshot).excerpt or post_of(snapshot).url) is is_quoted


@pytest.mark.parametrize(
    ("flags", "shown"),
    [({}, HANDLE), ({"indexable": False}, HANDLE), ({"bot": True}, HANDLE), ({"noindex": True}, None)],
)
def test_public_documents_name_an_account_only_if_it_does_not_mind(flags, shown):
    snapshot, model = read(**flags), load("2026.11")
    account = Account(
        "mem_x", "mastodon", HANDLE, snapshot.account_id, reading={"wishes": list(snapshot.wishes)}
    )
    subject = Subject(Member("mem_x", "ada"), {account.key: account}, [features.read(snapshot, model)])
    (found,) = blended.score([subject.features], Rollout(), NOW.date())
    document = published.document(subject, found, {}, Run(NOW))
    why = published.why(subject, found.published)
    assert [one["handle"] for one in json.loads(document)["networks"]] == [shown]
    assert [one["handle"] for one in json.loads(why)["accounts"]] == [shown]
    assert (b"u8@ufer.example" in document + why) is bool(shown)
    assert json.loads(document)["networks"][0]["points"] >= 0, "it counts all the same"
