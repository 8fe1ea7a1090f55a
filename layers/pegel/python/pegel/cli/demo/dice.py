"""Chance that falls the same everywhere: of `random()` alone, the one sequence Python promises to keep."""

from __future__ import annotations

import base64
import hashlib
import math
import random
from collections.abc import Sequence
from functools import cache
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Seeded by a sentence, so that one more member changes nobody else's life."""

    def __init__(self, *about: object) -> None:
        self._random = random.Random("/".join(map(str, about)))  # noqa: S311  # nosec B311 - a demo world, no secret

    def share(self) -> float:
        """From 0 to 1."""
        return self._random.random()

    def between(self, low: float, high: float) -> float:
        """Any number of the span, all alike."""
        return low + (high - low) * self.share()

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.share() * (high - low + 1))

    def pick(self, things: Sequence[T]) -> T:
        """One of them."""
        return things[int(self.share() * len(things))]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """All of them, in another order."""
        return [thing for _, thing in sorted(((self.share(), thing) for thing in things), key=lambda p: p[0])]

    def normal(self) -> float:
        """Standard normal (Box and Muller)."""
        return math.sqrt(-2 * math.log(1 - self.share())) * math.cos(2 * math.pi * self.share())

    def octets(self, count: int) -> bytes:
        """Bytes, for an id."""
        return bytes(self.whole(0, 255) for _ in range(count))

    def around(self, mean: float) -> int:
        """A count with that mean, 0 or more: Poisson for the few, normal for the many."""
        if mean > 30:
            return max(0, round(mean + math.sqrt(mean) * self.normal()))
        count, left = 0, self.share()
        limit = math.exp(-mean)
        while left > limit:
            count, left = count + 1, left * self.share()
        return count


@cache
def did(name: str) -> str:
    """A stable id on Bluesky."""
    return f"did:plc:{letters(name, 24)}"


def letters(about: str, length: int) -> str:
    """Lower-case base32 made of a text: the alphabet of did:plc and of CIDs."""
    digest = hashlib.sha512(about.encode()).digest()
    return base64.b32encode(digest).decode().lower()[:length]
