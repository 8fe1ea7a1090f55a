"""Every network, whatever it is: off until its terms are met, with the reason; told before one links it."""

from __future__ import annotations

from dataclasses import asdict, fields, replace

import pytest

from pegel.networks import NETWORKS
from pegel.networks.described import TOLD, described
from pegel.networks.permission import NAMES, a_day, asks_to_agree, why_not
from pegel.networks.reads import WHY
from pegel.social import Access

EVERY = pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS)

SHORTEST = 2  # days: S3 deletes at a midnight, so that two are the fewest it can keep to
OPEN = Access(client_id="id", client_secret="s", key="k", token="t", agreed="2026-11-25 Ada", a_day=1000)


def lacking(need: str) -> Access:
    """All but one."""
    return Access(**asdict(OPEN) | {need: ""})


def makes_points(network):
    """The others are read for topics alone."""
    return network.name not in {"lastfm", "blog"}


@EVERY
def test_with_all_that_its_terms_ask_for_a_network_is_on(network):
    assert why_not(network, OPEN) == ""
    assert described(network, OPEN).counts == makes_points(network)


@EVERY
def test_each_thing_that_is_needed_and_missing_is_named(network):
    assert set(network.terms.needs) <= {field.name for field in fields(Access)}
    for need in set(network.terms.needs) & set(NAMES):
        assert NAMES[need] in why_not(network, lacking(need))


@EVERY
def test_without_the_agreement_its_terms_ask_for_it_is_off_and_no_figure_of_it_counts(network):
    told = described(network, replace(OPEN, agreed=""))
    assert bool(told.off_because) == asks_to_agree(network)
    assert told.counts == (makes_points(network) and not asks_to_agree(network))
    assert network.terms.needs_agreement in told.off_because
    assert asks_to_agree(network) or network.terms.shows_derived_score


@EVERY
def test_a_network_that_was_turned_off_is_off(network):
    assert why_not(network, replace(OPEN, a_day=0)) == "it was turned off here"


@EVERY
def test_what_costs_money_is_off_until_somebody_says_how_much_it_may_cost(network):
    unlimited = replace(OPEN, a_day=None)
    charged = network.price is not None and network.price.a_day == 0
    assert ("charges" in why_not(network, unlimited)) == charged
    assert a_day(network, OPEN) == (1000 if network.price else None)
    assert a_day(network, unlimited) == (network.price.a_day if network.price else None)


@EVERY
def test_everything_it_reads_has_a_reason_and_nothing_is_both_told_and_unknown(network):
    told = described(network, Access())
    assert {one.role for one in told.reads} >= set(network.gives)
    assert all(one.fields and one.en and one.de for one in told.reads)
    assert not set(told.gives) & set(told.unknown)
    assert set(network.gives) <= {*TOLD, "followers"}
    assert set(network.gives) <= set(WHY)
    assert told.proofs and told.title


@EVERY
def test_what_is_read_is_kept_no_longer_than_the_bucket_can_promise(network):
    assert network.terms.stores_for >= SHORTEST
