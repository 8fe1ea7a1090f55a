"""A Bluesky handle and its DID point at each other, or the account is not proven."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from unit.linking.hosts import Answers

from pegel import linking
from pegel.dns_text import nothing
from pegel.errors import BadAnswer, NotProven, Unreachable
from pegel.linking import handle
from pegel.networks.bluesky import Bluesky
from pegel.networks.network import Link, Profile
from pegel.social import Account, Member

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
US = "https://pegel.example"
NAME = "ada.example"
DID = "did:plc:" + "a" * 24
OTHER = "did:plc:" + "b" * 24
CODE = "pegel-k3v9mx2tqa"
OWN = f"https://{NAME}/.well-known/atproto-did"
RESOLVER = f"{handle.RESOLVER}?handle={NAME}"
DIRECTORY = f"https://plc.directory/{DID}"
TEXT = f"https://{NAME}/.well-known/pegel.txt"
DOCUMENT = {"id": DID, "alsoKnownAs": [f"at://{NAME}"]}


class Shown(Bluesky):
    """Bluesky, showing one profile."""

    def __init__(self, *links, handle=NAME, text="", did=DID):
        super().__init__(Answers({}))
        self.shown = Profile(did, handle, "Ada", text, tuple(Link(url, False) for url in links))

    def profile(self, handle):
        return self.shown


def test_the_handles_own_host_is_asked_first():
    fetch = Answers({OWN: (200, f"{DID}\n"), DIRECTORY: (200, DOCUMENT)})
    handle.prove_both_ways(fetch, nothing, "Ada.Example", DID)
    assert fetch.asked == [OWN, DIRECTORY]


@pytest.mark.parametrize("own", [(404, "no"), (200, "<html>welcome</html>"), (200, "did:plc:../../x")])
def test_a_host_that_says_nothing_useful_leaves_it_to_the_resolver(own):
    fetch = Answers({OWN: own, RESOLVER: (200, {"did": DID}), DIRECTORY: (200, DOCUMENT)})
    handle.prove_both_ways(fetch, nothing, NAME, DID)
    assert RESOLVER in fetch.asked


def test_a_handle_kept_in_dns_needs_no_web_host():
    assert handle.resolve(Answers({RESOLVER: (200, {"did": DID})}), nothing, NAME) == DID


def test_the_dns_is_asked_first_and_one_that_names_two_names_none():
    fetch = Answers({DIRECTORY: (200, DOCUMENT)})
    said = {f"_atproto.{NAME}": ("v=spf1", f"did={DID}")}
    handle.prove_both_ways(fetch, lambda name: said.get(name, ()), NAME, DID)
    assert fetch.asked == [DIRECTORY]
    with pytest.raises(NotProven, match="names 2 accounts"):
        handle.resolve(fetch, lambda name: (f"did={DID}", f"did={OTHER}"), NAME)


def test_a_silent_dns_and_one_that_names_no_did_leave_it_to_the_host():
    def silent(name):
        raise Unreachable("the DNS did not say")

    for texts in (silent, lambda name: ("did=did:plc:short",)):
        assert handle.resolve(Answers({OWN: (200, DID)}), texts, NAME) == DID


def test_a_handle_that_points_elsewhere_says_where():
    with pytest.raises(NotProven, match=f"{NAME} points at {OTHER}, the profile is {DID}"):
        handle.prove_both_ways(Answers({OWN: (200, OTHER)}), nothing, NAME, DID)


@pytest.mark.parametrize(
    ("aliases", "found"),
    [
        (["at://eve.example", f"at://{NAME}"], "names eve.example first"),
        ([f"https://{NAME}"], "names no handle"),
        (None, "names no handle"),
        ([], "names no handle"),
    ],
)
def test_only_the_documents_first_handle_counts(aliases, found):
    document = {"id": DID, "alsoKnownAs": aliases}
    with pytest.raises(NotProven, match=found):
        handle.prove_both_ways(Answers({OWN: (200, DID), DIRECTORY: (200, document)}), nothing, NAME, DID)


def test_other_aliases_and_another_case_do_not_matter():
    document = {"id": DID, "alsoKnownAs": ["https://ada.example", "at://ADA.example", "at://old.example"]}
    handle.prove_both_ways(Answers({OWN: (200, DID), DIRECTORY: (200, document)}), nothing, NAME, DID)


def test_a_document_of_somebody_else_proves_nothing():
    fetch = Answers({OWN: (200, DID), DIRECTORY: (200, {**DOCUMENT, "id": OTHER})})
    with pytest.raises(NotProven, match="says that it is"):
        handle.prove_both_ways(fetch, nothing, NAME, DID)


def test_a_did_of_the_web_is_asked_of_its_host():
    did = "did:web:ada.example"
    document = {"id": did, "alsoKnownAs": [f"at://{NAME}"]}
    fetch = Answers({OWN: (200, did), "https://ada.example/.well-known/did.json": (200, document)})
    handle.prove_both_ways(fetch, nothing, NAME, did)
    assert not handle.is_did("did:web:ada.example:8080") and not handle.is_did("did:web:localhost")


def test_an_unknown_handle_and_a_deleted_did_are_told_apart_from_an_outage():
    with pytest.raises(NotProven, match="points at no account"):
        handle.resolve(Answers({RESOLVER: (400, {"error": "InvalidRequest"})}), nothing, NAME)
    with pytest.raises(NotProven, match="may be deleted"):
        handle.document(Answers({DIRECTORY: (404, {})}), DID)
    with pytest.raises(Unreachable):
        handle.resolve(Answers({RESOLVER: (502, "bad gateway")}), nothing, NAME)
    with pytest.raises(BadAnswer):
        handle.document(Answers({DIRECTORY: (200, [DID])}), DID)


CONSISTENT = {OWN: (200, DID), DIRECTORY: (200, DOCUMENT)}
LINKED = Account("mem_ada", "bluesky", NAME, DID, code=CODE, code_until=NOW + timedelta(hours=1))
ADA = Member("mem_ada", name="ada")


def prove(network, answers, linked=LINKED, texts=nothing):
    network.fetch = Answers(answers)
    return linking.prove(network, linked, linking.sought(linked, ADA, US, NOW), texts).way


def test_consistency_alone_proves_nothing_for_a_handle_is_everybodys_to_name():
    with pytest.raises(NotProven, match="has no links"):
        prove(Shown(), CONSISTENT)


def test_control_comes_from_link_code_or_the_handles_own_domain():
    assert prove(Shown(f"{US}/@ada"), CONSISTENT) == "rel-me"
    assert prove(Shown(text=f"solar {CODE}"), CONSISTENT) == "code"
    assert prove(Shown(), {**CONSISTENT, TEXT: (200, f"{CODE}\n")}) == "handle"
    assert prove(Shown(), {**CONSISTENT, TEXT: (200, f"{US}/@ada")}) == "handle"
    said = {f"_pegel.{NAME}": (f"{US}/@ada",)}
    assert prove(Shown(), CONSISTENT, texts=lambda name: said.get(name, ())) == "handle"


def test_a_link_does_not_help_when_handle_and_did_disagree():
    with pytest.raises(NotProven, match=f"points at {OTHER}"):
        prove(Shown(f"{US}/@ada"), {OWN: (200, OTHER)})


def test_a_domain_that_speaks_of_an_old_code_proves_nothing():
    with pytest.raises(NotProven):
        prove(Shown(), {**CONSISTENT, TEXT: (200, CODE)}, replace(LINKED, code_until=NOW))


def test_a_name_under_a_host_of_many_is_nobodys_own_domain():
    name = "ada.bsky.social"
    answers = {
        f"https://{name}/.well-known/atproto-did": (200, DID),
        DIRECTORY: (200, {"id": DID, "alsoKnownAs": [f"at://{name}"]}),
        f"https://{name}/.well-known/pegel.txt": (200, CODE),
    }
    with pytest.raises(NotProven):
        prove(Shown(handle=name), answers, replace(LINKED, handle=name))
