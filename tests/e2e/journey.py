"""Mira's accounts in the invented world, and a request as anybody."""

from __future__ import annotations

from people import Answer, ask

from pegel.cli.stack.stack import Stack

ACCOUNTS = {"mastodon": "@mira@pegel.example", "bluesky": "mira.pegel.example", "github": "mira-pegel"}


def get(stack: Stack, path: str, **headers: str) -> Answer:
    """As anybody."""
    return ask(stack.url, "GET", path, headers=headers)
