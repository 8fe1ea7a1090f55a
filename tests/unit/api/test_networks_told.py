"""What anybody is told of a network on which some servers are not read."""

from __future__ import annotations

import importlib

from unit.api.gateway import function

from pegel.networks import NETWORKS
from pegel.networks.described import described
from pegel.social import Access


def test_blocked_servers_are_told_with_what_the_operator_says_about_them():
    access = Access(blocked={"spam.example": "sends spam", "quiet.example": ""})
    with function("members"):
        told = importlib.import_module("networks_told").shown(described(NETWORKS["mastodon"], access), "en")
    assert told["on"], "the others are read"
    assert told["blocked"] == [
        {"server": "quiet.example", "why": None},
        {"server": "spam.example", "why": "sends spam"},
    ]
