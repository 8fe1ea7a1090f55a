"""A member's own say about their topics: what they removed is never shown, what they added is shown as added.

A topic that was only added brings no strength: its weight is 0 until somebody is heard on it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pegel.errors import InvalidField
from pegel.scoring.topics.assignment import Evidence, Heard
from pegel.scoring.topics.lexicon import Lexicon

MOST = 20  # topics a member may add (Klout's number); any may be removed


@dataclass(frozen=True, slots=True)
class Shown:
    """A topic as it is shown; `added`: by the member, whatever was found since."""

    topic: str
    weight: float
    evidence: Evidence
    added: bool = False

    def sentence(self, language: str = "en") -> str:
        """Where the topic comes from, in English or German."""
        if self.weight > 0.0:
            return self.evidence.sentence(language)
        return "vom Mitglied hinzugefügt" if language == "de" else "added by the member"


def chosen(heard: Iterable[Heard], added: Collection[str], removed: Collection[str]) -> tuple[Shown, ...]:
    """The list as everybody sees it: heard ones by weight, then those only added by name. Removed wins."""
    kept = [
        Shown(one.topic, one.weight, one.evidence, one.topic in added)
        for one in heard
        if one.topic not in removed
    ]
    missing = sorted(set(added) - {one.topic for one in kept} - set(removed))
    return (*kept, *(Shown(topic, 0.0, Evidence(posts=0), added=True) for topic in missing))


def choose(
    lexicon: Lexicon, added: Sequence[str], removed: Sequence[str], add: str = "", remove: str = ""
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both lists after one change; adding takes back a removal and the other way round.

    A removed topic need not be in the lexicon: what can be shown can be removed.
    """
    if add and add not in lexicon.topics:
        raise InvalidField("/topic", f"{add!r} is no topic of the lexicon")
    more = dict.fromkeys([*added, add] if add else added)
    less = dict.fromkeys([*removed, remove] if remove else removed)
    more.pop(remove, None)
    less.pop(add, None)
    if len(more) > MOST:
        raise InvalidField("/topic", f"at most {MOST} topics can be added: remove one first")
    return tuple(more), tuple(less)
