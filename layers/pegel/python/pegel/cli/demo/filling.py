"""The tables of a local stack, written in batches. Imported late: `store` reads their names when it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pynamodb.models import Model

from pegel.networks import NETWORKS
from pegel.scoring import history, published
from pegel.social import Account
from pegel.store import account_items, accounts, members
from pegel.store.keys import reactor_key
from pegel.store.score_items import ScoreItem, deflated

if TYPE_CHECKING:
    from pegel.cli.demo.seeding import Lived

__all__ = ["fill", "reactor_key"]
BACK = {"day": 1, "week": 7, "month": 30}  # days a score is compared with


def fill(everybody: Iterable[Lived], now: datetime) -> None:
    """Members, accounts, look-ups and scores, as the functions would have left them."""
    everybody = list(everybody)
    _write(members.MemberItem, (members.to_item(one.member) for one in everybody))
    linked = [account for one in everybody for account in one.accounts.values()]
    _write(account_items.AccountItem, map(_account, linked))
    _write(ScoreItem, (item for one in everybody for item in _scores(one, now)))


def _write(model: type[Model], items: Iterable[Model]) -> None:
    with model.batch_write() as batch:
        for item in items:
            batch.save(item)


def _account(account: Account) -> account_items.AccountItem:
    item = account_items.to_item(account)
    item.slot = item.slot if account.network in NETWORKS else None
    return item


def _scores(one: Lived, now: datetime) -> Iterator[ScoreItem]:
    """Every item of the table that is about one member."""
    yield ScoreItem(f"name#{one.member.name}", member_id=one.member.id)
    for account in one.accounts.values():
        yield from accounts.ownership(account)
    on_x = next((account.key for account in one.accounts.values() if account.network == "x"), None)
    yield ScoreItem(f"klout#{one.member.klout_id}", member_id=one.member.id, account=on_x)
    whole, today = _history(one, now), one.days[-1]
    change = {name: history.change(whole, today.value, now.date(), back) for name, back in BACK.items()}
    document = published.document(one.member, today, one.accounts, change, now)
    why = published.explanation(one.member, today, one.accounts, one.measures)
    networks = json.dumps({name: packed.hex() for name, packed in _networks(one, now).items()}).encode()
    hidden = not one.member.public
    yield ScoreItem(one.member.id, document=deflated(document), history=whole, run_at=now, hidden=hidden)
    yield ScoreItem(f"why#{one.member.id}", document=deflated(why), history=networks, run_at=now)


def _history(one: Lived, now: datetime) -> bytes:
    last, day = len(one.days) - 1, now.date()
    days = (
        history.Day(day - timedelta(days=last - at), score.value, score.model)
        for at, score in enumerate(one.days)
    )
    return history.pack(_from_the_first(days))


def _networks(one: Lived, now: datetime) -> dict[str, bytes]:
    """Each network's points by day."""
    last, day = len(one.days) - 1, now.date()
    told: dict[str, list[history.Day]] = {}
    for network in {account.network for account in one.accounts.values()}:
        told[network] = [
            history.Day(
                day - timedelta(days=last - at),
                sum(part.total for part in score.accounts if part.network == network)
                if any(part.network == network for part in score.accounts)
                else None,
                score.model,
            )
            for at, score in enumerate(one.days)
        ]
    packed = {network: history.pack(_from_the_first(days)) for network, days in sorted(told.items())}
    return {network: days for network, days in packed.items() if days}


def _from_the_first(days: Iterable[history.Day]) -> list[history.Day]:
    """Without the days before the first score: what was before it is no gap."""
    kept = list(days)
    first = next((at for at, one in enumerate(kept) if one.value is not None), len(kept))
    return kept[first:]
