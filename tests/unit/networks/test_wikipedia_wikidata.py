"""What an article's Wikidata item names: the accounts and sites whose proof is the article's."""

from __future__ import annotations

import pytest
from unit.networks.recorded import OURS, Noting, load, reader

from pegel.errors import AccountGone, BadAnswer
from pegel.networks import NETWORKS
from pegel.networks.wikidata import Named, address, item_of, named

(ANSWER,) = load(OURS / "wikipedia" / "fenja" / "wikidata.json")


def test_the_item_of_an_article_is_in_its_profile_and_has_an_address():
    network = reader("wikipedia", Noting(OURS / "wikipedia"))
    assert item_of(network.profile("de:Fenja Hof/Werk")) == "Q990001"
    assert item_of(network.profile("de:Leer")) == ""
    assert address("Q990001") == ANSWER["request"]["url"]


def test_it_names_accounts_and_sites_but_none_that_is_over_or_deprecated_or_unknown():
    assert named(ANSWER["body"], "Q990001") == Named(
        accounts=(("mastodon", "fenja@hof.example"), ("github", "Fenja-Hof")), sites=("https://hof.example/",)
    )


def test_what_it_names_is_a_handle_of_the_network():
    for network, handle in named(ANSWER["body"], "Q990001").accounts:
        assert NETWORKS[network](fetch=None).normalise(handle)  # type: ignore[arg-type]


def test_an_item_without_statements_names_nothing():
    assert named({"entities": {"Q1": {"claims": {}}}}, "Q1") == Named((), ())
    assert named({"entities": {"Q1": {"claims": []}}}, "Q1") == Named((), ())  # PHP's empty object


def test_an_item_that_is_missing_is_gone():
    with pytest.raises(AccountGone):
        named({"entities": {"Q1": {"id": "Q1", "missing": ""}}}, "Q1")


@pytest.mark.parametrize(
    "body",
    [
        *(None, [], {}, {"entities": []}, {"entities": {"Q2": {}}}, {"entities": {"Q1": {}}}),
        {"entities": {"Q1": {"claims": {"P856": 7}}}},
        {"entities": {"Q1": {"claims": {"P856": [7]}}}},
        {"entities": {"Q1": {"claims": {"P856": [{}]}}}},
        {"entities": {"Q1": {"claims": {"P856": [{"mainsnak": {"snaktype": "value"}}]}}}},
    ],
)
def test_another_shape_is_a_bad_answer(body):
    with pytest.raises(BadAnswer):
        named(body, "Q1")
