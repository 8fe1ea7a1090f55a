"""A batch of accounts, one on each of some hosts, as the tests of faults see it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from aside import Aside, Context
from integration.mastodon_servers import Servers

from pegel.answer import Answer
from pegel.social import Account, Member

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
AT_EIGHT = 8  # number of the account on every host, so that all have a post with reactions


def member_of(host: str) -> str:
    """Id of the member whose account is on this host."""
    return f"mem_{host:0>26}"


def id_of(host: str, number: int) -> str:
    """The account's id: the server's own number, and the server."""
    return f"{number}@{host}.example"


def key_of(host: str, number: int = AT_EIGHT) -> str:
    """Under which the table has the account."""
    return f"mastodon#{id_of(host, number)}"


def join(aside: Aside, *hosts: str, number: int = AT_EIGHT) -> None:
    """A member for each host, with one proven account there."""
    members, accounts = aside.module("pegel.store.members"), aside.module("pegel.store.accounts")
    for host in hosts:
        members.save(Member(member_of(host), name=host, joined_at=LONG_AGO), 0)
        account = Account(member_of(host), "mastodon", f"@u{number}@{host}.example", id_of(host, number))
        accounts.prove(accounts.link(account), "rel-me", LONG_AGO)


def event(*hosts: str, number: int = AT_EIGHT, since: str = "") -> dict[str, Any]:
    """One message of CollectQueue with the accounts of these hosts."""
    message: dict[str, Any] = {
        "network": "mastodon",
        "accounts": [[member_of(host), key_of(host, number)] for host in hosts],
    }
    if since:
        message["since"] = since
    record = {"messageId": "one", "body": json.dumps(message), "eventSource": "aws:sqs", "attributes": {}}
    return {"Records": [record]}


def collect(aside: Aside, hosts: tuple[str, ...], by: Any, context: Context | None = None) -> Any:
    """One message with the accounts of these hosts, handed to `collect`."""
    return aside.module("collect").collect(event(*hosts), context or aside.context, by)


def score(aside: Aside) -> None:
    """What waits for `score`."""
    aside.serve(aside.score_queue, aside.module("score").lambda_handler)


def account_of(aside: Aside, host: str, number: int = AT_EIGHT) -> Account:
    """As the table has it."""
    kept: Account = aside.module("pegel.store.accounts").get(member_of(host), key_of(host, number))
    return kept


def documents(aside: Aside, *hosts: str) -> dict[str, bytes]:
    """What the API would answer."""
    scores = aside.module("pegel.store.scores")
    return {host: kept.document for host in hosts if (kept := scores.get(member_of(host)))}


def put_off(aside: Aside) -> list[str]:
    """Members whose accounts wait in the queue, now or later."""
    sqs = aside.stack.client("sqs")
    told = sqs.get_queue_attributes(QueueUrl=aside.collect_queue, AttributeNames=["All"])["Attributes"]
    return [name for name in told if name.startswith("ApproximateNumberOf") for _ in range(int(told[name]))]


def objects(aside: Aside) -> list[str]:
    """Keys of the snapshot objects."""
    listed = aside.stack.client("s3").list_objects_v2(Bucket=aside.environment["SNAPSHOTS_BUCKET"])
    return [one["Key"] for one in listed.get("Contents", [])]


class Raising:
    """A way out that fails for one host with what nobody expected."""

    def __init__(self, host: str, failure: BaseException) -> None:
        self.host, self.failure, self.servers = host, failure, Servers()

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        if f"//{self.host}." in url:
            raise self.failure
        return self.servers.get(url, headers)
