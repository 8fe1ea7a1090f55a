"""What accounts are heard on, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pegel.scoring import features
from pegel.scoring.model import load
from pegel.scoring.rollout import Rollout
from pegel.scoring.topics import told
from pegel.scoring.topics.listed import Listed, listed
from pegel.scoring.topics.names import name
from pegel.social import Member, Snapshot

if TYPE_CHECKING:
    from pegel.scoring.features import Features
    from pegel.scoring.score import Score


def topics(score: Score, found: Sequence[Features]) -> list[Listed]:
    """The strongest five over all accounts, with the scores of the model of `score`."""
    from pegel.scoring.topics.scored import scored  # numpy

    if not found:
        return []
    day = max(one.read_at for one in found)
    each = listed(found, Member(""), (), day)
    return scored([found], [each], [score.value], Rollout(score.model), day.date())[0]


def lines(score: Score, found: Sequence[Features], language: str) -> list[str]:
    """A line for each topic: its score, its name, what it was found from."""
    return [
        f"{'–' if one.score is None else f'{one.score:.1f}':>5}  {name(one.topic, language)}  "
        f"{told.sentence(one.to_reason(), None, language, mine=False)}"
        for one in topics(score, found)
    ]


def of_account(snapshot: Snapshot) -> list[str]:
    """The same of one reading, strongest first, without scores."""
    heard = features.read(snapshot, load()).heard
    return [f"{name(one.heard.topic)} {one.heard.evidence.sentence()}" for one in heard]
