"""Human judgements on pairs of accounts, who is the more influential, in the roles of the score.

The columns are those of data/peerindex. Own activity – posts, replies and reposts sent, accounts followed –
stands in the file and is never read: a score must not be earned by posting more.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pegel.errors import CannotRun
from pegel.scoring.columns import Column

NETWORK = "twitter-2013"  # the model's name for the calibration of these accounts
RATE_FLOOR = 0.1005034  # decayed rates never fall below it: it stands for none (data/calibration, fits.json)
RATE_UNIT = 10.0  # a rate at its floor is about one event in ten units of time: rates become counts
FEATURES = (
    "follower_count", "following_count", "listed_count", "mentions_received", "retweets_received",
    "mentions_sent", "retweets_sent", "posts", "network_feature_1", "network_feature_2", "network_feature_3",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Pairs:
    """`first` and `second` are rows of `people`; `chosen` is 1 where the first is the more influential."""

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
    missing = [
        f"{side}_{name}" for side in "AB" for name in FEATURES if not rows or f"{side}_{name}" not in rows[0]
    ]
    if missing:
        raise CannotRun(
            f"{file} is no file of pairs: {'it has no line' if not rows else f'no column {missing[0]}'}"
        )
    sides = [[tuple(row[f"{side}_{name}"] for name in FEATURES) for row in rows] for side in "AB"]
    names = sorted({*sides[0], *sides[1]})
    index = {name: at for at, name in enumerate(names)}
    try:
        numbers = np.array(names, np.float64)
        chosen = np.array([int(row["Choice"]) for row in rows]) if "Choice" in rows[0] else None
    except ValueError as error:
        raise CannotRun(f"{file} holds something that is no number: {error}") from error
    first, second = (np.array([index[name] for name in side], np.int64) for side in sides)
    return Pairs(to_roles(dict(zip(FEATURES, numbers.T, strict=True))), first, second, chosen)


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
