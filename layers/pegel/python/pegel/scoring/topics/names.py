"""Our lexicon, read once in a process, for whoever only names topics."""

from __future__ import annotations

from functools import cache

from pegel.scoring.topics.lexicon import Lexicon


@cache
def lexicon() -> Lexicon:
    """All topics."""
    return Lexicon.load()


def name(slug: str, language: str = "en") -> str:
    """What a topic is called; one that left the lexicon by its slug."""
    topic = lexicon().topics.get(slug)
    return topic.name(language) if topic else slug
