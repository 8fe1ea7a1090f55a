"""The accounts of a batch as columns: raw values by role, curve heights, strengths, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pegel.scoring import kernel
from pegel.scoring.columns import Column
from pegel.scoring.features import Features
from pegel.scoring.model import Model
from pegel.scoring.roles import LARGEST

QUANTILE_95 = 1.645  # of the normal distribution: 90 % lie within ± it
STALE_DAYS = 30.0  # a reading so much older than the member's newest doubles its uncertainty
UNCERTAIN = ("resonance", "reactors")  # what other posts or other reactors would have changed


@dataclass(frozen=True, eq=False)
class Accounts:
    """All accounts of a batch, member after member, an account once, in the order of their keys.

    Columns have one row per account: `strength` = λ · scale' · Σ heights, `scale` = λ and the
    renormalisation over the roles that are known, `spread` the relative standard deviation of resonance,
    widened for a stale reading.
    """

    features: Sequence[Features]
    member: NDArray[np.int64]
    first: Sequence[int]  # row of each member's first account, and one behind the last
    values: Mapping[str, Column]
    heights: Mapping[str, Column]
    scale: Column
    strength: Column
    spread: Column
    enough: NDArray[np.bool_]
    power: float

    def rows_of(self, member: int) -> range:
        """Rows of one member."""
        return range(self.first[member], self.first[member + 1])

    def per_member(self, column: Column) -> Column:
        """Sums over each member's accounts, in their order: adding 0 for fewer accounts changes no bit."""
        first = np.array(self.first[:-1], np.int64)
        counts = np.diff(np.array(self.first, np.int64))
        total = np.zeros(len(first))
        for place in range(max(counts.tolist(), default=0)):
            has = counts > place
            total[has] = total[has] + column[first[has] + place]
        return total

    def any_of_member(self, flags: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether the flag is set for any of each member's accounts."""
        return self.per_member(flags.astype(np.float64)) > 0


def arrange(batch: Sequence[Sequence[Features]], model: Model) -> Accounts:
    """The batch as columns."""
    members = [once(features) for features in batch]
    flat = [one for member in members for one in member]
    first = np.concatenate([[0], np.cumsum([len(member) for member in members])]).astype(int).tolist()
    told = {role: np.array([raw(one, role) for one in flat], np.float64) for role in model.roles}
    values = {role: np.where(np.isnan(column), 0.0, column) for role, column in told.items()}
    networks = np.array([one.network for one in flat], dtype=object)
    heights = heights_of(values, networks, model)
    factor = factors(told, networks, model)
    return Accounts(
        features=flat,
        member=np.repeat(np.arange(len(members)), np.diff(first)),
        first=first,
        values=values,
        heights=heights,
        scale=factor,
        strength=factor * strength_of(values, networks, model),
        spread=np.array([spread(one, member) for member in members for one in member], np.float64),
        enough=enough(values, model),
        power=model.power,
    )


def once(features: Sequence[Features]) -> list[Features]:
    """Each account once, its newest reading, in the order of their keys: reading twice changes nothing."""
    newest: dict[str, Features] = {}
    for one in features:
        before = newest.get(one.account)
        if before is None or before.read_at <= one.read_at:
            newest[one.account] = one
    return [newest[key] for key in sorted(newest)]


def raw(features: Features, role: str) -> float:
    """A value that may enter a score; NaN where it is unknown or cannot be one."""
    value = features.values.get(role)
    return value if value is not None and 0 <= value <= LARGEST else np.nan


def spread(features: Features, member: Sequence[Features]) -> float:
    """The spread of an account, wider the longer its reading lies behind the member's newest one."""
    newest = max(one.read_at for one in member)
    days = (newest - features.read_at).days
    return features.spread * (1.0 + days / STALE_DAYS)


def table(network: str, role: str, model: Model) -> kernel.Table | None:
    """The curve of a role in the calibration of a network; None where the network does not give the role."""
    calibration = model.calibration.get(network, {}).get(role)
    if calibration is None:
        return None
    return kernel.tabulate(calibration.p05, calibration.p95, model.step, model.curves[role])


def strength_of(values: Mapping[str, Column], networks: NDArray[np.object_], model: Model) -> Column:
    """Σ_k f_k(z_nk) per account, unknown roles adding nothing."""
    total = np.zeros(len(networks))
    for network in sorted(set(networks)):
        rows = np.flatnonzero(networks == network)
        given = [(role, found) for role in values if (found := table(network, role, model))]
        if given:
            taken = [values[role][rows] for role, _ in given]
            total[rows] = kernel.strengths(taken, [found for _, found in given])
    return total


def heights_of(
    values: Mapping[str, Column], networks: NDArray[np.object_], model: Model
) -> dict[str, Column]:
    """f_k(z_nk) by role."""
    return {role: strength_of({role: column}, networks, model) for role, column in values.items()}


def factors(told: Mapping[str, Column], networks: NDArray[np.object_], model: Model) -> Column:
    """λ · Σ weights of all roles / Σ weights of the known ones, a role's weight being its height at z = 1.

    So an account whose network tells less is neither punished nor helped: the unknown is taken to be like
    the known.
    """
    weights = {role: model.height(role, 1.0) for role in model.roles}
    known, everything = np.zeros(len(networks)), 0.0
    for role, column in told.items():
        given = np.array([role in model.calibration.get(network, {}) for network in networks], bool)
        known = known + np.where(given & ~np.isnan(column), weights[role], 0.0)
        everything += weights[role]
    own = np.array([model.weights.get(network, 0.0) for network in networks], np.float64)
    return np.where(known > 0.0, own * everything / np.where(known > 0.0, known, 1.0), 0.0)


def moved(accounts: Accounts, sign: float, model: Model) -> Column:
    """Strengths if resonance and reactors were 1.645 standard deviations lower (−1) or higher (+1)."""
    networks = np.array([one.network for one in accounts.features], dtype=object)
    by = np.maximum(1.0 + sign * QUANTILE_95 * accounts.spread, 0.0)
    values = {
        role: np.minimum(column * by, LARGEST) if role in UNCERTAIN else column
        for role, column in accounts.values.items()
    }
    return accounts.scale * strength_of(values, networks, model)


def enough(values: Mapping[str, Column], model: Model) -> NDArray[np.bool_]:
    """Whether an account says enough for a score: followers, reactors or curation from a minimum on, never
    posts.
    """
    found = np.zeros(len(next(iter(values.values()))), bool)
    for role, least in model.minimum.items():
        found = found | (values[role] >= least)
    return found
