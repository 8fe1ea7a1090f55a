"""What the tests of the store put there."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any

from aside import Aside

from pegel.social import Account

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)


def store(aside: Aside, name: str) -> Any:
    """A module of the store."""
    return aside.module(f"pegel.store.{name}")


def account_of(member_id: str, number: str) -> Account:
    """Pending."""
    return Account(member_id, "mastodon", f"@u{number}@pegel.example", number, code="pegel-x")


def proven(aside: Aside, member_id: str) -> Account:
    """A new account, proven."""
    accounts = store(aside, "accounts")
    kept: Account
    kept, _ = accounts.prove(accounts.link(account_of(member_id, secrets.token_hex(4))), "code", NOW)
    return kept
