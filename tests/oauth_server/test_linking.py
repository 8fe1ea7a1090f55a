"""Members link accounts by signing in at a network: handlers, tables, server and network as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from oauth_server.provider import PEOPLE, Provider
from oauth_server.site import ACCOUNTS, Site, raw, site

from pegel.errors import ProofLost, StateExpired
from pegel.linking import oauth
from pegel.social import Tokens

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

MIRA = PEOPLE["mira"]["data"]["id"]


@pytest.fixture(scope="module")
def here(stack: Stack, provider: Provider) -> Iterator[Site]:
    with site(stack, provider) as running:
        yield running


def tokens_of(here: Site, member_id: str, key: str) -> Tokens:
    """As they are kept."""
    (item,) = [one for one in here.store("member_tokens").TokenItem.query(member_id) if one.key == key]
    salt = here.store("salts").of([member_id])[member_id]
    found: Tokens = here.store("member_tokens")._open(item, salt)
    return found


def is_alive(here: Site, tokens: Tokens) -> bool:
    """Whether the network still takes them."""
    network = here.aside.module("outside").network_of("x", here.store("access").of_installation())
    try:
        return bool(network.on_behalf(tokens.access).owned())
    except ProofLost:
        return False


def test_an_account_is_linked_proven_and_read_with_its_owner_s_own_token(here: Site) -> None:
    member = here.member()
    linked = member.link()
    assert (linked["account_id"], linked["handle"], linked["state"], linked["proof"]) == (
        *(MIRA, "mira"),
        *("proven", "oauth"),
    )
    assert here.collect() == 1
    (account,) = member.accounts()
    assert (account["read_at"] is not None, account["trouble"]) == (True, None)
    sealed, tokens = raw(here.kept()), tokens_of(here, member.id, f"x#{MIRA}")
    assert tokens.access.encode() not in sealed
    assert tokens.refresh.encode() not in sealed


def test_a_token_that_was_revoked_there_holds_the_account(here: Site) -> None:
    member = here.member()
    member.link("ines")
    (account,) = member.accounts()
    network = here.aside.module("outside").network_of("x", here.store("access").of_installation())
    oauth.revoke(network, tokens_of(here, member.id, f"x#{account['account_id']}"))
    assert here.collect() == 1
    (account,) = member.accounts()
    assert account["state"] == "held"
    assert "sign in there again" in account["trouble"]
    member.link("ines")
    assert here.collect() == 1
    assert member.accounts()[0]["state"] == "proven", "signing in anew mends it"


def test_a_sign_in_is_finished_by_whoever_began_it_and_once(here: Site) -> None:
    member, other = here.member(), here.member()
    said = member.come_back(member.begin())
    stolen = other.finish(said)
    assert (stolen.status, stolen.json()["code"]) == (409, "state_expired")
    assert member.finish(said).status == 200, "somebody else's try did not use it up"
    again = member.finish(said)
    assert (again.status, again.json()["code"]) == (409, "state_expired")
    assert other.accounts() == []


def test_after_ten_minutes_a_sign_in_is_over(here: Site) -> None:
    authorizations, now = here.store("authorizations"), datetime.now(UTC)
    begun = authorizations.Authorization("x", "https://pegel.example/linked", "verifier", "nonce")
    for state, late in (("in-time", timedelta(minutes=9)), ("late", timedelta(minutes=11))):
        assert authorizations.begin("mem_a", state, begun, now) == now + timedelta(minutes=10)
        if late < timedelta(minutes=10):
            assert authorizations.use("mem_a", state, now + late) == begun
        else:
            with pytest.raises(StateExpired):
                authorizations.use("mem_a", state, now + late)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"state": "made-up"}, 409, "state_expired"),
        ({"code": "made-up"}, 409, "not_authorized"),
        ({"code": ""}, 422, "invalid_field"),
        ({"error": "access_denied"}, 409, "denied"),
        ({"error": "<script>"}, 409, "not_authorized"),
    ],
)
def test_what_a_network_never_said_links_nothing(here: Site, change, status: int, code: str) -> None:
    member = here.member()
    refused = member.finish(member.come_back(member.begin()) | change)
    assert (refused.status, refused.json()["code"]) == (status, code)
    assert "<script>" not in refused.body
    assert member.accounts() == []


def test_who_denies_or_grants_too_little_links_nothing(here: Site) -> None:
    member = here.member()
    for consent, code in (("no", "denied"), ("less", "scope_refused")):
        refused = member.finish(member.come_back(member.begin(), consent=consent))
        assert (refused.status, refused.json()["code"]) == (409, code)
    assert member.accounts() == []


def test_of_several_accounts_one_is_chosen(here: Site) -> None:
    member = here.member()
    said = member.come_back(member.begin("pages"))
    offered = member.finish(said).json()
    assert offered["account"] is None
    assert [one["account_id"] for one in offered["choices"]] == [MIRA, "99"]
    wrong = member.finish({"state": said["state"], "account_id": "100"})
    assert (wrong.status, wrong.json()["errors"][0]["pointer"]) == (422, "/account_id")
    thief = here.member().finish({"state": said["state"], "account_id": "99"})
    assert thief.json()["code"] == "state_expired"
    chosen = member.finish({"state": said["state"], "account_id": "99"})
    assert (chosen.json()["account"]["handle"], chosen.json()["choices"]) == ("shop", [])


def test_a_sign_in_that_opened_several_accounts_ends_with_the_last_of_them(here: Site) -> None:
    member = here.member()
    said = member.come_back(member.begin("pages"))
    member.finish(said)
    for account_id in (MIRA, "99"):
        assert member.finish({"state": said["state"], "account_id": account_id}).status == 200
    tokens = tokens_of(here, member.id, "pages#99")
    for account_id, alive in ((MIRA, True), ("99", False)):
        assert member.ask("DELETE", f"{ACCOUNTS}/pages/{account_id}").status == 204
        assert is_alive(here, tokens) == alive


def test_unlinking_deletes_the_tokens_and_gives_them_back(here: Site) -> None:
    member = here.member()
    linked = member.link()
    tokens = tokens_of(here, member.id, f"x#{MIRA}")
    assert is_alive(here, tokens)
    assert member.ask("DELETE", f"{ACCOUNTS}/x/{linked['account_id']}").status == 204
    assert not is_alive(here, tokens)
    assert [item for item in here.kept() if item["member_id"]["S"] == member.id] == []


def test_taking_back_the_consent_does_so_for_all(here: Site) -> None:
    member = here.member()
    member.link()
    member.finish(said := member.come_back(member.begin("pages")))
    member.finish({"state": said["state"], "account_id": "99"})
    tokens = [tokens_of(here, member.id, key) for key in (f"x#{MIRA}", "pages#99")]
    taken_back = {"consents": {"score": False}}
    assert member.ask("PATCH", "/v3/me", taken_back, headers={"if-match": "*"}).status == 200
    assert [is_alive(here, one) for one in tokens] == [False, False]
    assert [item for item in here.kept() if item["member_id"]["S"] == member.id] == []


def test_who_loses_an_account_loses_its_tokens_and_the_new_owner_keeps_theirs(here: Site) -> None:
    loser, winner = here.member(), here.member()
    loser.link()
    winner.link()
    assert [item for item in here.kept() if item["member_id"]["S"] == loser.id] == []
    assert is_alive(here, tokens_of(here, winner.id, f"x#{MIRA}"))
    assert {one["state"] for one in loser.accounts()} <= {"lost"}


def test_only_networks_with_a_sign_in_are_signed_in_at(here: Site) -> None:
    refused = here.member().ask("POST", f"{ACCOUNTS}/authorizations", {"network": "mastodon"})
    assert (refused.status, refused.json()["errors"][0]["pointer"]) == (422, "/network")
    assert "x, pages" in refused.json()["detail"]


def test_no_line_of_a_log_holds_a_secret(here: Site) -> None:
    member = here.member()
    said = member.come_back(member.begin())
    assert member.finish(said).status == 200
    here.collect()
    tokens, told = tokens_of(here, member.id, f"x#{MIRA}"), here.said.getvalue()
    assert "answered" in told
    for secret in (said["state"], said["code"], tokens.access, tokens.refresh):
        assert secret not in told
