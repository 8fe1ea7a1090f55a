"""The accounts a command was asked about, in their one spelling."""

from __future__ import annotations

from collections.abc import Mapping

from pegel.errors import CannotRun, InvalidField
from pegel.fetch import Answer
from pegel.networks import NETWORKS

FORMS = "such as mastodon:@user@server, github:login or blog:site.example (networks: {})".format(
    ", ".join(NETWORKS)
)


class Nobody:
    """Goes nowhere: a handle is spelled and recorded answers are understood without asking anybody."""

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        """Nothing is asked."""
        raise CannotRun(f"{url} was about to be asked")


def network_named(text: str) -> str | None:
    """A network by its name, by an old one (twitter), or by a folder of its recordings (facebook_pages)."""
    name = text.lower().partition("_")[0]
    name = {"twitter": "x"}.get(name, name)
    return name if name in NETWORKS else None


def wanted(text: str) -> tuple[str, str]:
    """Network and handle; InvalidField names the right form."""
    name, _, handle = text.partition(":")
    network = network_named(name)
    if not handle or not network:
        raise InvalidField("accounts", f"{text!r} names no account: write one {FORMS}")
    return network, NETWORKS[network](fetch=Nobody()).normalise(handle)
