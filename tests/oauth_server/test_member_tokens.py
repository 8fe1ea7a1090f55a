"""Members' tokens over a real table and a real server: renewed by one, sealed, lost only when told so."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from aside import Aside, opened
from integration.kept import store
from oauth_server.provider import CLIENT, REDIRECT, SECRET, Browser, Provider

from pegel.errors import NetworkError, ProofLost, RateLimited, Unreachable
from pegel.linking import oauth
from pegel.networks.x import X
from pegel.social import Access, Account, Tokens

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

NOW = datetime.now(UTC)
LATER = NOW + timedelta(hours=1, minutes=58)  # a token lasts two hours
KEY = "x#7"
Renew = Callable[[Tokens], Tokens]


class Died(BaseException):
    """The process ended here."""


@pytest.fixture(scope="module")
def aside(stack: Stack) -> Iterator[Aside]:
    with opened(stack, "tokens") as aside:
        yield aside


@pytest.fixture
def one() -> str:
    return f"mem_{secrets.token_hex(8)}"


@pytest.fixture(scope="module")
def network(provider: Provider) -> X:
    return X(provider.live(), Access(client_id=CLIENT, client_secret=SECRET))


@pytest.fixture
def tokens(provider: Provider, network: X) -> Tokens:
    """Fresh ones."""
    begun = oauth.begin(network, REDIRECT)
    code = Browser(provider).sign_in(begun.url)["code"]
    return oauth.exchange(network, code, REDIRECT, begun.verifier, begun.nonce, NOW)


@pytest.fixture
def renew(network: X) -> Renew:
    return lambda tokens: oauth.refresh(network, tokens, LATER)


def read(aside: Aside, member_id: str, renew: Renew, at: datetime = LATER) -> str | NetworkError:
    account = Account(member_id, "x", "mira", "7")
    told: str | NetworkError = store(aside, "member_tokens").for_reading([account], renew, at)[KEY]
    return told


def never(tokens: Tokens) -> Tokens:
    raise AssertionError("nothing was to be renewed")


def raw(aside: Aside) -> list[dict[str, Any]]:
    """The table as it is."""
    listed = aside.stack.client("dynamodb").scan(TableName=aside.environment["TOKENS_TABLE"])
    items: list[dict[str, Any]] = listed["Items"]
    return items


def test_eight_who_need_a_token_at_once_renew_it_once(aside, one, tokens, renew: Renew, provider) -> None:
    store(aside, "member_tokens").keep(one, KEY, tokens)
    before, at_once, asked = provider.seen()["refresh_token"], Barrier(8), list[Tokens]()

    def slow(kept: Tokens) -> Tokens:
        asked.append(kept)
        time.sleep(0.5)
        return renew(kept)

    def need(_: int) -> str | NetworkError:
        at_once.wait()
        return read(aside, one, slow)

    with ThreadPoolExecutor(8) as pool:
        told = set(pool.map(need, range(8)))
    assert (len(asked), provider.seen()["refresh_token"] - before, len(told)) == (1, 1, 1)
    (token,) = told
    assert token not in {tokens.access, read(aside, one, renew, LATER + timedelta(hours=2))}, (
        "two uses of one would have ended both"
    )


def test_a_token_that_lasts_is_taken_as_it_is_and_who_has_none_is_left_out(aside, one, tokens) -> None:
    store(aside, "member_tokens").keep(one, KEY, tokens)
    assert read(aside, one, never, NOW) == tokens.access
    assert store(aside, "member_tokens").for_reading([Account(one, "x", "n", "8")], never, NOW) == {}


def test_what_died_between_rotation_and_write_is_a_lost_proof_and_told_as_such(
    aside, one, tokens, renew: Renew, provider
) -> None:
    store(aside, "member_tokens").keep(one, KEY, tokens)

    def rotated_and_died(kept: Tokens) -> Tokens:
        renew(kept)
        raise Died

    with pytest.raises(Died):
        read(aside, one, rotated_and_died)
    assert isinstance(read(aside, one, never), RateLimited), "the lease is another's: nobody renews twice"
    after_lease = LATER + timedelta(seconds=31)
    lost = read(aside, one, renew, after_lease)
    assert isinstance(lost, ProofLost)
    assert "sign in there again" in str(lost)
    assert str(read(aside, one, never, after_lease)) == str(lost), "no server is asked again and again"
    assert [item for item in raw(aside) if item["member_id"]["S"] == one and "sealed" in item] == []


def test_an_outage_gives_the_lease_back_and_the_old_token_lasts_to_its_end(
    aside, one, tokens, renew: Renew
) -> None:
    store(aside, "member_tokens").keep(one, KEY, tokens)

    def silent(_: Tokens) -> Tokens:
        raise Unreachable("no answer")

    assert read(aside, one, silent, LATER - timedelta(minutes=2)) == tokens.access
    assert isinstance(read(aside, one, silent), Unreachable)
    assert read(aside, one, renew) != tokens.access


def test_who_signs_in_anew_while_a_token_is_renewed_keeps_the_new_one(
    aside, one, tokens, renew: Renew
) -> None:
    keep = store(aside, "member_tokens").keep
    keep(one, KEY, tokens)
    anew = Tokens("anew", "r", LATER + timedelta(hours=2))

    def meanwhile(kept: Tokens) -> Tokens:
        keep(one, KEY, anew)
        return renew(kept)

    def refused_meanwhile(kept: Tokens) -> Tokens:
        keep(one, KEY, anew)
        raise ProofLost("refused")

    assert read(aside, one, meanwhile) == "anew"
    keep(one, KEY, tokens)
    assert read(aside, one, refused_meanwhile) == "anew"


def test_what_is_forgotten_while_it_is_renewed_does_not_come_back(aside, one, tokens, renew: Renew) -> None:
    member_tokens = store(aside, "member_tokens")
    member_tokens.keep(one, KEY, tokens)

    def meanwhile(kept: Tokens) -> Tokens:
        assert member_tokens.forget(one) == [(KEY, tokens)]
        return renew(kept)

    assert isinstance(read(aside, one, meanwhile), ProofLost)
    assert member_tokens.forget(one, KEY) == []


def test_no_token_stands_in_the_table_in_clear(aside, one, tokens) -> None:
    store(aside, "member_tokens").keep(one, KEY, tokens)
    (item,) = [item for item in raw(aside) if item["member_id"]["S"] == one]
    told = str(item).encode() + item["sealed"]["B"]
    assert not [one for one in (tokens.access, tokens.refresh) if one.encode() in told]


@pytest.mark.parametrize("change", ["member_id", "key", "version"])
def test_sealed_tokens_open_only_where_they_belong(aside, one, tokens, change) -> None:
    other = f"{one}2"
    store(aside, "salts").made_for([other])
    store(aside, "member_tokens").keep(one, KEY, tokens)
    (item,) = [item for item in raw(aside) if item["member_id"]["S"] == one]
    moved = {**item, change: {"S": {"member_id": other, "key": "x#8", "version": "another"}[change]}}
    aside.stack.client("dynamodb").put_item(TableName=aside.environment["TOKENS_TABLE"], Item=moved)
    account = Account(moved["member_id"]["S"], "x", "n", moved["key"]["S"].removeprefix("x#"))
    (told,) = store(aside, "member_tokens").for_reading([account], never, NOW).values()
    assert isinstance(told, ProofLost)


def test_who_is_erased_takes_the_key_along(aside, one, tokens) -> None:
    store(aside, "member_tokens").keep(one, KEY, tokens)
    store(aside, "salts").SaltItem(one).delete()
    assert isinstance(read(aside, one, never, NOW), ProofLost)
    assert store(aside, "member_tokens").forget(one) == []
    assert [item for item in raw(aside) if item["member_id"]["S"] == one] == []
