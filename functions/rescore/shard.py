"""One shard of everybody, a page of members after the other, as long as there is time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from plan import Plan
from tally import Tally

from pegel.scoring import renewed
from pegel.scoring.blended import of_models, score
from pegel.scoring.distribution import groups_of, reach_of
from pegel.scoring.features import Features
from pegel.scoring.model import load
from pegel.scoring.published import Run, to_bytes
from pegel.scoring.shadow import groups
from pegel.scoring.topics.scored import rescored
from pegel.store import distributions, everybody, people, rescores, runs
from pegel.store.everybody import Found
from pegel.store.rescores import Renewal
from pegel.store.runs import Progress
from pegel.store.score_items import Kept
from pegel.store.units import counted

RESERVE = 60.0  # seconds left below which no other page is begun
Clock = Callable[[], datetime]
Left = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Page:
    """Some members, what is published of them, and when they were looked at."""

    plan: Plan
    found: Sequence[Found]
    kept: Mapping[str, Kept]
    run: Run
    looked_at: datetime


def work(plan: Plan, shard: int, left: Left, clock: Clock) -> bool:
    """Whether the shard is done; if not, the state machine calls again."""
    at = runs.progress(plan.kind, shard, plan.run, plan.began)
    midnight = datetime(plan.day.year, plan.day.month, plan.day.day, tzinfo=UTC)  # θ is that of the run's day
    run = Run(midnight, plan.rollout, distributions.get())
    while not at.done:
        at = runs.advance(plan.kind, shard, next_page(plan, shard, at, run, clock), clock())
        if left() < RESERVE:
            break
    return at.done


def next_page(plan: Plan, shard: int, at: Progress, run: Run, clock: Clock) -> Progress:
    """Members after the cursor, counted and, in mode `both`, renewed."""
    looked_at, began = clock(), time.monotonic()
    tally = Tally.from_json(at.tally)
    with counted() as units:
        found = list(islice(everybody.shard(shard, plan.shards, at.cursor), plan.page))
        kept = rescores.of(one.member_id for one in found)
        known = [one for one in found if one.member_id in kept]
        MODES[plan.mode](Page(plan, known, kept, run, looked_at), tally)
        if plan.mode != "shadow":
            tally.parts.append(people.write_part(shard, len(tally.parts), found))
    tally.members += len(known)
    tally.took({"calls": 1, "seconds": time.monotonic() - began})
    tally.took({"read_units": units.read, "write_units": units.write})
    cursor = found[-1].cursor if found else at.cursor
    return replace(at, cursor=cursor, tally=tally.to_json(), done=len(found) < plan.page)


def count(page: Page, tally: Tally) -> None:
    """What is published."""
    for one in page.found:
        add(one, page.kept[one.member_id], json.loads(page.kept[one.member_id].document), tally)


def add(one: Found, kept: Kept, told: Mapping[str, Any], tally: Tally) -> None:
    """One member's public document."""
    tally.counts.add(told["value"], groups_of(told["region"], reach_of(told)))
    tally.topics.add(told.get("topics", ()), one.member_id, leads=kept.leads, barred=one.barred)


def shadow(page: Page, tally: Tally) -> None:
    """The new model against the one that is published, on the same features."""
    batch = [features_of(one) for one in page.found]
    model, new = load(page.plan.rollout.model), load(page.plan.rollout.next)
    for one, features, both in zip(page.found, batch, of_models(batch, model, new, 0.0), strict=True):
        told, networks = (
            json.loads(page.kept[one.member_id].document),
            [account.network for account in features],
        )
        value = both.next.value if both.next else None
        named = groups(told["region"], reach_of(told), networks)
        tally.shadow.add(both.published.value, value, named)


def both(page: Page, tally: Tally) -> None:
    """Every score as the rollout wants it today; what says the same already is not written."""
    batch = [features_of(one) for one in page.found]
    results = score(batch, page.plan.rollout, page.plan.day)
    documents = [json.loads(page.kept[one.member_id].document) for one in page.found]
    topics = rescored(documents, batch, results, page.plan.rollout, page.plan.day)
    renewals = []
    rows = zip(page.found, documents, batch, results, topics, strict=True)
    for one, before, features, result, own in rows:
        seen = page.kept[one.member_id]
        after = renewed.document(before, features, result, page.run, own)
        add(one, seen, before if after is None else after, tally)
        if after is not None:
            renewals.append(Renewal(one.member_id, to_bytes(after), seen))
    written, fresher = rescores.renew(renewals, page.looked_at)
    tally.took({"written": written, "fresher": fresher, "write_units": fresher})  # a refusal is billed too


def features_of(one: Found) -> list[Features]:
    """As they were measured at the last good readings."""
    return [Features.from_json(told) for told in one.features]


MODES = {"count": count, "shadow": shadow, "both": both}
