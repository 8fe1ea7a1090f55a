"""Figures of real accounts that a model is calibrated with: read at training, shipped as constants, never
as files.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.special import ndtr

from pegel.errors import CannotRun
from pegel.scoring.columns import Column
from pegel.scoring.model import Calibration
from pegel.scoring.pairs import NETWORK, to_roles

SEED = 20_261_101
KINDS = {"like": "like_count", "repost": "retweet_count", "reply": "reply_count", "quote": "quote_count"}
DAYS = range(90)  # a prominent account posts daily, for the resonance of one
REPLY = 0.5  # of a like: one's own replies count among them, so they must stay cheap
FITTED = ("listed_count", "mentions_received", "retweets_received", "network_feature_1", "network_feature_2")


@dataclass(frozen=True, eq=False)
class Figures:
    """`fits` as in data/calibration/fits.json; followers of X accounts; reactions per post on X, by kind."""

    fits: Mapping[str, Any]
    followers: Column
    posts: Mapping[str, Column]


def read(data: Path) -> Figures:
    """The figures from the folders calibration and authenticity."""
    fits, tweets = data / "calibration/fits.json", data / "calibration/x_tweets.csv"
    users = data / "authenticity/x_users.csv"
    if missing := next((file for file in (fits, tweets, users) if not file.is_file()), None):
        raise CannotRun(
            f"training needs {missing}: set PEGEL_DATA to the folder with calibration and authenticity"
        )
    own = [row for row in rows(tweets) if row["is_retweet"] == "0"]
    return Figures(
        json.loads(fits.read_text(encoding="utf-8")),
        np.array([float(row["followers_count"]) for row in rows(users)]),
        {kind: np.array([float(row[name]) for row in own]) for kind, name in KINDS.items()},
    )


def rows(file: Path) -> list[dict[str, str]]:
    """Lines of a CSV file by column."""
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def quantile(figures: Figures, q: float) -> dict[str, Column]:
    """This quantile of every role among the accounts of 2013, each on its own."""
    grid = figures.fits["quantile_grid"]
    return to_roles(
        {name: np.array([np.interp(q, grid["q"], grid["values"][name])]) for name in grid["values"]}
    )


def top(figures: Figures) -> dict[str, Column]:
    """An account that is the largest of 2013 in every role."""
    return quantile(figures, 1.0)


def calibration(figures: Figures, places: int) -> dict[str, dict[str, Calibration]]:
    """Where roles begin and where prominent accounts stand: of the pairs' network, and carried over to
    others, whose relay is a mean over `places` reactors.
    """
    low = float(np.log1p(np.quantile(figures.followers, 0.05)))
    high = {role: float(np.log1p(column[0])) for role, column in quantile(figures, 0.95).items()}
    of_2013 = "5 % of 3,837 X accounts 2019-2021 (0 but for reach); 95 % of 1,232 Twitter accounts of 2013"
    own = {
        role: Calibration(round(low if role == "reach" else 0.0, 4), round(value, 4), of_2013)
        for role, value in high.items()
    }
    carried = {
        **{
            role: Calibration(one.p05, one.p95, f"carried over from X: {of_2013}")
            for role, one in own.items()
        },
        "relay": Calibration(
            0.0,
            round(float(company(figures, np.expm1([high["reactors"]]), places)[0]), 4),
            f"the {places} of largest reach among as many ordinary accounts as react at 95 %",
        ),
        "resonance": Calibration(
            0.0,
            round(float(np.log1p(prominent_resonance(figures))), 4),
            "a daily post with reactions at 95 % of 5,898 on X",
        ),
    }
    return {NETWORK: own, "carried": carried}


def prominent_resonance(figures: Figures) -> float:
    """Resonance of an account that posts daily, each post with the reactions of the best 5 %."""
    weights = reaction_weights(figures)
    weighted = np.asarray(sum(weights[kind] * figures.posts[kind] for kind in weights))
    return float(np.sqrt(np.quantile(weighted, 0.95)) * sum(0.5 ** (day / 30.0) for day in DAYS))


def reaction_weights(figures: Figures) -> dict[str, float]:
    """b: how much rarer than a like a reaction is, at most a repost; replies are cheap by decision."""
    shares = {kind: float((counts > 0).mean()) for kind, counts in figures.posts.items()}
    repost = round(shares["like"] / shares["repost"], 2)
    return {"like": 1.0, "repost": repost, "reply": REPLY, "quote": repost}


def ordinary(figures: Figures, members: int, accounts: int, alike: float) -> dict[str, Column]:
    """Accounts as they are, not as they are searched for: roles of invented ones, shape (members, accounts).

    Topic searches over-pick prominent accounts, so the upper half of the followers is the lower one
    mirrored in the logarithm; the other features depend on followers as they do among the accounts of 2013,
    a normal distribution in the logarithm. What is normal correlates by `alike` between two accounts of one
    member, so that their logarithms do, a little less.
    """
    random = np.random.default_rng(SEED)
    shared = random.standard_normal((members, 1, 1 + len(FITTED)))
    own = random.standard_normal((members, accounts, 1 + len(FITTED)))
    normal = np.sqrt(alike) * shared + np.sqrt(1.0 - alike) * own
    largest = np.log1p(figures.fits["quantile_grid"]["values"]["follower_count"][-1])
    followers = np.clip(followers_at(figures, ndtr(normal[..., 0])), 0.0, largest)
    return others_of(figures, followers, normal[..., 1:])


def followers_at(figures: Figures, q: Column) -> Column:
    """ln(1 + followers) at a quantile of ordinary accounts: what a topic search finds up to its median, and
    its mirror image above.
    """
    logs = np.sort(np.log1p(figures.followers))
    below = np.interp(np.minimum(q, 1.0 - q), np.linspace(0.0, 1.0, len(logs)), logs)
    return np.where(q <= 0.5, below, 2.0 * np.median(logs) - below)


def others_of(figures: Figures, followers: Column, normal: Column) -> dict[str, Column]:
    """All roles for these ln(1 + followers); `normal` is what they leave open, FITTED on its last axis."""
    names = list(figures.fits["features"])
    mean, cov = np.array(figures.fits["mean_log"]), np.array(figures.fits["cov_log"])
    at, rest = names.index("follower_count"), [names.index(name) for name in FITTED]
    slope = cov[rest, at] / cov[at, at]
    left = cov[np.ix_(rest, rest)] - np.outer(slope, cov[at, rest])
    logs = mean[rest] + (followers - mean[at])[..., None] * slope + normal @ np.linalg.cholesky(left).T
    shifts = {entry["feature"]: float(entry["shift"]) for entry in figures.fits["marginals"]}
    columns = {name: np.exp(logs[..., k]) - shifts[name] for k, name in enumerate(FITTED)}
    return to_roles({**columns, "follower_count": np.expm1(followers)})


def company(figures: Figures, people: Column, places: int) -> Column:
    """ln(1 + relay) of an account to which so many ordinary accounts react: the mean over the `places` of
    largest reach, those that nobody fills counting 0.

    The i-th largest of n stands near the quantile (n + 5/8 − i) / (n + 1/4) (Blom, Statistical Estimates and
    Transformed Beta-Variables, 1958).
    """
    total = np.zeros_like(people)
    for place in range(1, places + 1):
        q = np.maximum((people + 0.625 - place) / (people + 0.25), 0.0)
        total += np.where(people >= place, np.maximum(followers_at(figures, q), 0.0), 0.0)
    return total / places
