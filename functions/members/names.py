"""Names of public pages that nobody may take: they mean something here, or pretend to."""

from __future__ import annotations

from pegel.errors import InvalidField

WORDS = """
about abuse account accounts admin administrator all api app apps assets audit auth avatar badge billing
blog brand brands campaign campaigns claim claims compare contact dashboard data demo distribution docs
download email erase everyone export favicon feed feedback follow help home hostmaster imprint index info
invoice invoices join journal jobs language legal link links login logout mail me member members message
model models moderator name names network networks news no-reply noreply null official openapi operator
owner page pages password pegel perk perks ping postmaster press privacy problem problems profile public
region register reset robots root rules score scores search security session sessions settings signin
signout signup sitemap staff static status support system team terms test token topic topics undefined
unsubscribe update user users v1 v2 v3 verify webhook webhooks webmaster welcome well-known www you
"""
RESERVED = frozenset(WORDS.split())


def refuse_reserved(name: str) -> None:
    """Raises InvalidField for a name that nobody may take."""
    if name in RESERVED:
        raise InvalidField("/name", f"cannot be {name}: the name is reserved; take another")
