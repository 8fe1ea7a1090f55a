"""What the demo world's people are heard on, counted as a night counts it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pegel.cli.demo.dice import Dice
from pegel.scoring.rollout import Rollout
from pegel.scoring.topics.endorsements import Endorsement
from pegel.scoring.topics.leading import Leading
from pegel.scoring.topics.listed import listed
from pegel.scoring.topics.scored import scored
from pegel.store.members import LEADERS

if TYPE_CHECKING:
    from pegel.cli.demo.seeding import Lived

ENDORSED = 0.3  # of everybody


def given(everybody: Sequence[Lived], now: datetime) -> list[Endorsement]:
    """A few of them are endorsed on what they are heard on most, by some of the others who have a score."""
    voices = [one.member.id for one in everybody if one.days[-1].value is not None]
    found = []
    for one in everybody:
        dice, heard = Dice("endorsed", one.member.name), listed(one.measures, one.member, (), now)
        often = dice.whole(1, 4) if heard and dice.share() < ENDORSED else 0
        for giver in sorted({dice.pick(voices) for _ in range(often)} - {one.member.id}):
            at = now - timedelta(days=dice.whole(1, 60))
            found.append(Endorsement(giver, one.member.id, heard[0].topic, at))
    return found


def with_topics(everybody: Sequence[Lived], endorsed: Sequence[Endorsement], now: datetime) -> list[Lived]:
    """Everybody with their strongest topics."""
    features = [one.measures for one in everybody]
    by_taker: dict[str, list[Endorsement]] = {}
    for each in endorsed:
        by_taker.setdefault(each.taker, []).append(each)
    theirs = [by_taker.get(one.member.id, []) for one in everybody]
    pairs = zip(everybody, theirs, strict=True)
    lists = [listed(one.measures, one.member, received, now) for one, received in pairs]
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
