"""What is looked for, where one may look, and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from pegel.dns_text import Texts
from pegel.linking.code import is_open, stands_in
from pegel.linking.rel_me import links_to, page_url
from pegel.networks.network import Network, Profile
from pegel.social import Account, Member


@dataclass(frozen=True, slots=True)
class Sought:
    """What proves an account if its owner has published it. "" where there is none of it."""

    page: str = ""  # the member's public page
    code: str = ""
    open: bool = False  # whether the code still proves something
    own: Mapping[str, str] = field(
        default_factory=dict
    )  # what is the member's: address of a profile → account

    def in_text(self, text: str) -> str:
        """Page or code, whichever stands in the text; "" for neither."""
        if links_to(text.split(), self.page):
            return self.page
        return self.code if self.open and stands_in(text, self.code) else ""


class Look(NamedTuple):
    """One look at one account."""

    network: Network
    profile: Profile
    sought: Sought
    texts: Texts


class Found(NamedTuple):
    """What one way found: the evidence, or what was there instead, told after "The profile of …:"."""

    evidence: str = ""
    instead: str = ""
    unknown: bool = False  # somebody who should know did not answer


def sought(
    account: Account, member: Member, public_url: str, now: datetime, own: Mapping[str, str] | None = None
) -> Sought:
    """What this member may have published for this account."""
    return Sought(page_url(member, public_url), account.code, is_open(account, now), own or {})


def again(account: Account, own: Mapping[str, str]) -> Sought:
    """What a proven account was proven by: that and nothing else has to be there still."""
    if "://" in account.evidence:
        return Sought(page=account.evidence)
    return Sought(code=account.evidence, open=True, own=own)


def either(places: Iterable[str]) -> str:
    """a, b or c."""
    *all_but_last, last = places
    return f"{', '.join(all_but_last)} or {last}" if all_but_last else last
