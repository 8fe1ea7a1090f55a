"""The accounts of a batch as columns: raw values by role, curve heights, strengths, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pegel.scoring import columns, kernel
from pegel.scoring.columns import Column
from pegel.scoring.features import Features
from pegel.scoring.model import JUDGED, Model
from pegel.scoring.roles import LARGEST

STALE_DAYS = 30.0  # a reading so much older than the member's newest doubles its uncertainty
POSTED = ("resonance", "reactors", "relay")  # what other posts, and others reacting, would have changed
COUNTED = ("reach", "curation")  # of people who come one by one
HALF = 0.8224  # of the normal distribution's 95 %: the root of a count is off by so much


@dataclass(frozen=True, eq=False)
class Accounts:
    """All accounts of a batch, member after member, an account once, in the order of their keys.

    Columns have one row per account: `strength` = λ · scale' · Σ heights, `scale` = λ and the
    renormalisation over the roles that are known, `widening` how much more uncertain a stale reading is than
    the member's newest one.
    """

    features: Sequence[Features]
    member: NDArray[np.int64]
    first: Sequence[int]  # row of each member's first account, and one behind the last
    values: Mapping[str, Column]
    heights: Mapping[str, Column]
    scale: Column
    strength: Column
    widening: Column
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
        widening=np.array([widening(one, member) for member in members for one in member], np.float64),
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


def widening(features: Features, member: Sequence[Features]) -> float:
    """1, and more the longer the account's reading lies behind the member's newest one."""
    newest = max(one.read_at for one in member)
    return 1.0 + (newest - features.read_at).days / STALE_DAYS


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
    the known. All roles are those that were judged; standing counts beside them.
    """
    weights = {role: model.height(role, 1.0) for role in model.roles}
    known, everything = np.zeros(len(networks)), 0.0
    for role, column in told.items():
        given = np.array([role in model.calibration.get(network, {}) for network in networks], bool)
        known = known + np.where(given & ~np.isnan(column), weights[role], 0.0)
        everything += weights[role] if role in model.calibration.get(JUDGED, model.curves) else 0.0
    own = np.array([model.weights.get(network, 0.0) for network in networks], np.float64)
    return np.where(known > 0.0, own * everything / np.where(known > 0.0, known, 1.0), 0.0)


def moved(accounts: Accounts, source: Sequence[str], sign: int, model: Model) -> Column:
    """Strengths at the lower (−1) or higher (+1) end of what the roles of one source may be."""
    networks = np.array([one.network for one in accounts.features], dtype=object)
    ends = {role: shifted(accounts, role, sign) for role in source if role in accounts.values}
    gained = np.zeros(len(networks))
    for role, heights in heights_of(ends, networks, model).items():
        gained = gained + (heights - accounts.heights[role])
    return np.maximum(accounts.strength + accounts.scale * gained, 0.0)


def shifted(accounts: Accounts, role: str, sign: int) -> Column:
    """A role's values at an end: those read from posts moved by their spread, counts N by what √N may be off.

    A count of nobody goes up to 3.3, nearly the rule of three; what is unknown stays so.
    """
    told = np.array([raw(one, role) for one in accounts.features], np.float64)
    value = accounts.values[role]
    if role in COUNTED:
        root = np.maximum(np.sqrt(value + (sign > 0)) + sign * HALF * accounts.widening, 0.0)
        return np.where(np.isnan(told), value, np.minimum(root * root, LARGEST))
    ends = [one.spread.get(role, (0.0, 0.0))[sign > 0] for one in accounts.features]
    by = sign * np.array(ends, np.float64) * accounts.widening
    end = columns.exp(np.maximum(columns.log1p(value) + by, 0.0)) - 1.0
    return np.where(np.isnan(told) | (by == 0.0), value, np.minimum(end, LARGEST))


def enough(values: Mapping[str, Column], model: Model) -> NDArray[np.bool_]:
    """Whether an account says enough for a score: followers, reactors or curation from a minimum on, never
    posts.
    """
    found = np.zeros(len(next(iter(values.values()))), bool)
    for role, least in model.minimum.items():
        found = found | (values[role] >= least)
    return found
