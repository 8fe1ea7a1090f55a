"""What a reading leaves for the next one, beside the posts (score.md §1, §6 and §7)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """What counts of an account's followers, and what the next reading has to know of this one.

    `whole` is what counts of `peak`, the most that was told lately; min(told, whole) is the reach.
    """

    told: float  # followers as the network tells them
    whole: float
    peak: float
    people: float  # who had reacted when the audience last grew unseen
    sampled: int | None  # followers looked at; 0: hidden; None: this network, or this reading, did not tell
    share: float  # of them that is genuine
    day: int  # of the reading, as date.toordinal
    shelved: float | None = None  # lists and stars that count, where growth is paced

    @property
    def reach(self) -> float:
        """Followers that count."""
        return min(self.told, self.whole)


@dataclass(frozen=True, slots=True)
class Level:
    """What people did, by the last reading whose lists could speak for it: the roles read from posts."""

    resonance: float | None
    reactors: float | None
    relay: float | None
    told: float  # resonance as it would be if everybody were genuine
    named: float  # part of the reactions whose people the lists name
    day: int  # of that reading, as date.toordinal
