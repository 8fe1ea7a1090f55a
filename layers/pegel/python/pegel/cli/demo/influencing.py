"""Who among the demo world's people reacts to whom, as a night and the readings would have left it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from pegel.scoring import ties
from pegel.social import Account
from pegel.store import influence, people
from pegel.store.everybody import Found
from pegel.store.score_items import ScoreItem

if TYPE_CHECKING:
    from pegel.cli.demo.seeding import Lived


def index(everybody: Sequence[Lived]) -> None:
    """What a night makes: by which hashes lists name members."""
    found = [
        Found(one.member.id, [], (one.member.id, ""), tuple(map(_names, one.accounts.values())))
        for one in everybody
    ]
    people.put_together([people.write_part(0, 0, found)])


def _names(account: Account) -> tuple[str, str, str]:
    return account.network, account.account_id, account.handle


def items(everybody: Sequence[Lived], now: datetime) -> Iterator[ScoreItem]:
    """What the readings leave, which ask the index."""
    known = people.members({who for one in everybody for did in one.reactors.values() for who in did})
    found = {
        one.member.id: {
            key: ties.among_members(did, known, one.member.id) for key, did in one.reactors.items()
        }
        for one in everybody
    }
    return influence.items(found, now)
