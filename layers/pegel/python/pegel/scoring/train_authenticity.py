"""The constants of authenticity.json, and how good they are; `python -m pegel.cli.authenticity` runs it.
`empty` is fitted on followers that journalists judged by hand (SRF Data, CC BY-SA 4.0), `bought` on one batch
of bought followers against ordinary accounts. Both files age, and both labels are opinions: see the README of
data/authenticity. Only numbers derived from them are kept. The only use of SciPy beside `train`.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import rankdata

from pegel.scoring import model
from pegel.scoring.authenticity import Shown, Sign
from pegel.scoring.columns import Column

VERSION = "2026.11"
SOURCES = {
    "empty": "followers of ten Swiss Instagram influencers, 2017, judged by hand: "
    "2017-10-instagram-influencers by SRF Data (github.com/srfdata/2017-10-instagram-influencers, 926886b), "
    "CC BY-SA 4.0; numbers derived from it, no rows; "
    "its users read 'fake' as its journalists did: few posts, follows many",
    "bought": "367 followers bought in January 2018 (a-list-of-twitter-fake-accounts by Michael "
    "Eichenseer, MIT) against 3,837 X accounts of 2019-2021 (academictwitteR, MIT)",
    "policy": "knees, plateaus and the shell (picture, name, age) are set by us",
}
EMPTY = Sign(0.0, (50.0, 1.0), (300.0, 1.0), (-1.0, 1.0), ordinary=0.0, clear=1.5)
BOUGHT = Sign(0.0, (50.0, 0.0), (300.0, 1.0), (1.0, 1.0), ordinary=0.0, clear=2.0)
RIDGE = 1.0
FOLDS, REPEATS = 5, 10
TERMS = ("few_posts", "many_followed", "lopsided")  # of a sign
SMALL = (100, 10)  # a small account: fewer followers, fewer posts


def columns(people: Sequence[Shown], sign: Sign) -> Column:
    """(n, 3): the hinges of a sign, weights left out."""
    units = np.eye(3)
    ones = [weighted(replace(sign, intercept=0.0), row) for row in units.tolist()]
    return np.array([[one.logit(shown) for one in ones] for shown in people], np.float64)


def fit(table: Column, fake: Column, sign: Sign) -> Sign:
    """Logistic regression, weights 0 or more, shrunk a little; terms without a weight stay without."""
    rows = np.column_stack([np.ones(len(table)), table])

    def loss(b: Column) -> tuple[float, Column]:
        z = rows @ b
        punished = RIDGE * np.concatenate([[0.0], b[1:]])
        value = float((np.logaddexp(0.0, z) - fake * z).sum() + punished @ b / 2.0)
        return value, rows.T @ (1.0 / (1.0 + np.exp(-z)) - fake) + punished

    free = [(0.0, None if getattr(sign, term)[1] else 0.0) for term in TERMS]
    found = minimize(loss, np.zeros(4), jac=True, method="L-BFGS-B", bounds=[(None, None), *free]).x
    intercept, *weights = np.round(found, 4).tolist()
    return weighted(replace(sign, intercept=intercept), weights)


def weighted(sign: Sign, weights: Sequence[float]) -> Sign:
    """The same knees with other weights, in the order of the terms."""
    few, many, lopsided = weights
    return replace(
        sign,
        few_posts=(sign.few_posts[0], few),
        many_followed=(sign.many_followed[0], many),
        lopsided=(sign.lopsided[0], lopsided),
    )


def instagram(data: Path) -> tuple[list[Shown], Column]:
    """The judged followers, and 1 for those judged fake."""
    rows = read(data / "instagram_followers.csv")
    people = [
        Shown(
            picture=one["has_profile_picture"] == "1",
            posts=int(one["posts"]),
            followers=int(one["followers"]),
            following=int(one["following"]),
        )
        for one in rows
    ]
    return people, np.array([float(one["fake"]) for one in rows])


def twitter(file: Path, following: str, posts: str) -> list[Shown]:
    """Accounts of X, whose files name their columns differently."""
    return [
        Shown(posts=int(one[posts]), followers=int(one["followers_count"]), following=int(one[following]))
        for one in read(file)
    ]


def read(file: Path) -> list[dict[str, str]]:
    """The rows of a file."""
    with file.open(newline="", encoding="utf-8-sig") as lines:
        return list(csv.DictReader(lines))


def folds(fake: Column, repeat: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Rows to learn from and to judge, stratified: every fold has its share of fakes."""
    dice = np.random.default_rng(repeat)
    place = np.zeros(len(fake), np.int64)
    for label in (0.0, 1.0):
        rows = np.flatnonzero(fake == label)
        place[dice.permutation(rows)] = np.arange(len(rows)) % FOLDS
    for fold in range(FOLDS):
        yield np.flatnonzero(place != fold), np.flatnonzero(place == fold)


def held_out(table: Column, fake: Column, sign: Sign) -> tuple[float, float]:
    """ROC-AUC and average precision of logits of rows that were not learnt from, mean of the repeats."""
    found = []
    for repeat in range(REPEATS):
        logits = np.zeros(len(fake))
        for learn, judge in folds(fake, repeat):
            fitted = fit(table[learn], fake[learn], sign)
            weights = np.array([getattr(fitted, term)[1] for term in TERMS])
            logits[judge] = fitted.intercept + table[judge] @ weights
        found.append((auc(fake, logits), average_precision(fake, logits)))
    mean = np.mean(found, axis=0)
    return float(mean[0]), float(mean[1])


def auc(label: Column, value: Column) -> float:
    """The chance that a fake has the larger value than a genuine one; equals count half."""
    fakes = float(label.sum())
    ranks = float(rankdata(value)[label == 1.0].sum())
    return (ranks - fakes * (fakes + 1.0) / 2.0) / (fakes * (len(label) - fakes))


def average_precision(label: Column, value: Column) -> float:
    """Mean precision at each hit, largest value first; equals are judged together."""
    order = np.argsort(-value, kind="stable")
    ranked, hits = value[order], np.cumsum(label[order])
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    recalled = np.diff(np.concatenate([[0.0], hits[last]]))
    return float((recalled * hits[last] / (last + 1.0)).sum() / label.sum())


def train(data: Path) -> dict[str, Any]:
    """The whole constants file."""
    judged, fake = instagram(data)
    batch = twitter(data / "twitter_bought_followers.csv", "friends_count", "statuses_count")
    ordinary = twitter(data / "x_users.csv", "following_count", "tweet_count")
    label = np.array([1.0] * len(batch) + [0.0] * len(ordinary))
    empty = fit(columns(judged, EMPTY), fake, EMPTY)
    bought = fit(columns([*batch, *ordinary], BOUGHT), label, BOUGHT)
    signs = {"empty": empty, "bought": bought}
    document = {
        "version": VERSION,
        "sources": SOURCES,
        "signs": {name: asdict(sign) for name, sign in signs.items()},
        "measured": measured(signs, (judged, fake), batch, ordinary),
    }
    return {**document, "checksum": model.checksum(json.loads(json.dumps(document)))}


def measured(
    signs: dict[str, Sign], judged: tuple[list[Shown], Column], batch: list[Shown], ordinary: list[Shown]
) -> dict[str, Any]:
    """How well it tells them apart, and whom it wrongs."""
    people, fake = judged
    area, precision = held_out(columns(people, EMPTY), fake, EMPTY)
    label = np.array([1.0] * len(batch) + [0.0] * len(ordinary))
    logits = np.array([signs["bought"].logit(one) for one in [*batch, *ordinary]])
    genuine = [one for one, is_fake in zip(people, fake, strict=True) if not is_fake]
    small = [one for one in genuine if (one.followers or 0) < SMALL[0] or (one.posts or 0) < SMALL[1]]
    return {
        "instagram": {
            "auc": round(area, 4),
            "average_precision": round(precision, 4),
            "to_beat": [0.923, 0.71],
        },
        "bought against ordinary X": {"auc": round(auc(label, logits), 4), "floor": 0.994},
        "weights": {
            "judged fake": shares(signs, [one for one, is_fake in zip(people, fake, strict=True) if is_fake]),
            "judged genuine": shares(signs, genuine),
            f"judged genuine with fewer than {SMALL[0]} followers or {SMALL[1]} posts": shares(signs, small),
            "bought": shares(signs, batch),
            "ordinary X": shares(signs, ordinary),
        },
    }


def shares(signs: dict[str, Sign], people: Sequence[Shown]) -> dict[str, float]:
    """How many weigh less than 1, how many nothing, and the mean."""
    weights = [min(sign.weight(one) for sign in signs.values()) for one in people]
    return {
        "n": len(weights),
        "below 1": round(sum(weight < 1.0 for weight in weights) / len(weights), 4),
        "exactly 0": round(sum(weight == 0.0 for weight in weights) / len(weights), 4),
        "mean": round(sum(weights) / len(weights), 4),
    }
