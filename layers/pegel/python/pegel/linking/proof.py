"""Whether an account is the member's, and how we know."""

from __future__ import annotations

from datetime import datetime

from pegel.errors import AccountGone, NotProven
from pegel.fetch import Fetch
from pegel.linking import code, handle, rel_me
from pegel.networks.network import Network, Profile
from pegel.social import Account, Member

WAYS: dict[str, tuple[str, ...]] = {
    "mastodon": ("rel-me", "code"),
    "bluesky": ("rel-me", "code", "handle"),
    "github": ("rel-me", "code"),
}
HOSTED = (".bsky.social",)  # hosts of many handles: the domain belongs to none of its users


def prove(  # noqa: PLR0913, PLR0917 - who, where and when: each of the six is a fact of its own
    network: Network, fetch: Fetch, account: Account, member: Member, public_url: str, now: datetime
) -> str:
    """The way by which the account is proven to be the member's: rel-me, code or handle.

    Raises NotProven, which says what was found instead and how to mend it. Failures of the network itself
    (RateLimited, Unreachable, BadAnswer) pass through: they prove nothing, either way.
    """
    profile = _profile(network, account)
    if network.name == "bluesky":
        handle.prove_both_ways(fetch, profile.handle, profile.account_id)
    page = rel_me.page_url(member, public_url)
    if rel_me.links_to((link.url for link in profile.links), page):
        return "rel-me"
    if code.is_open(account, now) and code.stands_in(profile.text, account.code):
        return "code"
    if network.name == "bluesky" and is_own_domain(profile.handle):
        said = handle.domain_text(fetch, profile.handle)
        if rel_me.links_to(said.split(), page):
            return "handle"
        if code.is_open(account, now) and code.stands_in(said, account.code):
            return "handle"
    raise NotProven(_missing(network, account, profile, page, now))


def is_own_domain(name: str) -> bool:
    """Whether the handle can be a domain of its owner's, rather than a name under a host of many."""
    return not name.lower().endswith(HOSTED)


def _profile(network: Network, account: Account) -> Profile:
    try:
        profile = network.profile(account.handle)
    except AccountGone as gone:
        raise NotProven(
            f"{network.title} does not show {account.handle}: {gone}. "
            "Check the spelling, and that the account is public and not suspended."
        ) from gone
    if profile.account_id != account.account_id:
        raise NotProven(
            f"{account.handle} is another account than the one that was linked (now {profile.account_id}, "
            f"then {account.account_id}). Remove the link and link {account.handle} again."
        )
    return profile


def _missing(network: Network, account: Account, profile: Profile, page: str, now: datetime) -> str:
    """What was found instead, and what to do about it."""
    where = f"The {network.title} profile of {profile.handle}"
    links = [link.url for link in profile.links]
    found = f"links to {', '.join(links[:3])}" if links else "has no links"
    if len(links) > 3:
        found += f" and {len(links) - 3} more"
    if not code.is_open(account, now):
        expired = code.stands_in(profile.text, account.code)
        found += f" and holds the code {account.code}, which has run out" if expired else ""
        return f"{where} {found}. " + _way_out(page, "ask for a new code and put it into the profile text")
    return f"{where} {found}, and its text does not hold the code as a word of its own. " + _way_out(
        page, f"put {account.code} into the profile text"
    )


def _way_out(page: str, otherwise: str) -> str:
    if not page:
        return f"{otherwise[0].upper()}{otherwise[1:]}, save it, and check again."
    return f"Add a link to {page}, or {otherwise}, save it, and check again."
