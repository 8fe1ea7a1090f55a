"""English or German, by the little words: networks' own language marks are often wrong."""

from __future__ import annotations

from collections.abc import Iterable

ENGLISH = """
    the of and to is it that was for on are as with his they this have from or had by not but what all were
    when we there can an your which their said if do how will up other about out many then them these so some
    her would make like into time has two more no could my than been who its now did get may you our why does
    after before at be i am every still just only where it's don't i'm
"""
GERMAN = """
    der und die das ist nicht ein eine zu den von mit sich des auf fur im dem auch es an als nach wie aus
    bei aber noch nur oder sind wir ich sie er war einen einer eines einem zum zur haben hat wird wenn
    uber kann um am durch man mehr schon vor bis uns mein meine dein unser unsere keine kein jetzt heute warum
    wieder sehr immer mal doch gibt ihr ihre seit vom beim dann alle ohne gegen zwischen
"""
LITTLE = {1: frozenset(ENGLISH.split()), -1: frozenset(GERMAN.split())}
VOICE = {word: side for side in LITTLE for word in LITTLE[side] - LITTLE[-side]}


def guess(words: Iterable[str], told: str | None) -> str:
    """The language of folded words: theirs where it shows, else the two letters told, else "" (unknown)."""
    get = VOICE.get
    balance = 0
    for word in words:
        balance += get(word, 0)
    if balance > 0:
        return "en"
    if balance < 0:
        return "de"
    return (told or "")[:2].lower()
