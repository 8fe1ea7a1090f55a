"""What the demo world's people are heard on, counted as a night counts it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from pegel.scoring.rollout import Rollout
from pegel.scoring.topics.leading import Leading
from pegel.scoring.topics.listed import listed
from pegel.scoring.topics.scored import scored
from pegel.store.members import LEADERS

if TYPE_CHECKING:
    from pegel.cli.demo.seeding import Lived


def with_topics(everybody: Sequence[Lived], now: datetime) -> list[Lived]:
    """Everybody with their strongest topics; nobody has endorsed anybody yet."""
    features = [one.measures for one in everybody]
    lists = [listed(one.measures, one.member, (), now) for one in everybody]
    values = [one.days[-1].value for one in everybody]
    found = scored(features, lists, values, Rollout(), now.date())
    return [replace(one, topics=own) for one, own in zip(everybody, found, strict=True)]


def counted(everybody: Iterable[Lived]) -> Leading:
    """How many are heard on each topic, how strongly, and who leads."""
    found = Leading()
    for one in everybody:
        leads = one.member.public and LEADERS in one.member.consents
        told = [topic.to_document() for topic in one.topics]
        found.add(told, one.member.id, leads=leads, barred=())
    return found
