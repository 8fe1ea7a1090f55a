"""The scale from 1 to 100: strengths of members as they may be, and G through their quantiles (score.md §3).

A member is no account: people link one to three networks, each tells some roles only, and the p-norm adds
up. So G stands on invented members whose accounts are measured the way the score measures them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

from pegel.scoring import kernel, population
from pegel.scoring.columns import Column
from pegel.scoring.model import Calibration
from pegel.scoring.pairs import NETWORK
from pegel.scoring.population import Figures

MEMBERS = 200_000  # invented
LINKED = (0.34, 0.33, 0.33)  # share of members who link one, two, three networks; which ones, at random
FIRST = ("mastodon", "bluesky", "github")  # the networks of the first members
ALIKE = 0.5  # correlation between two accounts of one member
QUANTILES = ((0.5, 40.0), (0.95, 63.0), (0.99, 75.0), (0.999, 88.0))  # score.md §3
DIGITS = 6  # of an anchor in the file
SOURCE = (
    "median 40, 95 % 63, 99 % 75, 99.9 % 88 (score.md §3: Klout's average was about 40, its top 5 % began "
    "at 63; the others are ours) of 200,000 invented members, and 100 for the largest accounts of 2013 on "
    "three networks. 34 % of members link one network (Pew, Social Media Update 2014: 79 % of online adults "
    "use one of five sites, 52 % more than one), 33 % two, 33 % three, at random; two accounts of a member "
    "correlate by 0.5: both ours (Alternion, Applied Network Science 1, 2016, found them to correlate "
    "little). An account has the roles its network tells, each as far between ordinary and prominent as "
    "accounts of 2013 are, relay by its reactors. Members below the minimum are left out"
)


@dataclass(frozen=True)
class Scale:
    """What decides a strength, before there is a model: calibration, curves over z, and policy."""

    calibration: Mapping[str, Mapping[str, Calibration]]
    step: float
    curves: Mapping[str, tuple[float, ...]]
    power: float
    company: int
    minimum: Mapping[str, float]

    @property
    def networks(self) -> list[str]:
        """Those that members link. Networks that came later do not move anybody's number."""
        return [network for network in self.calibration if network in FIRST]

    def height(self, network: str, role: str, values: Column) -> Column:
        """f of raw values, any shape."""
        place = self.calibration[network][role]
        table = kernel.tabulate(place.p05, place.p95, self.step, self.curves[role])
        return kernel.strengths([values.ravel()], [table]).reshape(values.shape)

    def factor(self, network: str) -> float:
        """What an account is multiplied by as its network tells some roles only (scoring/accounts.py)."""
        at_one = {
            role: float(np.interp(1.0 / self.step, range(len(h)), h)) for role, h in self.curves.items()
        }
        judged, told = ([at_one[role] for role in self.calibration[one]] for one in (NETWORK, network))
        return sum(judged) / sum(told)


def anchors(figures: Figures, scale: Scale) -> list[list[float]]:
    """G as (strength, score, slope): nothing → 1, the published quantiles of members, the largest member →
    100.
    """
    found = np.quantile(members(figures, scale), [q for q, _ in QUANTILES])
    at = [0.0, *np.round([*found, largest(figures, scale)], DIGITS).tolist()]
    score = [1.0, *(points for _, points in QUANTILES), 100.0]
    slopes = PchipInterpolator(at, score).derivative()(at)
    return [[a, b, round(float(c), DIGITS)] for a, b, c in zip(at, score, slopes, strict=True)]


def largest(figures: Figures, scale: Scale) -> float:
    """The strength of somebody who has the largest account of 2013 on as many networks as people link."""
    strength, _ = accounts(figures, population.top(figures), scale)
    most = np.sort(strength[0])[-len(LINKED) :]
    return float((most**scale.power).sum() ** (1.0 / scale.power))


def members(figures: Figures, scale: Scale) -> Column:
    """Strengths of the invented members who say enough for a score."""
    most = min(len(LINKED), len(scale.networks))
    people = population.ordinary(figures, MEMBERS, most, ALIKE)
    strength, enough = accounts(figures, people, scale)
    random = np.random.default_rng(population.SEED + 1)
    which = np.argsort(random.random((MEMBERS, len(scale.networks))), axis=1)[:, :most]
    share = np.array(LINKED[:most]) / sum(LINKED[:most])
    linked = np.arange(most) < 1 + random.choice(most, MEMBERS, p=share)[:, None]
    own = (np.arange(MEMBERS)[:, None], np.arange(most), which)
    parts = np.where(linked, strength[own] ** scale.power, 0.0)
    told = (linked & enough[own]).any(axis=1)
    return np.asarray(parts.sum(axis=1)[told] ** (1.0 / scale.power), np.float64)


def accounts(
    figures: Figures, people: Mapping[str, Column], scale: Scale
) -> tuple[Column, NDArray[np.bool_]]:
    """Strength, and whether it says enough for a score, of each of these accounts on each network: one more
    axis.
    """
    heights = {role: scale.height(NETWORK, role, people[role]) for role in scale.calibration[NETWORK]}
    relay = np.expm1(population.company(figures, people["reactors"], scale.company))
    strength, enough = [], []
    for network in scale.networks:
        roles = scale.calibration[network]
        told = [scale.height(network, r, relay) if r == "relay" else heights[r] for r in roles]
        strength.append(scale.factor(network) * np.sum(told, axis=0))
        known = [people[role] >= least for role, least in scale.minimum.items() if role in roles]
        enough.append(np.any(known, axis=0))
    return np.stack(strength, axis=-1), np.stack(enough, axis=-1)
