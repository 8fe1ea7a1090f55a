"""Signing in at a real server: PKCE, rotation, revocation, and everything that goes wrong on the way."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
from oauth_server.provider import CLIENT, REDIRECT, SECRET, Browser, Provider

from pegel.errors import BadAnswer, Denied, NotAuthorized, ProofLost, ScopeRefused
from pegel.linking import oauth
from pegel.networks.network import OAuth
from pegel.networks.x import X
from pegel.social import Access, Tokens

NOW = datetime.now(UTC)
ACCESS = Access(client_id=CLIENT, client_secret=SECRET)
LINE = X.oauth
assert LINE


class WithIssuer(X):
    """X as if it told who answers, and let people sign in by OpenID Connect."""

    oauth: ClassVar[OAuth] = replace(LINE, scopes=(*LINE.scopes, "openid"), issuer="https://x.com")


@pytest.fixture
def network(provider: Provider) -> X:
    return X(provider.live(), ACCESS)


def came_back(provider: Provider, network: X, consent: str = "yes") -> tuple[oauth.Begun, dict[str, str]]:
    """A sign-in, and what the network added to our address at its end."""
    begun = oauth.begin(network, REDIRECT)
    return begun, Browser(provider, consent=consent).sign_in(begun.url)


def exchanged(network: X, begun: oauth.Begun, code: str, redirect: str = REDIRECT) -> Tokens:
    return oauth.exchange(network, code, redirect, begun.verifier, begun.nonce, NOW)


def signed_in(provider: Provider, network: X) -> Tokens:
    begun, said = came_back(provider, network)
    assert said["state"] == begun.state
    return exchanged(network, begun, said["code"])


def refreshed(network: X, tokens: Tokens) -> Tokens:
    return oauth.refresh(network, tokens, NOW)


def test_whoever_signs_in_owns_the_account_that_the_token_opens(provider: Provider, network: X) -> None:
    tokens = signed_in(provider, network)
    assert tokens.scopes == X.oauth.scopes
    assert tokens.expires_at == NOW + timedelta(hours=2)
    assert [one.handle for one in network.on_behalf(tokens.access).owned()] == ["mira"]


def test_a_code_works_once_and_its_second_use_ends_what_the_first_one_gave(
    provider: Provider, network: X
) -> None:
    begun, said = came_back(provider, network)
    tokens = exchanged(network, begun, said["code"])
    with pytest.raises(NotAuthorized, match="Begin again"):
        exchanged(network, begun, said["code"])
    with pytest.raises(ProofLost):
        refreshed(network, tokens)


def test_a_code_is_worth_nothing_without_the_verifier_of_its_sign_in(provider: Provider, network: X) -> None:
    _, said = came_back(provider, network)
    with pytest.raises(NotAuthorized):
        exchanged(network, oauth.begin(network, REDIRECT), said["code"])


def test_the_address_to_come_back_to_is_exact(provider: Provider, network: X) -> None:
    begun, said = came_back(provider, network)
    with pytest.raises(NotAuthorized):
        exchanged(network, begun, said["code"], f"{REDIRECT}/")
    elsewhere = oauth.begin(network, "https://pegel.example/linked.evil")
    status, page = Browser(provider).get(elsewhere.url)
    assert status == 400
    assert "redirect_uri" in page


def test_another_client_gets_nothing(provider: Provider, network: X) -> None:
    begun, said = came_back(provider, network)
    other = X(network.fetch, replace(ACCESS, client_secret="guessed"))
    with pytest.raises(BadAnswer, match="refuses this installation"):
        exchanged(other, begun, said["code"])


def test_without_a_challenge_the_server_lets_nobody_in(provider: Provider, network: X) -> None:
    class Plain(X):
        oauth = replace(LINE, pkce=False)

    begun = oauth.begin(Plain(network.fetch, ACCESS), REDIRECT)
    assert "code_challenge" not in begun.url
    assert Browser(provider).sign_in(begun.url)["error"] == "invalid_request"


def test_who_denies_is_told_how_to_go_on(provider: Provider, network: X) -> None:
    _, said = came_back(provider, network, consent="no")
    with pytest.raises(Denied, match="agree there, or prove the account in another way"):
        oauth.check(network, said.get("iss", ""), said["error"])


def test_less_than_is_needed_is_refused_by_name(provider: Provider, network: X) -> None:
    begun, said = came_back(provider, network, consent="less")
    with pytest.raises(ScopeRefused, match=r"allow users\.read, which only reads"):
        exchanged(network, begun, said["code"])


def test_an_answer_of_another_server_or_sign_in_is_none(provider: Provider) -> None:
    network = WithIssuer(provider.live(), ACCESS)
    begun, said = came_back(provider, network)
    oauth.check(network, said["iss"], "")
    for issuer in ("", "https://x.com.evil"):
        with pytest.raises(NotAuthorized, match="does not come from X"):
            oauth.check(network, issuer, "")
    with pytest.raises(NotAuthorized, match="another sign-in"):
        exchanged(network, replace(begun, nonce="of another"), said["code"])
    assert signed_in(provider, network).access


def test_a_token_is_renewed_in_exchange_for_both(provider: Provider, network: X) -> None:
    first = signed_in(provider, network)
    second = refreshed(network, first)
    assert len({first.access, second.access, first.refresh, second.refresh}) == 4
    assert second.scopes == first.scopes
    with pytest.raises(ProofLost, match="sign in there again"):
        refreshed(network, first)
    with pytest.raises(ProofLost):
        refreshed(network, second)  # used twice is stolen, to the server: it ends all of it


def test_what_is_revoked_opens_nothing(provider: Provider, network: X) -> None:
    tokens = signed_in(provider, network)
    oauth.revoke(network, tokens)
    with pytest.raises(ProofLost):
        refreshed(network, tokens)
    with pytest.raises(ProofLost, match="sign in there again"):
        network.on_behalf(tokens.access).owned()


def test_no_secret_is_told_by_a_log_an_error_or_the_value_itself(
    provider: Provider, network: X, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    begun, said = came_back(provider, network)
    tokens = exchanged(network, begun, said["code"])
    with pytest.raises(NotAuthorized) as used:
        exchanged(network, begun, said["code"])
    with pytest.raises(ProofLost) as lost:
        refreshed(network, tokens)
    errors = [used.value, used.value.__cause__, lost.value]
    told = "\n".join([caplog.text, *map(repr, errors), repr(tokens), repr(begun), repr(network.access)])
    challenge = parse_qs(urlsplit(begun.url).query)["code_challenge"][0]
    for secret in (
        tokens.access,
        tokens.refresh,
        said["code"],
        begun.verifier,
        begun.state,
        challenge,
        SECRET,
    ):
        assert secret not in told
