"""The scoring kernel against what one writes first, on 1 M members × 40 features (performance.md §1, §5,
§9).

    python tests/benchmarks/scoring.py

Answers are compared before times. Candidate and baselines take turns in one process on the same payload;
ratios are medians over rounds. A/A – the baseline against itself – comes first: more than 3 % apart means
that the machine is busy.
"""

from __future__ import annotations

import math
import os
import platform
import statistics
import sys
import time
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

import numpy as np

from pegel.scoring import kernel
from pegel.scoring.model import load

MEMBERS = 1_000_000
FEATURES = 40
LOOPED = 1_000  # members of the Python loop, which is extrapolated
ROUNDS = 5
TRIES = 8  # of A/A
SEED = 7
ALIKE = 3.0  # per cent that A/A may differ
ERROR = 1e-4  # of Σ 40 heights, about 80: 15 points of a score are one unit of a height
BATCH = 1_000
Rows = list[dict[str, Any]]


class Payload:
    """Raw values like followers, as columns and as rows, and 40 curves of the current model."""

    def __init__(self, members: int) -> None:
        model = load()
        random = np.random.default_rng(SEED)
        self.columns = [np.floor(np.exp(random.normal(6.0, 2.5, members))) for _ in range(FEATURES)]
        self.rows = np.stack(self.columns, axis=1)
        roles = [model.roles[at % len(model.roles)] for at in range(FEATURES)]
        self.heights = [np.array(model.curves[role]) for role in roles]
        self.scales = [model.calibration["twitter-2013"][role] for role in roles]
        self.knots = np.arange(len(self.heights[0])) * model.step
        self.step = model.step
        self.tables = [
            kernel.tabulate(s.p05, s.p95, model.step, model.curves[r])
            for s, r in zip(self.scales, roles, strict=True)
        ]


def product(payload: Payload) -> Any:
    """The product's own function."""
    return kernel.strengths(payload.columns, payload.tables)


def naive(payload: Payload) -> Any:
    """Whole matrices, one formula after the other, as score.md writes them."""
    low = np.array([scale.p05 for scale in payload.scales])
    width = np.array([scale.p95 - scale.p05 for scale in payload.scales])
    z = np.clip((np.log1p(payload.rows) - low) / width, 0.0, 1.5)
    parts = [np.interp(z[:, k], payload.knots, payload.heights[k]) for k in range(FEATURES)]
    return np.sum(np.stack(parts, axis=1), axis=1)


def loop(payload: Payload, members: int) -> list[float]:
    """A member at a time in Python, with everything that can be prepared prepared."""
    knots = payload.knots.tolist()
    prepared = [
        (s.p05, s.p95 - s.p05, h.tolist()) for s, h in zip(payload.scales, payload.heights, strict=True)
    ]
    found = []
    for row in payload.rows[:members].tolist():
        total = 0.0
        for value, (low, width, heights) in zip(row, prepared, strict=True):
            z = min(max((math.log1p(value) - low) / width, 0.0), 1.5)
            at = min(bisect_right(knots, z) - 1, len(knots) - 2)
            total += heights[at] + (heights[at + 1] - heights[at]) * (z - knots[at]) / payload.step
        found.append(total)
    return found


def bound(payload: Payload) -> Any:
    """Reading the memory once."""
    return sum(float(column.sum()) for column in payload.columns)


def timed(work: Callable[[], Any]) -> float:
    """Seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def interleaved(works: list[Callable[[], Any]], rounds: int = ROUNDS) -> list[float]:
    """Median seconds of each; in every round each has its turn."""
    taken = [[timed(work) for work in works] for _ in range(rounds)]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def rows() -> Rows:
    """One row a goal; `ratio` is baseline ÷ candidate unless the name says otherwise."""
    payload = Payload(MEMBERS)
    expected = naive(payload)
    error = float(np.abs(product(payload) - expected).max())
    looped = np.array(loop(payload, LOOPED))
    if error > ERROR or float(np.abs(looped - expected[:LOOPED]).max()) > 1e-9:
        raise SystemExit(f"the answers differ by {error}: there is nothing to compare")
    small = Payload(BATCH)
    again, other = calm(payload)
    fast, slow, python, read = interleaved(
        [
            lambda: product(payload),
            lambda: naive(payload),
            lambda: loop(payload, LOOPED),
            lambda: bound(payload),
        ]
    )
    batch, single = interleaved([lambda: batches(small), lambda: one_by_one(small)])
    per_loop = python / LOOPED * MEMBERS
    apart = abs(again / other - 1.0) * 100.0
    return [
        row("A/A, per cent apart", again, other, apart, ALIKE, apart <= ALIKE),
        row(
            f"1 M members × 40, ns a member (error {error:.0e})",
            fast,
            fast,
            fast / MEMBERS * 1e9,
            200.0,
            fast / MEMBERS <= 2e-7,
        ),
        row("naive numpy ÷ kernel", fast, slow, slow / fast, 6.0, slow / fast >= 6.0),
        row("Python loop ÷ kernel", fast, per_loop, per_loop / fast, 70.0, per_loop / fast >= 70.0),
        row("kernel ÷ reading the memory", fast, read, fast / read, 22.0, fast / read <= 22.0),
        row("batch of 1 ÷ batch of 1,000", batch, single, single / batch, 70.0, single / batch >= 70.0),
    ]


def calm(payload: Payload) -> list[float]:
    """A/A, waited for: a busy machine may calm down, and if it does not the row says so."""
    for _ in range(TRIES):
        again, other = interleaved([lambda: product(payload), lambda: product(payload)])
        if abs(again / other - 1.0) * 100.0 <= ALIKE:
            break
    return [again, other]


def batches(payload: Payload) -> None:
    """A thousand members at once."""
    kernel.strengths(payload.columns, payload.tables)


def one_by_one(payload: Payload) -> None:
    """The same thousand, one call each."""
    for at in range(BATCH):
        kernel.strengths([column[at : at + 1] for column in payload.columns], payload.tables)


def row(name: str, candidate: float, baseline: float, ratio: float, goal: float, ok: bool) -> dict[str, Any]:  # noqa: PLR0917
    """Seconds, the figure that is judged, and its goal."""
    return {
        "name": name,
        "candidate": candidate,
        "baseline": baseline,
        "ratio": ratio,
        "goal": goal,
        "ok": ok,
    }


def main() -> int:
    """Print the table; 1 if a goal was missed."""
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, numpy "
        f"{np.__version__}, seed {SEED}, one thread"
    )
    found = rows()
    for one in found:
        print(
            f"{one['name']:52} {one['candidate']:9.4f} s {one['baseline']:9.4f} s "
            f"{one['ratio']:8.1f}  goal {one['goal']:6.1f}  {'ok' if one['ok'] else 'MISSED'}"
        )
    return 0 if all(one["ok"] for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
