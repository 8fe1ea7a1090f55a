"""The accounts a command was asked about, in their one spelling."""

from __future__ import annotations

from collections.abc import Mapping

from pegel.errors import CannotRun, InvalidField
from pegel.fetch import Answer
from pegel.networks import NETWORKS

FORMS = "mastodon:@user@server, bluesky:name.bsky.social or github:login"


class Nobody:
    """Goes nowhere: a handle is spelled and recorded answers are understood without asking anybody."""

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        """Nothing is asked."""
        raise CannotRun(f"{url} was about to be asked")


def wanted(text: str) -> tuple[str, str]:
    """Network and handle; InvalidField names the right form."""
    network, colon, handle = text.partition(":")
    if not colon or not handle or network.lower() not in NETWORKS:
        raise InvalidField("accounts", f"{text!r} names no account: write {FORMS}")
    reader = NETWORKS[network.lower()]
    return network.lower(), reader(fetch=Nobody()).normalise(handle)
