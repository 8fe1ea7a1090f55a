"""Endorsements, on both sides, for as long as they count: a table of their own, which forgets by itself.

    mem_taker   received#rust#mem_giver   from when; withdrawn ones are kept until they could be given again
    mem_giver   given#mem_taker#rust      the same, so that rings are seen without looking through everybody
    mem_giver   day#2026-11-25            how many were given that day

No other table has both a member's items side by side and an end to them, without being scanned every night.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.update import Action
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from pegel.errors import NotFound
from pegel.scoring.topics.endorsements import A_DAY, AGAIN, COUNTS, Endorsement
from pegel.store.table import Prompt, deciding, is_refused

TABLE = os.environ["ENDORSEMENTS_TABLE"]
DAY = "day#"
DAY_KEPT = timedelta(days=2)  # a day's count, and then some


class EndorsementItem(Model):
    """One side of an endorsement, or a day of a giver."""

    class Meta(Prompt):
        table_name = TABLE

    member_id = UnicodeAttribute(hash_key=True)
    key = UnicodeAttribute(range_key=True)
    given_at = NumberAttribute(null=True)  # seconds since 1970
    withdrawn = BooleanAttribute(null=True)
    number = NumberAttribute(null=True)  # given on a day
    expires_at = NumberAttribute(null=True)


def give(one: Endorsement) -> bool:
    """Keep it: one decision of the table, whoever asks at once. False: none left today, or not again yet."""
    now, until = int(one.given_at.timestamp()), int((one.given_at + DAY_KEPT).timestamp())
    some_left = EndorsementItem.number.does_not_exist() | (EndorsementItem.number < A_DAY)
    long_ago = EndorsementItem.given_at <= now - int(AGAIN.total_seconds())
    kept: list[Action] = [
        EndorsementItem.given_at.set(now),
        EndorsementItem.expires_at.set(now + int(COUNTS.total_seconds())),
        EndorsementItem.withdrawn.remove(),
    ]
    counted: list[Action] = [EndorsementItem.number.add(1), EndorsementItem.expires_at.set(until)]
    received, given = _sides(one.giver, one.taker, one.topic)
    try:
        with TransactWrite(connection=deciding()) as write:
            write.update(EndorsementItem(one.giver, _day(one.given_at)), counted, condition=some_left)
            write.update(given, kept, condition=EndorsementItem.given_at.does_not_exist() | long_ago)
            write.update(received, kept)
    except TransactWriteError as error:
        if not is_refused(error):
            raise
        return False
    return True


def sides(one: Endorsement) -> tuple[EndorsementItem, EndorsementItem]:
    """Both items of an endorsement, as `give` keeps them."""
    found = _sides(one.giver, one.taker, one.topic)
    for item in found:
        item.given_at = int(one.given_at.timestamp())
        item.expires_at = int((one.given_at + COUNTS).timestamp())
    return found


def withdraw(giver: str, taker: str, topic: str, now: datetime) -> None:
    """It counts no more; another one is possible when it would have been anyway. Raises NotFound."""
    received, given = _sides(giver, taker, topic)
    counts = EndorsementItem.given_at.exists() & EndorsementItem.withdrawn.does_not_exist()
    gone: list[Action] = [
        EndorsementItem.withdrawn.set(True),
        EndorsementItem.expires_at.set(int((now + AGAIN).timestamp())),
    ]
    try:
        with TransactWrite(connection=deciding()) as write:
            write.update(given, gone, condition=counts)
            write.update(received, gone, condition=counts)
    except TransactWriteError as error:
        if not is_refused(error):
            raise
        raise NotFound(f"you do not endorse {topic} here") from error


def around(taker: str) -> list[Endorsement]:
    """What the taker received and gave, and what those gave whom the taker endorses: rings are seen in it."""
    mine = _of(taker)
    others = sorted({one.taker for one in mine if one.giver == taker})
    return [*mine, *(each for other in others for each in _of(other, "given#"))]


def given(giver: str) -> list[Endorsement]:
    """What somebody gave, taken back or not: for whether they may give another."""
    return _of(giver, "given#", withdrawn=True)


def _of(member_id: str, side: str = "", *, withdrawn: bool = False) -> list[Endorsement]:
    prefix = EndorsementItem.key.startswith(side) if side else None
    items = EndorsementItem.query(member_id, prefix, consistent_read=withdrawn)
    told = (item for item in items if not item.key.startswith(DAY))
    return [_endorsement(item) for item in told if withdrawn or not item.withdrawn]


def _endorsement(item: EndorsementItem) -> Endorsement:
    side, one, other = item.key.split("#")
    at = datetime.fromtimestamp(int(item.given_at or 0), UTC)
    if side == "received":
        return Endorsement(other, item.member_id, one, at)
    return Endorsement(item.member_id, one, other, at)


def _sides(giver: str, taker: str, topic: str) -> tuple[EndorsementItem, EndorsementItem]:
    return EndorsementItem(taker, f"received#{topic}#{giver}"), EndorsementItem(
        giver, f"given#{taker}#{topic}"
    )


def _day(at: datetime) -> str:
    return f"{DAY}{at.astimezone(UTC):%Y-%m-%d}"
