"""A week later: what proved an account has to be there still, and an outage is no verdict."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from unit.linking.hosts import Answers
from unit.linking.test_domain import ITEM, OWN, PAGE, SITE, TEXT, Article, Site, claims, texts
from unit.linking.test_handle import CONSISTENT, DID, NAME, OTHER, Shown
from unit.linking.test_handle import OWN as POINTER

from pegel import linking
from pegel.dns_text import nothing
from pegel.errors import AccountGone, NotProven, RateLimited, Unreachable
from pegel.social import Account

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
CODE = "pegel-k3v9mx2tqa"
BY_PAGE = Account("mem_ada", "site", "ada.example", "1", "proven", proof="domain", evidence=PAGE)
BY_CODE = replace(BY_PAGE, evidence=CODE)


class Known:
    """Shows the same profile to whoever asks by id."""

    def known(self, handle, account_id):
        return self.profile(handle)  # type: ignore[attr-defined] # of the network beside it


class KnownSite(Known, Site):
    pass


class KnownArticle(Known, Article):
    pass


class KnownShown(Known, Shown):
    pass


def stands(answers, account=BY_PAGE, said=nothing, own=None, network=KnownSite):
    linking.stands(network(answers), account, said, own or {})


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({TEXT: (200, PAGE)}, nothing),
        ({}, texts(_pegel=(PAGE,))),
        ({SITE: (200, f"<a rel=me href={PAGE}>")}, nothing),
        ({TEXT: (503, ""), SITE: (200, f"<a rel=me href={PAGE}>")}, nothing),
    ],
)
def test_a_domain_may_say_it_in_another_way_than_it_did(answers, said):
    stands(answers, said=said)


def test_a_code_in_the_dns_has_to_stay_there_though_it_would_prove_nothing_new():
    stands({}, BY_CODE, texts(own=(f"pegel={CODE}",)))
    with pytest.raises(NotProven, match="neither page nor code"):
        stands({TEXT: (200, PAGE)}, BY_CODE)


def test_a_domain_that_names_another_page_is_lost_and_one_that_is_silent_is_not():
    with pytest.raises(NotProven):
        stands({TEXT: (200, f"{PAGE}-too")})
    for silent in ({TEXT: (503, "")}, {SITE: (429, "")}):
        with pytest.raises(Unreachable, match="did not answer"):
            stands(silent)


def test_an_item_has_to_name_an_account_that_the_member_has_proven_still():
    account = replace(BY_PAGE, proof="wikidata", evidence="mastodon#1@ufer.example")
    answers = {ITEM: claims(P4033="ada@ufer.example")}
    stands(answers, account, own=OWN, network=KnownArticle)
    with pytest.raises(NotProven, match="nothing that you have proven"):
        stands(answers, account, own={}, network=KnownArticle)
    with pytest.raises(RateLimited):
        stands({ITEM: (429, "")}, account, own=OWN, network=KnownArticle)


def bluesky(answers, account, *links, **profile):
    network = KnownShown(*links, **profile)
    network.fetch = Answers(answers)
    linking.stands(network, account, nothing, {})


LINKED = Account("mem_ada", "bluesky", NAME, DID, "proven", proof="rel-me", evidence=PAGE)


def test_a_link_in_the_profile_is_all_that_is_looked_for_where_it_proved():
    bluesky({}, LINKED, f"{PAGE}/")
    with pytest.raises(NotProven, match="has no links"):
        bluesky({f"https://{NAME}/.well-known/pegel.txt": (404, "")}, LINKED)


def test_a_domain_as_a_handle_has_to_lead_to_the_account_still():
    by_handle = replace(LINKED, proof="handle")
    said = {f"https://{NAME}/.well-known/pegel.txt": (200, PAGE)}
    bluesky({**CONSISTENT, **said}, by_handle)
    with pytest.raises(NotProven, match=f"points at {OTHER}"):
        bluesky({**CONSISTENT, **said, POINTER: (200, OTHER)}, by_handle)


@pytest.mark.parametrize("way", ["code", "oauth"])
def test_what_proves_once_is_not_looked_for_but_the_account_has_to_be_there(way):
    bluesky({}, replace(LINKED, proof=way, evidence=""))

    class Gone(KnownShown):
        def known(self, handle, account_id):
            raise AccountGone("404")

    with pytest.raises(AccountGone):
        linking.stands(Gone(), replace(LINKED, proof=way, evidence=""), nothing, {})
