"""A million members rescored while two models are served: features → both scores → the next document's bytes.

One process per core, pages of 2,000 as in functions/rescore, two accounts a member, no network. The baseline
is what one writes first: a member at a time. Answers are compared before times.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from benchmarks.measure import Row, against_itself
from integration import everybody

from pegel.scoring import published, renewed
from pegel.scoring.blended import Blended, of_models
from pegel.scoring.published import Run, Subject
from pegel.scoring.rollout import Rollout
from pegel.scoring.score import score

MILLION = 1_000_000
PAGE = 2_000
PAGES = 8  # of each process
GOAL = 60.0  # seconds of compute for a million
ONE_BY_ONE = 100  # members of the baseline, which is extrapolated
OLD = everybody.OLD
NEW = replace(
    OLD, version=everybody.NEW, curves={r: tuple(0.8 * h for h in c) for r, c in OLD.curves.items()}
)
RUN = Run(
    everybody.NOW, Rollout(OLD.version).shadow(NEW.version, date(2026, 11, 1)).promote(date(2026, 11, 1), 4)
)
Pair = tuple[Subject, dict[str, Any]]


def payload() -> list[Pair]:
    """Members, and what is published of them."""
    dice = random.Random(3)
    subjects = [everybody.subject(dice, f"mem_{at:026}", at) for at in range(PAGE)]
    results = score([one.features for one in subjects], OLD)
    made = [
        published.document(one, Blended(result), {"day": 0.5}, Run(everybody.NOW))
        for one, result in zip(subjects, results, strict=True)
    ]
    return list(zip(subjects, map(json.loads, made), strict=True))


def page(pairs: Sequence[Pair]) -> list[bytes]:
    """The next documents of some members."""
    results = of_models([one.features for one, _ in pairs], OLD, NEW, 0.0)
    after = (
        renewed.document(before, one.features, result, RUN, before["topics"])
        for (one, before), result in zip(pairs, results, strict=True)
    )
    return [published.to_bytes(document) for document in after if document]


def one_by_one(pairs: Sequence[Pair]) -> list[bytes]:
    """The same, a member at a time."""
    return [document for pair in pairs for document in page([pair])]


def worker(_: int) -> float:
    """Seconds a process takes for its pages."""
    pairs = payload()
    page(pairs)
    began = time.perf_counter()
    for _page in range(PAGES):
        page(pairs)
    return time.perf_counter() - began


def rows() -> list[Row]:
    """The million, and a page against members one by one."""
    pairs = payload()
    few = pairs[:ONE_BY_ONE]
    if one_by_one(few) != page(pairs)[:ONE_BY_ONE]:
        raise SystemExit("a page says something else than its members one by one")
    against_itself(lambda: page(few[:1]), 3)
    took: list[tuple[float, float]] = []
    for _ in range(3):
        began = time.perf_counter()
        page(pairs)
        middle = time.perf_counter()
        one_by_one(few)
        took.append(((middle - began) / PAGE, (time.perf_counter() - middle) / ONE_BY_ONE))
    together, alone = (sorted(times)[1] for times in zip(*took, strict=True))
    cores = os.cpu_count() or 1
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        slowest = max(pool.map(worker, range(cores)))
    million = slowest / (PAGES * PAGE * cores) * MILLION
    return [
        Row("rescore", "a page of 2,000 ÷ one by one", together * 1e6, "µs a member", together / alone, 0.2),
        Row("rescore", f"1 M members, {cores} processes", million, "s", judged=million <= GOAL, goal=GOAL),
    ]
