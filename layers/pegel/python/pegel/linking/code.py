"""A code in the profile's text: whoever can write it there holds the account."""

from __future__ import annotations

import re
import secrets
from datetime import datetime, timedelta

from pegel.social import Account

CODE_LASTS = timedelta(hours=24)  # networks.md §4
LETTERS = "abcdefghjkmnpqrstvwxyz23456789"  # none that is easily taken for another
LENGTH = 10  # 30^10: nobody guesses one within its day


def new_code() -> str:
    """A code for one account of one member, such as `pegel-k3v9mx2tqa`."""
    return "pegel-" + "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def is_open(account: Account, now: datetime) -> bool:
    """Whether the account's code may still prove anything."""
    return bool(account.code) and account.code_until is not None and now < account.code_until


def stands_in(text: str, code: str) -> bool:
    """Whether the code is a whole word of the text: a longer word that holds it is another code."""
    return bool(code) and re.search(rf"(?<![\w-]){re.escape(code)}(?![\w-])", text, re.IGNORECASE) is not None
