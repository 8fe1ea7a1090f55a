"""What a network's terms, its price and its operator allow: nothing more is read, kept or spent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aside import Aside
from faults.batch import account_of, documents, join, key_of, member_of, objects, put_off, score
from faults.test_collection_weeks import Unmoved
from integration.mastodon_servers import Servers

from pegel.answer import Answer
from pegel.errors import Unreachable
from pegel.networks.mastodon import Mastodon
from pegel.networks.terms import Price
from pegel.social import Access

PRICE = Price("units", 2, call={"profile": 1}, source="here")
OFF = Access(a_day=0)


class Fleeting(Mastodon):
    """What is read there may be kept for two days."""

    terms = replace(Mastodon.terms, stores_for=2)


class Priced(Mastodon):
    """Two accounts a day are all that is paid for."""

    price = PRICE


class Down(Servers):
    """Does not answer."""

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        raise Unreachable("nobody is there")


def read(aside: Aside, hosts: Sequence[str], network: Mastodon) -> dict[str, Any]:
    """The accounts of these hosts as a batch of `collect`; host → what came of it."""
    batch, reading, keeping = (aside.module(name) for name in ("pegel.store.batch", "reading", "keeping"))
    pairs = tuple((member_of(host), key_of(host)) for host in hosts)
    accounts = aside.module("pegel.store.readings").batch(pairs)
    admission = reading.Admission(network, datetime.now(UTC))
    results = reading.read(admission, accounts, 60.0)
    keeping.keep(batch.Batch("mastodon", pairs), network, results, admission.now)
    return {account.handle.partition("@")[2].partition("@")[2][:-8]: result for account, result in results}


def due_in(aside: Aside, slots: Iterable[int]) -> list[tuple[str, str]]:
    """(member, account) of these five minutes of the day."""
    return [pair for slot in slots for pair in aside.module("pegel.store.readings").due(f"{slot:03d}")]


def read_days_ago(aside: Aside, days: float) -> None:
    """The last good reading is so old."""
    item = aside.module("pegel.store.account_items").AccountItem(member_of("good"), key_of("good"))
    item.update([type(item).read_at.set(datetime.now(UTC) - timedelta(days=days))])


@pytest.fixture
def good(aside: Aside) -> Iterator[Aside]:
    """Somebody's account, read just now from a network that lets it be kept for two days, and scored."""
    join(aside, "good")
    read(aside, ["good"], Fleeting(Servers()))
    score(aside)
    yield aside


def test_what_a_network_lets_us_keep_for_two_days_is_under_the_rule_of_two_days(good: Aside) -> None:
    (key,) = objects(good)
    assert key.startswith("2/")
    join(good, "fine")
    read(good, ["fine"], Mastodon(Servers()))
    assert sorted(one.partition("/")[0] for one in objects(good)) == ["2", "90"]


def test_what_could_not_be_read_again_in_time_is_deleted_and_its_part_of_the_score_goes(good: Aside) -> None:
    assert json.loads(documents(good, "good")["good"])["networks"]
    read_days_ago(good, 2.1)
    read(good, ["good"], Fleeting(Down()))
    kept = account_of(good, "good")
    assert (kept.reading, kept.read_at) == ({}, None)
    assert kept.trouble == "deleted: Mastodon lets it be kept for 2 days only"
    score(good)
    assert json.loads(documents(good, "good")["good"])["value"] is None


@pytest.mark.parametrize(("kind", "days"), [(Fleeting, 1.9), (Mastodon, 60)])
def test_an_outage_shorter_than_that_lowers_nothing(good: Aside, kind: type[Mastodon], days: float) -> None:
    before = documents(good, "good")
    read_days_ago(good, days)
    read(good, ["good"], kind(Down()))
    assert account_of(good, "good").reading
    score(good)
    told, told_before = (json.loads(of["good"]) for of in (documents(good, "good"), before))
    assert told["value"] == told_before["value"]


def test_where_it_may_be_kept_for_days_only_it_is_read_anew_though_nothing_moved(good: Aside) -> None:
    servers = Unmoved()
    servers.posts_until -= timedelta(hours=1)
    read(good, ["good"], Fleeting(servers))
    written, read_at = len(objects(good)), account_of(good, "good").read_at
    assert read(good, ["good"], Fleeting(servers)) == {"good": None}, "the same day: not modified"
    read_days_ago(good, 1)
    read(good, ["good"], Fleeting(servers))
    assert len(objects(good)) == written + 1
    assert read_at and account_of(good, "good").read_at == servers.now


def test_of_an_account_that_is_gone_nothing_is_kept(good: Aside) -> None:
    class Gone(Servers):
        def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
            return replace(super().get(url, headers), status=404)

    read(good, ["good"], Fleeting(Gone()))
    kept = account_of(good, "good")
    assert (kept.state, kept.reading) == ("gone", {})


def test_a_network_that_is_off_is_not_asked_and_says_so_and_lowers_nothing(good: Aside) -> None:
    before, servers = account_of(good, "good").reading, Servers()
    read(good, ["good"], Fleeting(servers, OFF))
    assert not servers.readings
    kept = account_of(good, "good")
    assert (kept.trouble, kept.reading) == ("Mastodon is not read: it was turned off here", before)
    assert put_off(good) == [], "its next slot is soon enough"


def test_at_the_end_of_a_day_s_money_accounts_wait_for_the_next_day_and_say_so(aside: Aside) -> None:
    join(aside, "good", "fine", "zero")
    servers = Servers()
    first = read(aside, ["good", "fine", "zero"], Priced(servers))
    assert sum(servers.readings.values()) == 2
    ((waiting, spent),) = [
        (host, result) for host, result in first.items() if type(result).__name__ == "BudgetSpent"
    ]
    assert (spent.until - datetime.now(UTC)) <= timedelta(days=1), "once the first two had settled"
    again = read(aside, [waiting], Priced(servers))
    assert type(again[waiting]).__name__ == "BudgetSpent"
    assert sum(servers.readings.values()) == 2, "it was not asked"
    assert account_of(aside, waiting).trouble == "today's budget for Mastodon is spent"
    assert not put_off(aside), "no message goes round until midnight"
    pair = (member_of(waiting), key_of(waiting))
    assert pair in due_in(aside, range(12)), "it is among the first of the next day"
    day = aside.module("pegel.store.spending").of("mastodon", datetime.now(UTC))
    assert (day.spent, day.reserved, day.readings) == (2, 0, 2)
    read(aside, [waiting], Priced(servers, Access(a_day=10)))
    usual = int(aside.module("pegel.store.slots").daily(pair[1]))
    assert pair in due_in(aside, [usual]) and not account_of(aside, waiting).trouble


class Dear(Mastodon):
    """Its posts cost more than anybody expected."""

    price = replace(PRICE, a_day=60)

    def cost(self, kind: str, calls: int, items: int) -> int:
        return 3 * calls if kind == "posts" else super().cost(kind, calls, items)


def test_a_day_that_ends_within_a_reading_stops_it_at_the_next_call(aside: Aside) -> None:
    join(aside, "good")
    spending, servers = aside.module("pegel.store.spending"), Servers()
    read(aside, ["good"], Dear(servers))
    before, spent = account_of(aside, "good").reading, spending.of("mastodon", datetime.now(UTC)).spent
    assert before and spent > 3, "it fetched what it needed beyond what was put aside"

    servers.now += timedelta(hours=1)
    (result,) = read(aside, ["good"], Dear(servers, Access(a_day=spent + 2))).values()
    assert servers.readings["good.example/u8"] == 2, "the profile was asked for"
    assert str(result) == "today's budget for Mastodon is spent"
    assert spending.of("mastodon", datetime.now(UTC)).spent == spent + 1
    assert account_of(aside, "good").reading == before, "what was known stays"
