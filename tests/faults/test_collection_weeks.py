"""What lasts: outages, doubts, lists that are refused, silence. None lowers a score that did not fall."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aside import Aside
from faults.batch import account_of, collect, documents, join, key_of, member_of, objects, put_off
from integration.mastodon_servers import Servers

from pegel.answer import Answer
from pegel.social import Account

NEARLY_A_WEEK = timedelta(days=6, hours=22)
A_WEEK = timedelta(days=7, minutes=-30)  # a slot may come a little early


class Empty(Servers):
    """What a broken server tells: nobody follows anybody."""

    def account(self, host: str, number: int) -> dict[str, Any]:
        return super().account(host, number) | {"followers_count": 0}


class Unmoved(Servers):
    """Nothing is ever new, and who asks for news only is told so."""

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        if headers.get("If-None-Match") == '"same"':
            return Answer(304, {}, b"", url, self.now)
        answer = super().get(url, headers)
        return Answer(answer.status, {**answer.headers, "etag": '"same"'}, answer.body, url, self.now)


class Silent(Unmoved):
    """Answers everything but who reacted."""

    def __init__(self, status: int) -> None:
        super().__init__()
        self.status_of_lists = status

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        answer = super().get(url, headers)
        if "_by?" not in url:
            return answer
        return Answer(self.status_of_lists, answer.headers, b"{}", url, self.now)


def doubted(aside: Aside, ago: timedelta) -> None:
    """The account is doubted since so long ago."""
    item = aside.module("pegel.store.account_items").AccountItem(member_of("good"), key_of("good"))
    item.update([type(item).doubted_since.set(datetime.now(UTC) - ago)])


def read_yesterday(aside: Aside) -> Account:
    """A member whose account was read well."""
    join(aside, "good")
    servers = Servers()
    servers.now -= timedelta(days=1)
    collect(aside, ("good",), servers)
    return account_of(aside, "good")


def test_zeros_after_a_week_of_outage_are_believed_only_when_they_have_stayed_for_a_week(
    aside: Aside,
) -> None:
    before = read_yesterday(aside)
    aside.module("pegel.store.readings").trouble(before, "down", datetime.now(UTC) - timedelta(days=8))
    collect(aside, ("good",), Empty())
    after = account_of(aside, "good")
    assert "fell from 18 to 0" in after.trouble
    assert after.reading == before.reading
    doubted(aside, NEARLY_A_WEEK)
    collect(aside, ("good",), Empty())
    assert account_of(aside, "good").reading == before.reading
    doubted(aside, A_WEEK)
    collect(aside, ("good",), Empty())
    after = account_of(aside, "good")
    assert after.reading["features"]["values"]["reach"] == 0
    assert (after.trouble, after.stale_since, after.doubted_since) == ("", None, None)


def test_that_an_account_is_stale_is_told_once_and_so_is_that_it_is_no_more(aside: Aside) -> None:
    def told() -> list[Any]:
        messages = aside.serve(aside.score_queue, aside.module("score").lambda_handler)
        document = json.loads(documents(aside, "good")["good"])
        return [messages, document["networks"][0]["stale_since"] is not None]

    join(aside, "good")
    servers = Servers()
    collect(aside, ("good",), servers)
    assert told()[1] is False
    for by, shown in (
        (Empty(), [1, True]),
        (Empty(), [0, True]),
        (servers, [1, False]),
        (servers, [0, False]),
    ):
        collect(aside, ("good",), by)
        assert told() == shown


@pytest.mark.parametrize("status", [503, 401])
def test_lists_that_are_not_told_any_more_are_doubted_for_a_week_and_lower_nothing(
    aside: Aside, status: int
) -> None:
    before = read_yesterday(aside)
    collect(aside, ("good",), Silent(status))
    after = account_of(aside, "good")
    assert after.trouble.startswith("who reacted to 1 of the strongest posts was not told")
    assert (after.reading, len(objects(aside))) == (before.reading, 1), "nothing is scored by it either"
    doubted(aside, A_WEEK)
    collect(aside, ("good",), Silent(status))
    after = account_of(aside, "good")
    kept = before.reading["features"]["values"]["relay"]
    assert 0.9 * kept < after.reading["features"]["values"]["relay"] <= kept, "posts have grown a day older"
    assert after.trouble == ""


def test_a_first_reading_without_lists_is_kept_and_asked_for_anew(aside: Aside) -> None:
    join(aside, "good")
    collect(aside, ("good",), Silent(503))
    assert (account_of(aside, "good").reading["lists"], account_of(aside, "good").trouble) == ([0, 1], "")
    collect(aside, ("good",), Unmoved())
    assert account_of(aside, "good").reading["lists"] == [1, 0]


def test_a_pause_asked_for_in_the_middle_of_a_reading_lowers_nothing_and_is_given(aside: Aside) -> None:
    before = read_yesterday(aside)
    collect(aside, ("good",), Silent(429))
    assert account_of(aside, "good").reading == before.reading
    assert "429" in account_of(aside, "good").trouble
    servers = Servers()
    collect(aside, ("good",), servers)
    assert not servers.readings, "its host is left alone"
    assert len(put_off(aside)) == 2


def test_posts_of_a_quiet_account_grow_older_with_one_write_a_week(aside: Aside) -> None:
    join(aside, "good")
    items, slots = aside.module("pegel.store.account_items"), aside.module("pegel.store.slots")
    servers, resonances, kept = Unmoved(), [], []
    servers.now -= timedelta(weeks=2)
    for _ in range(3):
        collect(aside, ("good",), servers)
        account = account_of(aside, "good")
        resonances.append(account.reading["features"]["values"]["resonance"])
        kept.append(items.AccountItem.get(member_of("good"), key_of("good")).slot)
        servers.now += timedelta(weeks=1)
    assert resonances[0] > resonances[1] > resonances[2]
    assert kept == [slots.daily(account.key), slots.weekly(account.key), slots.weekly(account.key)]
    servers.now -= timedelta(weeks=1)
    collect(aside, ("good",), servers)
    assert len(objects(aside)) == 3, "within the week nothing is new"
