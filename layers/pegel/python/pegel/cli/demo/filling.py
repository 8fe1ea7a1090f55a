"""The tables of a local stack, written in batches. Imported late: `store` reads their names when it is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from pynamodb.models import Model

from pegel.cli.demo import influencing
from pegel.cli.demo.heard import counted, given, with_topics
from pegel.cli.demo.world import TELLS
from pegel.scoring import causes, distribution, history, published
from pegel.scoring.blended import Blended
from pegel.scoring.distribution import Distribution
from pegel.scoring.look import Look
from pegel.scoring.model import load
from pegel.scoring.published import Run, Subject
from pegel.scoring.rollout import Rollout
from pegel.social import Account
from pegel.store import account_items, accounts, distributions, endorsements, members, topics
from pegel.store.keys import reactor_key
from pegel.store.score_items import ScoreItem, deflated, joined

if TYPE_CHECKING:
    from pegel.cli.demo.seeding import Lived

__all__ = ["fill", "reactor_key"]


def fill(everybody: Iterable[Lived], now: datetime) -> None:
    """Members, accounts, look-ups and scores, as the functions would have left them."""
    everybody = list(everybody)
    endorsed = given(everybody, now)
    everybody = with_topics(everybody, endorsed, now)
    _write(endorsements.EndorsementItem, (side for one in endorsed for side in endorsements.sides(one)))
    _write(members.MemberItem, (members.to_item(one.member) for one in everybody))
    linked = [account for one in everybody for account in one.accounts.values()]
    _write(account_items.AccountItem, map(_account, linked))
    run = Run(now, Rollout(), _distribution(everybody, now))
    distributions.put(run.distribution, now)
    topics.put(counted(everybody), now)
    _write(ScoreItem, (item for one in everybody for item in _scores(one, run)))
    influencing.index(everybody)
    _write(ScoreItem, influencing.items(everybody, now))


def _write(model: type[Model], items: Iterable[Model]) -> None:
    with model.batch_write() as batch:
        for item in items:
            batch.save(item)


def _account(account: Account) -> account_items.AccountItem:
    item = account_items.to_item(account)
    item.slot = item.slot if account.network in TELLS else None  # nobody answers a reading of the others
    return item


def _distribution(everybody: Iterable[Lived], now: datetime) -> Distribution:
    """Of all, whose documents then tell where they stand in it."""
    return distribution.of(json.loads(_document(one, {}, Run(now))) for one in everybody)


def _document(one: Lived, change: Mapping[str, float | None], run: Run) -> bytes:
    return published.document(_subject(one), Blended(one.days[-1]), change, run)


def _subject(one: Lived) -> Subject:
    return Subject(one.member, one.accounts, one.measures, one.topics)


def _scores(one: Lived, run: Run) -> Iterator[ScoreItem]:
    """Every item of the table that is about one member."""
    yield ScoreItem(f"name#{one.member.name}", member_id=one.member.id)
    for account in one.accounts.values():
        yield from accounts.ownership(account)
    on_x = next((account.key for account in one.accounts.values() if account.network == "x"), None)
    yield ScoreItem(f"klout#{one.member.klout_id}", member_id=one.member.id, account=on_x)
    now, today = run.now, one.days[-1]
    past = _history(one, now)
    whole, hidden = history.pack(past), not one.member.public
    change = {
        name: history.change(whole, today.value, now.date(), back) for name, back in history.BACK.items()
    }
    document = deflated(_document(one, change, run))
    histories = joined({**_networks(one, now), "causes": _causes(one, past)})
    leads = members.LEADERS in one.member.consents
    yield ScoreItem(one.member.id, document=document, history=whole, run_at=now, hidden=hidden, leads=leads)
    why, looks = deflated(published.why(_subject(one), today)), deflated(_looks(one, now))
    yield ScoreItem(f"why#{one.member.id}", document=why, history=histories, inputs=looks, run_at=now)


def _looks(one: Lived, now: datetime) -> bytes:
    """What today's score was made of, and yesterday's."""
    model = load()
    stale = frozenset(key for key, account in one.accounts.items() if account.stale_since)
    then = now.date() - timedelta(days=1)
    today = {"day": now.date().isoformat(), "look": Look(one.measures, model, stale).to_json()}
    before = {"day": then.isoformat(), "look": Look(one.yesterday, model, stale).to_json()}
    return published.to_bytes([today, before] if one.days[-2].value is not None else [today])


def _causes(one: Lived, past: Sequence[history.Day]) -> bytes:
    """What moved the score on each day after its first."""
    days = list(zip(pairwise(past), one.moved[len(one.moved) - len(past) + 1 :], strict=True)) if past else []
    found = [
        None
        if was.value is None or now.value is None
        else causes.rounded(moved, history.hundredths(now.value) - history.hundredths(was.value))
        for (was, now), moved in days
    ]
    return causes.pack(past[1].day, found) if found else b""


def _history(one: Lived, now: datetime) -> list[history.Day]:
    last, day = len(one.days) - 1, now.date()
    days = (
        history.Day(day - timedelta(days=last - at), score.value, score.model)
        for at, score in enumerate(one.days)
    )
    return _from_the_first(days)


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
