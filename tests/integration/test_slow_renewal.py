"""A network that is slow to renew tokens costs a batch a part of its time, never all of it."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aside import Aside, opened
from integration.kept import NOW, store

from pegel.errors import RateLimited
from pegel.social import Account, Tokens

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack


@pytest.fixture(scope="module")
def aside(stack: Stack) -> Iterator[Aside]:
    with opened(stack, f"slow{secrets.token_hex(3)}") as made:
        yield made


def test_what_is_not_renewed_in_time_waits_and_what_had_begun_is_kept(aside: Aside) -> None:
    tokens, member = store(aside, "member_tokens"), f"mem_{secrets.token_hex(13)}"
    accounts = [Account(member, "x", f"n{number}", str(number)) for number in range(12)]
    for account in accounts:
        tokens.keep(member, account.key, Tokens("old", "refresh", NOW + timedelta(minutes=1)))

    def slow(kept: Tokens) -> Tokens:
        time.sleep(1.0)
        return replace(kept, access="new", expires_at=NOW + timedelta(hours=2))

    began = time.monotonic()
    told = tokens.for_reading(accounts, slow, NOW, 0.4)
    assert time.monotonic() - began < 0.9
    assert {type(one) for one in told.values()} == {RateLimited}
    time.sleep(1.5)

    def never(kept: Tokens) -> Tokens:
        raise RateLimited("not now", NOW)

    again = tokens.for_reading(accounts, never, NOW)
    assert [one for one in again.values() if one == "new"] == ["new"] * tokens.AT_ONCE
