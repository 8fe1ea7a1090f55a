"""The installation's own token: asked for once, used for an hour at most, and nobody's proof."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from unit.linking.signing_in import NOW, Sent, network

from pegel.errors import BadAnswer, NetworkError, Unreachable
from pegel.linking import application
from pegel.networks import NETWORKS
from pegel.networks.network import Network
from pegel.social import Access

GIVEN = b'{"access_token": "of-the-application", "token_type": "bearer", "expires_in": 86400}'


def closed(body: bytes = GIVEN, status: int = 200, **other: Any) -> Network:
    """A network that gives tokens to applications, for a client that nobody was before."""
    made = network(status, body, **{"app": True, **other})
    made.access = replace(made.access, client_id=secrets.token_hex(4))
    return made


def forms(asked: Network) -> list[dict[str, str]]:
    assert isinstance(asked.fetch, Sent)
    return [dict(form) for form, _ in asked.fetch.forms]


def test_a_token_is_asked_for_with_the_installation_s_own_credentials_and_used() -> None:
    asked = closed()
    assert application.opened(asked, NOW).access.token == "of-the-application"
    assert forms(asked) == [{"grant_type": "client_credentials"}]


@pytest.mark.parametrize(
    ("lasts", "later", "times"),
    [(86_400, 55, 1), (86_400, 61, 2), (600, 4, 1), (600, 6, 2), (None, 54, 1), (None, 56, 2)],
)
def test_it_is_used_for_an_hour_at_most_and_not_until_its_last_minute(
    lasts: int | None, later: int, times: int
) -> None:
    asked = closed(json.dumps({"access_token": "a", "token_type": "bearer", "expires_in": lasts}).encode())
    access = asked.access
    for now in (NOW, NOW + timedelta(minutes=later)):
        asked.access = access  # another batch, a network of its own
        application.opened(asked, now)
    assert len(forms(asked)) == times


@pytest.mark.parametrize("other", [{"app": False}])
def test_where_none_is_given_none_is_asked_for(other: dict[str, Any]) -> None:
    asked = closed(**other)
    assert application.opened(asked, NOW).access.token == ""
    entered = closed()
    entered.access = replace(entered.access, token="entered")
    assert application.opened(entered, NOW).access.token == "entered"
    assert forms(asked) == forms(entered) == []


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, b'{"error": "invalid_grant"}', BadAnswer),
        (401, b'{"error": "invalid_client"}', BadAnswer),
        (503, b"", Unreachable),
    ],
)
def test_a_refusal_is_never_the_loss_of_a_member_s_proof(
    status: int, body: bytes, kind: type[NetworkError]
) -> None:
    with pytest.raises(kind) as refused:
        application.opened(closed(body, status), NOW)
    assert type(refused.value) is kind
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize("name", [name for name, kind in NETWORKS.items() if kind.oauth and kind.oauth.app])
def test_networks_that_give_such_tokens_need_none_entered_and_count_calls_by_client(name: str) -> None:
    assert NETWORKS[name].terms.needs == ("client_id", "client_secret")
    mine = [NETWORKS[name](Sent(200, GIVEN, {}), Access(client_id="us", token=token)) for token in "ab"]
    assert mine[0].bucket("host") == mine[1].bucket("host"), "another token is no other budget"
