"""A network that knows an account no more may be ill: it is believed once it has said so for a day."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from aside import Aside
from faults.batch import account_of, collect, documents, event, join, key_of, member_of, score
from integration.mastodon_servers import Servers

from pegel.answer import Answer


class NotFound(Servers):
    """404 for everybody: a database that is restored, a proxy that was set up wrongly."""

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        return replace(super().get(url, headers), status=404)


def test_what_is_not_found_for_an_hour_lowers_nothing_and_for_a_day_is_gone(aside: Aside) -> None:
    join(aside, "good")
    collect(aside, ("good",), Servers())
    score(aside)
    before = json.loads(documents(aside, "good")["good"])
    assert before["value"]

    collect(aside, ("good",), NotFound())
    score(aside)
    kept, told = account_of(aside, "good"), json.loads(documents(aside, "good")["good"])
    assert (kept.state, told["value"]) == ("proven", before["value"])
    assert kept.reading and "404" in kept.trouble and told["networks"][0]["stale_since"]

    item = aside.module("pegel.store.account_items").AccountItem(member_of("good"), key_of("good"))
    item.update([type(item).doubted_since.set(datetime.now(UTC) - timedelta(hours=23))])
    collect(aside, ("good",), NotFound())
    score(aside)
    kept, told = account_of(aside, "good"), json.loads(documents(aside, "good")["good"])
    assert (kept.state, kept.reading) == ("gone", {})
    assert (told["value"], told["networks"]) == (None, []), "nothing is left of what counted"


def test_a_message_for_which_no_time_is_left_asks_nobody_and_waits_its_turn(aside: Aside) -> None:
    join(aside, "good")
    item = aside.module("pegel.store.account_items").AccountItem(member_of("good"), key_of("good"))
    item.update([type(item).evidence.set("https://pegel.example/@good")])  # which is due to be looked for
    servers, late = Servers(), replace(aside.context, seconds=5.0)
    assert collect(aside, ("good",), servers, late) == {"batchItemFailures": []}
    assert not servers.readings
    (again,) = aside.messages(aside.collect_queue)
    told = json.loads(again["body"])
    assert told["since"] and told["accounts"] == json.loads(event("good")["Records"][0]["body"])["accounts"]
