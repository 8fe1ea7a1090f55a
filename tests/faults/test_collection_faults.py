"""Whatever a network does, no score falls by it, and the others in the batch are served."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from aside import Aside
from faults.bad_servers import HOSTS, Answering
from faults.batch import (
    Raising,
    account_of,
    collect,
    documents,
    event,
    join,
    key_of,
    member_of,
    put_off,
    score,
)
from integration.mastodon_servers import Servers

from pegel.errors import NotRecorded

if TYPE_CHECKING:
    from pegel.fetch import Live


def test_a_bad_answer_is_a_named_trouble_and_the_others_in_the_batch_are_served(
    aside: Aside, live: Live
) -> None:
    join(aside, *HOSTS)
    old = Servers()
    old.now -= timedelta(days=1)
    assert collect(aside, HOSTS, old) == {"batchItemFailures": []}
    score(aside)
    before = documents(aside, *HOSTS)
    assert set(before) == set(HOSTS)

    assert collect(aside, HOSTS, live) == {"batchItemFailures": []}
    score(aside)

    trouble = {host: account_of(aside, host).trouble for host in HOSTS}
    assert "429" in trouble["limited"]
    assert trouble["broken"].startswith("Unreachable") and "500" in trouble["broken"]
    assert trouble["page"].startswith("BadAnswer") and "instead of JSON" in trouble["page"]
    assert trouble["large"].startswith("BadAnswer") and "too large" in trouble["large"]
    assert trouble["inside"].startswith("BadAnswer") and "169.254.169.254" in trouble["inside"]
    assert trouble["endless"].startswith("Unreachable") and "too slow" in trouble["endless"]
    assert trouble["cut"].startswith("BadAnswer") and "no JSON" in trouble["cut"]
    assert "fell from 18 to 0" in trouble["zero"]
    assert "404" in trouble["gone"] and account_of(aside, "gone").state == "proven"
    assert (trouble["good"], trouble["fine"]) == ("", "")
    after = documents(aside, *HOSTS)
    told, told_before = ({host: json.loads(of[host]) for host in HOSTS} for of in (after, before))
    moved = {host for host in HOSTS if told[host]["value"] != told_before[host]["value"]}
    assert moved == {"good", "fine"}
    stale = {host for host in HOSTS for one in told[host]["networks"] if one["stale_since"]}
    assert stale == set(HOSTS) - moved, "their members see since when nothing new is known"


def test_a_host_that_wants_a_pause_is_not_asked_again_before(aside: Aside, live: Live) -> None:
    join(aside, "limited")
    collect(aside, ("limited",), live)
    asked = Answering.asked["limited"]
    assert collect(aside, ("limited",), live) == {"batchItemFailures": []}
    assert Answering.asked["limited"] == asked
    assert len(put_off(aside)) == 2, "both readings wait in the queue"


def test_what_nobody_expected_is_set_aside_alone(aside: Aside) -> None:
    join(aside, "good", "broken")
    raising = Raising("broken", RuntimeError("a mistake of ours"))
    assert collect(aside, ("good", "broken"), raising) == {"batchItemFailures": []}
    assert account_of(aside, "good").reading
    (alone,) = aside.messages(aside.collect_queue)
    assert json.loads(alone["body"])["accounts"] == [[member_of("broken"), key_of("broken")]]
    assert collect(aside, ("broken",), raising) == {"batchItemFailures": [{"itemIdentifier": "one"}]}
    assert not account_of(aside, "broken").trouble, "a mistake of ours is not the network's"


def test_a_recording_that_is_missing_is_a_trouble_and_the_others_are_served(aside: Aside) -> None:
    join(aside, "good", "broken")
    raising = Raising("broken", NotRecorded("no answer for this"))
    assert collect(aside, ("good", "broken"), raising) == {"batchItemFailures": []}
    assert account_of(aside, "good").reading
    assert account_of(aside, "broken").trouble == "NotRecorded: no answer for this"


def test_what_was_put_off_for_nearly_a_day_is_left_to_its_next_slot(aside: Aside, live: Live) -> None:
    join(aside, "limited")
    long_since = (datetime.now(UTC) - timedelta(hours=21)).isoformat()
    aside.module("collect").collect(event("limited", since=long_since), aside.context, live)
    assert put_off(aside) == []


class Wordy(Servers):
    """Everybody writes long posts of which no letter can be foreseen."""

    def body(self, host: str, path: str, query: Mapping[str, list[str]]) -> Any:
        said = super().body(host, path, query)
        if path.endswith("/statuses") and said:
            others = [
                {**said[0], "id": f"9{number}" * 8, "content": secrets.token_urlsafe(600)}
                for number in range(4)
            ]
            return said + others
        return said


def test_an_account_with_long_posts_is_one_write_unit_all_the_same(aside: Aside) -> None:
    join(aside, "good")
    items, proof = (
        aside.module("pegel.store.account_items").AccountItem,
        f"https://pegel.example/@{'long' * 7}",
    )
    items(member_of("good"), key_of("good")).update(
        [items.evidence.set(proof), items.checked_at.set(datetime.now(UTC))]
    )
    collect(aside, ("good",), Wordy())
    key = {"member_id": {"S": member_of("good")}, "key": {"S": key_of("good")}}
    table = aside.environment["ACCOUNTS_TABLE"]
    item = aside.stack.client("dynamodb").get_item(TableName=table, Key=key)["Item"]
    size = sum(len(name) + len(next(iter(value.values()))) for name, value in item.items())
    assert 700 < size <= 1024, size
    (first, *_) = account_of(aside, "good").reading["features"]["moments"]
    assert first[2], "something of the post is left"
