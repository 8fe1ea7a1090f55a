"""Human judgements on pairs of accounts, who is the more influential, in the roles of the score.

The columns are those of data/peerindex. Own activity – posts, replies and reposts sent, accounts followed –
stands in the file and enters no role: a score must not be earned by posting more. Only the free model that
the score is measured against sees it (free.py).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pegel.errors import CannotRun
from pegel.scoring.columns import Column
from pegel.scoring.model import JUDGED

NETWORK = JUDGED  # the model's name for the calibration of these accounts
RATE_FLOOR = 0.1005034  # decayed rates never fall below it: it stands for none (data/calibration, fits.json)
RATE_UNIT = 10.0  # a rate at its floor is about one event in ten units of time: rates become counts
FEATURES = (
    "follower_count", "following_count", "listed_count", "mentions_received", "retweets_received",
    "mentions_sent", "retweets_sent", "posts", "network_feature_1", "network_feature_2", "network_feature_3",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Pairs:
    """`first` and `second` are rows of `people`; `chosen` is 1 where the first is the more influential."""

    persons: list[tuple[str, ...]]  # FEATURES as they stand in the file: who is who
    numbers: NDArray[np.float64]  # the same as numbers, shape (persons, features)
    people: dict[str, Column]  # role -> raw value per person
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    chosen: NDArray[np.int64] | None  # None: the file does not tell


def read(file: Path) -> Pairs:
    """The pairs of a file in its order; a person is the tuple of the 11 texts as they stand there."""
    if not file.is_file():
        raise CannotRun(f"there is no file {file}: --pairs names a CSV file of judged pairs (data/peerindex)")
    with file.open(newline="", encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    wanted = [f"{side}_{name}" for side in "AB" for name in FEATURES]
    if not rows:
        raise CannotRun(f"{file} is no file of pairs: it has no line")
    if missing := [column for column in wanted if column not in rows[0]]:
        raise CannotRun(f"{file} is no file of pairs: no column {missing[0]}")
    sides = [[tuple(str(row[f"{side}_{name}"]) for name in FEATURES) for row in rows] for side in "AB"]
    persons = sorted({*sides[0], *sides[1]})
    index = {person: at for at, person in enumerate(persons)}
    first, second = (np.array([index[person] for person in side], np.int64) for side in sides)
    for column in wanted:
        check(file, column, [row[column] for row in rows], "a number", float)
    numbers = np.array(persons, np.float64)
    roles = to_roles(dict(zip(FEATURES, numbers.T, strict=True)))
    return Pairs(persons, numbers, roles, first, second, choices(file, rows))


def choices(file: Path, rows: Sequence[Mapping[str, str]]) -> NDArray[np.int64] | None:
    """1 where the first was chosen, 0 where the second was; None if the file does not tell."""
    if "Choice" not in rows[0]:
        return None
    texts = [row["Choice"] for row in rows]
    check(file, "Choice", texts, "0 or 1", lambda text: {"0": 0.0, "1": 1.0}[text])
    return np.array([int(text) for text in texts])


def check(file: Path, column: str, texts: Sequence[str], wanted: str, read: Callable[[str], float]) -> None:
    """Refuse the first text that cannot be what its column holds."""
    for line, text in enumerate(texts, 2):
        try:
            good = isfinite(read(text))
        except (KeyError, TypeError, ValueError):
            good = False
        if not good:
            raise CannotRun(f"{file}, line {line}, column {column}: {text!r} is not {wanted}")


def to_roles(numbers: dict[str, Column]) -> dict[str, Column]:
    """The file's features as raw values by role. Relay is their second network feature, an average over the
    reactors.
    """
    received = numbers["mentions_received"] + numbers["retweets_received"] - 2.0 * RATE_FLOOR
    return {
        "reach": counted(numbers["follower_count"]),
        "curation": counted(numbers["listed_count"]),
        "resonance": counted(RATE_UNIT * received),
        "reactors": counted(numbers["network_feature_1"]),
        "relay": counted(numbers["network_feature_2"]),
    }


def counted(column: Column) -> Column:
    """Nothing below 0: rates are printed with fewer digits than their floor."""
    return np.maximum(column, 0.0)
