"""How networks are asked: for news only, not while a host wants a pause, and for what it may cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from unit.networks.recorded import Told, reader

from pegel.answer import Answer
from pegel.errors import BudgetSpent, RateLimited
from pegel.networks import NETWORKS
from pegel.networks.asking import TRIES, conditional
from pegel.networks.budget import Purse, budgets, estimate
from pegel.networks.github import GitHub
from pegel.networks.terms import Price
from pegel.social import Access

URL = "https://api.github.com/users/mira"
OTHER = "https://api.github.com/users/noor"
TOKEN = "ghp_a-secret"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TOMORROW = BudgetSpent("today's budget is spent", NOON + timedelta(hours=12))


@pytest.mark.parametrize(
    ("validator", "header"),
    [
        ('"strong"', "If-None-Match"),
        ('W/"weak"', "If-None-Match"),
        ("Sun, 22 Nov 2026 06:00:00 GMT", "If-Modified-Since"),
    ],
)
def test_a_validator_goes_back_as_it_came_under_its_own_name(validator, header):
    assert conditional(validator) == {header: validator}
    name = "etag" if "None" in header else "last-modified"
    network = reader("github", Told({}))
    assert network.validator(Answer(200, {name: validator}, b"", URL, NOON)) == validator


class Conditional:
    """A host that answers 304 to whoever sends its validator back, letter for letter."""

    def __init__(self, validator: str) -> None:
        self.validator = validator

    def get(self, url: str, headers: Any) -> Answer:
        known = self.validator in (headers.get("If-None-Match"), headers.get("If-Modified-Since"))
        return Told({url: (304 if known else 200, "{}")}).get(url, headers)


@pytest.mark.parametrize("validator", ['"strong"', 'W/"weak"', "Sun, 22 Nov 2026 06:00:00 GMT"])
def test_not_modified_is_no_answer_whatever_the_validator(validator):
    network = reader("github", Conditional(validator))
    assert network.ask(URL).status == 200
    assert network.ask(URL, validator) is None


@pytest.mark.parametrize(
    ("status", "headers"),
    [(200, {"x-ratelimit-remaining": "0", "retry-after": "60"}), (429, {"retry-after": "60"})],
)
def test_a_host_that_wants_a_pause_is_not_asked_again_and_a_member_s_token_is_another_matter(status, headers):
    network = reader("github", Told({URL: (status, "{}", headers), OTHER: (200, "{}")}), Access(token=TOKEN))
    theirs = network.on_behalf("ghu_theirs")
    try:
        network.ask(URL)
    except RateLimited as limited:
        assert status == 429 and limited.until
    (bucket,) = network.pauses
    with pytest.raises(RateLimited):
        network.ask(OTHER)
    assert theirs.ask(OTHER).status == 200
    assert theirs.pauses is network.pauses, "who settles the batch finds all of them"
    assert TOKEN not in bucket and bucket.startswith("github#api.github.com#")


def test_a_bucket_is_of_a_network_a_host_and_a_token():
    kinds = [Access(), Access(token="a"), Access(token="b"), Access(token="a", member="c"), Access(key="d")]
    told = [reader("github", Told({}), access).bucket("api.github.com") for access in kinds]
    assert len({*told, reader("bluesky", Told({})).bucket("api.github.com")}) == len(kinds) + 1


@pytest.mark.parametrize("name", NETWORKS)
def test_a_reading_takes_of_every_host_that_it_asks(name):
    network = reader(name, Told({}))
    if network.hosts:
        asked = budgets(network, "")
        assert len(asked) == 1 + len(network.also)
        assert all(one.each >= 1 and one.calls >= one.each and one.seconds > 0 for one in asked), (
            "a budget lets through at least one reading"
        )


class Priced(GitHub):
    """GitHub, were it for sale."""

    price = Price("units", 100, call={"profile": 1, "posts": 2}, item={"posts": 5}, source="here")


def test_calls_cost_before_they_are_answered_and_things_when_they_come():
    network = Priced(Told({URL: (500, "")}))
    with pytest.raises(Exception, match="500"):
        network.ask(URL)
    network.on_behalf("theirs").received("posts", 3)
    assert network.purse.spent == 1 + 15
    assert estimate(network) == 1 + 2 + 100 * 5


def test_an_empty_purse_is_filled_once_more_and_then_stops_every_call():
    filled = iter([10, 0])
    network = Priced(Told({URL: (200, "{}"), OTHER: (200, "{}")}))
    network.purse = Purse(1, lambda: next(filled), TOMORROW)
    network.ask(URL)
    assert network.must_ask(OTHER).status == 200, "there was more to be had"
    network.purse.pay(9)
    with pytest.raises(BudgetSpent, match="today's budget"):
        network.ask(URL)
    assert network.purse.allowed == 11
    assert network.must_ask(OTHER, "more").status == 200, "what costs nothing may be asked"


def test_a_page_that_may_cost_more_than_is_left_is_not_asked_for():
    network = Priced(Told({URL: (200, "[]")}))
    network.purse = Purse(500, lambda: 0, TOMORROW)
    assert network.must_ask(URL).status == 200, "a profile is one thing"
    network.purse.pay(400 - network.purse.spent)
    with pytest.raises(BudgetSpent):
        network.must_ask(URL, "posts")
    assert network.purse.spent == 400


def test_a_network_without_a_price_counts_nothing():
    network = reader("github", Told({URL: (200, "{}")}))
    network.ask(URL)
    assert (network.purse.spent, estimate(network)) == (0, 0)
    assert network.purse.check(5) is None


def test_a_short_pause_told_later_does_not_end_a_long_one():
    network = reader("github", Told({}))
    for seconds in (900, 3):
        network._pause(
            "github#api.github.com", NOON + timedelta(seconds=seconds), Answer(200, {}, b"", URL, NOON)
        )
    assert network.pauses == {"github#api.github.com": NOON + timedelta(seconds=900)}
    assert network.left("github#api.github.com") > 800


class Busy(Told):
    """A host that wants a pause of so many seconds, as often as it is told to."""

    def __init__(self, seconds: str, times: int) -> None:
        super().__init__({URL: (200, "{}")})
        self.seconds, self.times = seconds, times

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        answer = super().get(url, headers)
        self.times -= 1
        return (
            replace(answer, status=429, headers={"retry-after": self.seconds}) if self.times >= 0 else answer
        )


def test_a_short_pause_is_waited_for_and_the_reading_goes_on():
    network = reader("github", Busy("0.05", times=2))
    assert network.must_ask(URL).status == 200
    assert len(network.rested) == 2 and all(0.0 < one <= 0.05 for one in network.rested)


def test_a_host_that_goes_on_asking_for_short_pauses_puts_the_reading_off():
    busy = Busy("0.05", times=9)
    with pytest.raises(RateLimited):
        reader("github", busy).must_ask(URL)
    assert len(busy.asked) == TRIES
