"""How every benchmark here measures: candidates take turns, the median of rounds counts, A/A comes first."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

WARM_UP = 300  # calls
ROUND = 0.15  # seconds of each candidate in each round
ALIKE = 0.03  # the baseline against itself may differ by this much, else the run is void
TRIES = 8  # a busy machine may calm down


class Void(Exception):
    """The machine is too busy for a measurement."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `goal` bounds `ratio` from above, unless `judged` says how it came out.

    A line without a goal is for information.
    """

    group: str
    name: str
    value: float
    unit: str
    ratio: float | None = None  # to the baseline of the same run
    goal: float | None = None
    note: str = ""
    judged: bool | None = None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without one."""
        if self.judged is not None:
            return self.judged
        return None if self.goal is None or self.ratio is None else self.ratio <= self.goal


def interleaved(candidates: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds per call by name: the median of rounds in which everybody takes a turn."""
    calls = {name: calls_in_a_round(call) for name, call in candidates.items()}
    taken: dict[str, list[float]] = {name: [] for name in candidates}
    for turn in range(rounds):
        names = list(candidates)
        for name in names[turn % len(names) :] + names[: turn % len(names)]:  # nobody is always first
            taken[name].append(seconds(candidates[name], calls[name]))
    return {name: statistics.median(times) for name, times in taken.items()}


def calls_in_a_round(call: Callable[[], object]) -> int:
    """Warm up, then how many calls fill a round."""
    for _ in range(WARM_UP):
        call()
    return max(1, int(ROUND / max(seconds(call, 20), 1e-9)))


def seconds(call: Callable[[], object], calls: int) -> float:
    """Seconds per call."""
    began = time.perf_counter()
    for _ in range(calls):
        call()
    return (time.perf_counter() - began) / calls


def against_itself(baseline: Callable[[], object], rounds: int) -> float:
    """A/A: how far the baseline is from itself, as a share. Raises Void if it is further than ALIKE."""
    for _ in range(TRIES):
        twice = interleaved({"a": baseline, "b": baseline}, rounds)
        apart = abs(twice["a"] / twice["b"] - 1)
        if apart <= ALIKE:
            return apart
    raise Void(
        f"the baseline differs from itself by {apart:.1%}: the machine is too busy to measure anything"
    )
