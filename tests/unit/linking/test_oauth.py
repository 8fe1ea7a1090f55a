"""Signing in at networks: the addresses members are sent to, and what we ask for there."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from unit.linking.signing_in import NOW, REDIRECT, network

from pegel.errors import NotAuthorized
from pegel.linking import oauth
from pegel.networks import NETWORKS

SIGNED_IN = [name for name, network in NETWORKS.items() if network.oauth]


def test_the_address_says_who_asks_for_what_and_where_to_come_back_to() -> None:
    begun = oauth.begin(network(), REDIRECT)
    parts, asked = urlsplit(begun.url), parse_qs(urlsplit(begun.url).query)
    assert (parts.netloc, parts.path) == ("sign-in.example", "/authorize")
    challenge = base64.urlsafe_b64encode(hashlib.sha256(begun.verifier.encode()).digest()).rstrip(b"=")
    assert asked == {
        "prompt": ["login"],
        "response_type": ["code"],
        "client_id": ["us"],
        "redirect_uri": [REDIRECT],
        "scope": ["users.read offline.access"],
        "state": [begun.state],
        "code_challenge": [challenge.decode()],
        "code_challenge_method": ["S256"],
    }


def test_no_two_sign_ins_share_anything_that_could_be_guessed() -> None:
    begun = [oauth.begin(network(), REDIRECT) for _ in range(50)]
    for secret in ("state", "verifier", "nonce"):
        values = {getattr(one, secret) for one in begun}
        assert len(values) == 50
        assert {len(base64.urlsafe_b64decode(value + "=")) for value in values} == {32}, "256 bits"


def test_networks_differ_in_pkce_scopes_and_what_else_they_want() -> None:
    other = network(
        pkce=False, separator=",", scopes=("identity", "openid"), extra={"access_type": "offline"}
    )
    begun = oauth.begin(other, REDIRECT)
    asked = parse_qs(urlsplit(begun.url).query)
    assert (asked["scope"], asked["access_type"]) == (["identity,openid"], ["offline"])
    assert asked["nonce"] == [begun.nonce]
    assert "code_challenge" not in asked
    assert "scope" not in oauth.begin(network(scopes=()), REDIRECT).url


@pytest.mark.parametrize("name", SIGNED_IN)
def test_no_network_is_asked_for_more_than_reading(name: str) -> None:
    where = NETWORKS[name].oauth
    assert where
    assert set(where.scopes) <= oauth.READ_ONLY
    addresses = [where.authorize, where.token, where.own, *filter(None, [where.revoke])]
    assert all(urlsplit(url).scheme == "https" for url in addresses)


def test_what_may_be_asked_for_writes_nowhere_and_nothing_else_is() -> None:
    writes = re.compile(r"writ|manage|publish|post|edit|submit|upload|delete|message|block|admin|repo")
    assert [scope for scope in oauth.READ_ONLY if writes.search(scope)] == []
    with pytest.raises(ValueError, match=r"tweet\.write"):
        oauth.begin(network(scopes=("tweet.write",)), REDIRECT)


def test_a_code_that_is_none_is_told_to_the_member() -> None:
    with pytest.raises(NotAuthorized, match="Begin again"):
        oauth.exchange(network(400, b'{"error": "invalid_grant"}'), "c", REDIRECT, "v", "n", NOW)


@pytest.mark.parametrize("token", [None, "", "a.b", "a.!!.c", "a.W10.c", "a.e30.c", 7])
def test_what_is_no_id_token_belongs_to_no_sign_in(token: object) -> None:
    assert not oauth.is_ours(token, network(), "n")
