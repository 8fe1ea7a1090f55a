"""Of people who did not join nothing is kept but keyed hashes: every place is searched after a whole round.

A member's reactors, repliers, quoted, mentioned, followers are marked in all that tells of them (marked.py).
"""

from __future__ import annotations

import base64
import io
import json
import logging
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aside import Aside
from integration.marked import MARK, NUMBER, OWNER, Marked

from pegel.social import Account, Member, Snapshot
from pegel.telemetry import logger

MEMBER = f"mem_{'1' * 26}"
OURS = (
    Account(MEMBER, "mastodon", "@ines@campo.example", "1@campo.example"),
    Account(MEMBER, "bluesky", "ines.example", OWNER),
)


class Kept:
    """Everything that a round left, wherever it is, as text."""

    def __init__(self, aside: Aside) -> None:
        self.aside, self.seen, self.said = aside, dict[str, str](), io.StringIO()
        handler = logging.StreamHandler(self.said)
        handler.setFormatter(logger.registered_formatter)
        logger.addHandler(handler)
        logger.setLevel("DEBUG")

    def look(self) -> dict[str, str]:
        """Tables and objects as they are now, and the log; queues are read as they pass (`pass_on`)."""
        dynamodb, s3 = self.aside.stack.client("dynamodb"), self.aside.stack.client("s3")
        for variable, table in self.aside.environment.items():
            if variable.endswith("_TABLE") and table:
                for page in dynamodb.get_paginator("scan").paginate(TableName=table):
                    self.seen[variable] = self.seen.get(variable, "") + readable(page["Items"])
        for page in s3.get_paginator("list_objects_v2").paginate(
            Bucket=self.aside.environment["SNAPSHOTS_BUCKET"]
        ):
            for listed in page.get("Contents", ()):
                body = s3.get_object(Bucket=self.aside.environment["SNAPSHOTS_BUCKET"], Key=listed["Key"])[
                    "Body"
                ]
                self.seen[listed["Key"]] = readable(body.read()) + str(self.opened(listed["Key"]))
        self.seen["log"] = self.said.getvalue()
        return self.seen

    def opened(self, key: str) -> list[Snapshot]:
        """A snapshot object, decrypted."""
        if key.startswith("people/"):
            return []
        return [snapshot for _, _, snapshot in self.aside.module("pegel.store.snapshots").read(key)]

    def pass_on(self, queue: str, function: str) -> None:
        """Hand a queue's messages to a function, after a look at them."""
        handler = self.aside.module(function).lambda_handler

        def looked_at(event: dict[str, Any], context: Any) -> Any:
            self.seen[queue] = self.seen.get(queue, "") + json.dumps(event)
            if function == "collect":
                return self.aside.module("collect").collect(event, context, Marked())
            return handler(event, context)

        self.aside.serve(queue, looked_at)

    def marked(self) -> list[str]:
        """Where a mark was found."""
        return sorted(place for place, text in self.seen.items() if MARK in text.lower() or NUMBER in text)


def readable(value: Any) -> str:
    """All text in it, also what is deflated or base64 in it."""
    if isinstance(value, dict):
        return "\n".join(f"{key}\n{readable(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "\n".join(map(readable, value))
    if isinstance(value, bytes):
        return "\n".join([value.decode("utf-8", "replace"), value.decode("latin-1"), *inflated(value)])
    text = str(value)
    return text + "".join(readable(one) for one in unwrapped(text))


def inflated(value: bytes) -> Iterator[str]:
    """With and without zlib's head; a dictionary of ours is the store's own matter (`documents`)."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            yield zlib.decompressobj(bits).decompress(value).decode("utf-8", "replace")
        except zlib.error:
            continue


def unwrapped(text: str) -> Iterator[bytes]:
    """What a text holds as base64."""
    if len(text) > 20:
        try:
            yield base64.b64decode(text, validate=True)
        except ValueError:
            return


@pytest.fixture(scope="module")
def kept(aside: Aside) -> Kept:
    """A member joined, proved both accounts, was read and scored."""
    members, accounts = aside.module("pegel.store.members"), aside.module("pegel.store.accounts")
    members.save(Member(MEMBER, name="ines", joined_at=datetime.now(UTC)), 0)
    found = Kept(aside)
    for account in OURS:
        accounts.prove(accounts.link(account), "code", datetime.now(UTC))
        aside.module("pegel.store.collect_queue").send(
            [aside.module("pegel.store.batch").Batch(account.network, ((MEMBER, account.key),))]
        )
    found.pass_on(aside.collect_queue, "collect")
    found.pass_on(aside.score_queue, "score")
    return found


def documents(aside: Aside) -> dict[str, str]:
    """What is deflated by a dictionary of ours, as the API reads it."""
    scores = aside.module("pegel.store.scores")
    of = scores.batch_of([MEMBER])
    accounts = aside.module("pegel.store.accounts").of(MEMBER)
    readings = {one.key: readable(dict(one.reading)) for one in accounts}
    return readings | {
        key: readable([one.document, one.history, getattr(one, "inputs", b"")]) for key, one in of.items()
    }


def test_the_round_saw_them_all(aside: Aside, kept: Kept) -> None:
    (objects,) = [[key for key in kept.look() if "/" in key and not key.startswith(("http", "people/"))]]
    read = [snapshot for key in objects for snapshot in kept.opened(key)]
    assert {snapshot.network for snapshot in read} == {"mastodon", "bluesky"}
    hashes = {one.key for snapshot in read for post in snapshot.posts for one in post.reactors or ()}
    assert len(hashes) >= 18, "nine people on either network, as keyed hashes"
    assert all(snapshot.followers and snapshot.followers.people == 9 for snapshot in read)
    assert [post.excerpt for snapshot in read for post in snapshot.posts if "rivers" in post.excerpt]
    assert json.loads(documents(aside)[MEMBER].partition("\n")[0])["score"] is not None


def test_nothing_of_a_non_member_is_anywhere(aside: Aside, kept: Kept) -> None:
    kept.seen |= documents(aside)
    kept.look()
    assert "scored" in kept.seen["log"] and MEMBER in kept.seen[aside.collect_queue]
    assert kept.marked() == []


@pytest.mark.parametrize("place", ["ACCOUNTS_TABLE", "SCORES_TABLE", "snapshots", "queue", "log"])
def test_one_name_anywhere_is_found(aside: Aside, kept: Kept, place: str) -> None:
    name = f"{MARK}1@{MARK}.example"
    seen = dict(kept.seen)
    match place:
        case "snapshots":
            snapshot = Snapshot("mastodon", name, "2", datetime.now(UTC), 1, ())
            key = aside.module("pegel.store.snapshots").write([(OURS[0], snapshot)])
            kept.look()
            aside.stack.client("s3").delete_object(Bucket=aside.environment["SNAPSHOTS_BUCKET"], Key=key)
        case "ACCOUNTS_TABLE":
            items = aside.module("pegel.store.account_items")
            items.AccountItem(MEMBER, "x#1", handle="x", reading=items.deflated({"who": name})).save()
            kept.seen |= documents(aside)
            items.AccountItem(MEMBER, "x#1").delete()
        case "SCORES_TABLE":
            items = aside.module("pegel.store.score_items")
            items.ScoreItem("name#x", member_id=name).save()
            kept.look()
            items.ScoreItem("name#x").delete()
        case "queue":
            aside.sqs.send_message(QueueUrl=aside.score_queue, MessageBody=json.dumps({"members": [name]}))
            kept.pass_on(aside.score_queue, "score")
        case "log":
            logger.debug("read", handle=name)
            kept.look()
    found, kept.seen = kept.marked(), seen
    assert len(found) == 1
