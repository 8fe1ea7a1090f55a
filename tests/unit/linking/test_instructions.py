"""What a member is told to do is what the proof looks for, in both languages."""

from datetime import UTC, datetime, timedelta

import pytest

from pegel import linking
from pegel.dns_text import nothing
from pegel.networks import NETWORKS
from pegel.networks.network import Link, Profile
from pegel.social import Account, Member

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
US = "https://pegel.example/"
HANDLES = {"mastodon": "@ada@ufer.example", "bluesky": "ada.bsky.social", "github": "ada"}
PUBLISHED = {"rel-me", "code"}


class Nowhere:
    """No way out: a profile that was shown is all there is to ask."""

    def get(self, url, headers={}):  # noqa: B006 - the protocol's own signature
        raise AssertionError(f"{url} was asked")


def showing(name, links=(), text=""):
    """A network whose profile says what it is made to say."""
    shown = Profile("1", HANDLES[name], "Ada", text, tuple(Link(url, False) for url in links))
    return type("Showing", (NETWORKS[name],), {"profile": lambda self, handle: shown})(Nowhere())


def told(network, member):
    account = Account("mem_ada", network, HANDLES.get(network, "ada.example"), "1", code="pegel-k3v9mx2tqa")
    return account, ways_of(NETWORKS[network](Nowhere()), account, member)


def ways_of(network, account, member):
    """As the API tells them."""
    return linking.ways(network, account.handle, linking.sought(account, member, US, NOW))


@pytest.mark.parametrize("network", sorted(NETWORKS))
def test_every_way_is_told_in_two_languages_with_what_to_publish(network):
    _, ways = told(network, Member("mem_ada", name="ada"))
    possible = [way for way in NETWORKS[network].proofs if way != "handle"]
    assert [way.way for way in ways] == possible
    for way in ways:
        assert way.publish in way.en and way.publish in way.de and way.en != way.de
        assert way.publish or way.way not in PUBLISHED
        if way.way == "rel-me":
            assert way.publish == f"{US}@ada?me"


@pytest.mark.parametrize("network", sorted(NETWORKS))
def test_who_has_no_page_yet_is_told_of_none(network):
    _, ways = told(network, Member("mem_ada"))
    assert "rel-me" not in [way.way for way in ways]
    assert not [way for way in ways if US in way.en + way.de]


def test_nothing_is_promised_of_the_page_that_it_does_not_do():
    _, (link, _) = told("mastodon", Member("mem_ada", name="ada"))
    assert "links back" not in link.en and "verlinkt zurück" not in link.de


@pytest.mark.parametrize("network", ["mastodon", "github"])
def test_whoever_does_as_told_is_proven(network):
    member = Member("mem_ada", name="ada")
    account, ways = told(network, member)
    dated = Account(
        **{**{f: getattr(account, f) for f in account.__slots__}, "code_until": NOW + timedelta(1)}
    )
    for way in ways:
        shown = showing(network, [way.publish]) if way.way == "rel-me" else showing(network, text=way.publish)
        assert linking.prove(shown, dated, linking.sought(dated, member, US, NOW), nothing).way == way.way


def test_a_domain_of_ones_own_is_a_third_way():
    account = Account("mem_ada", "bluesky", "Ada.Example", "1", code="pegel-k3v9mx2tqa")
    ways = ways_of(NETWORKS["bluesky"](Nowhere()), account, Member("mem_ada"))
    assert [way.way for way in ways] == ["code", "handle"]
    assert "https://ada.example/.well-known/pegel.txt" in ways[1].de


@pytest.mark.parametrize("network", NETWORKS.values(), ids=sorted(NETWORKS))
def test_every_network_has_ways_that_can_be_told_and_places_for_what_goes_there(network):
    assert network.proofs and set(network.proofs) <= {*linking.WAYS, "oauth"}
    asked = {"rel-me": "link", "code": "code"}
    assert {asked[way] for way in network.proofs if way in asked} <= set(network.places)
