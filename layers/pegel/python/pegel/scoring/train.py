"""Fitting the curves: monotone additive Bradley–Terry, shrunk towards log-linear (score.md §2).

P(A ≻ B) = σ(s_A − s_B),  s = Σ_k f_k(z_k). A curve is a sum of ramps between uniform knots of z, each with
an increment ≥ LEAST: so it rises and starts at 0. Differences between neighbouring increments are punished,
which pulls each curve towards a straight line in the logarithm; the increments themselves a little, so that
what the data do not show stays small. Bradley and Terry, Biometrika 39 (1952) 324.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from pegel.errors import CannotRun
from pegel.scoring import anchoring, kernel, model
from pegel.scoring.columns import Column
from pegel.scoring.model import Calibration
from pegel.scoring.pairs import NETWORK, Pairs
from pegel.scoring.population import Figures, calibration, reaction_weights

STEP = 0.1875  # of z between two knots: 8 ramps up to 1.5
RAMPS = 8
RIDGE = 0.5  # on each increment
# Of each increment: one more follower, person or reaction always moves a score, if only a little. The
# judgements do not show it everywhere. People weigh more than reactions, or splitting a post would pay (§6).
LEAST = {"reach": 0.05, "curation": 0.05, "resonance": 0.03, "reactors": 0.1, "relay": 0.05}
SMOOTHNESS = 10.0  # on differences of neighbouring increments
STEPS = 1_000  # at most, of the optimiser; it takes about 60
DIGITS = 6  # of a height in the file

SOURCES = {
    "curves": "2,512 public judgements on pairs of Twitter users, 2013 (PeerIndex); only coefficients",
    "anchors": anchoring.SOURCE,
    "population": "ordinary accounts as the lower half of 3,837 X accounts of 2019-2021 shows them "
    "(academictwitteR, MIT), their other roles as they depend on followers among 1,232 accounts of 2013",
    "reactions": "how rare each is on 5,898 posts on X; one's own replies are counted too, hence half",
    "policy": "half_life: score.md §1; per_person, newcomers, unnamed, company, power, weights, minimum: "
    "set by us for the tests of score.md §6; no judgements between networks exist, so all weigh the same",
    "standing": "the curve of curation, the other slow sign of what others think; nobody judged any of it",
}
POLICY: dict[str, Any] = {
    "half_life": 30.0,
    "per_person": 1.0,
    "newcomers": 0.5,
    "unnamed": 3.0,
    "company": 10,
    "singular": ["like", "repost"],
    "power": 3.0,
    "minimum": {"reach": 10, "reactors": 3, "curation": 3, "standing": 100},
}
CARRIED = {  # network -> roles it gives, reactors where it names them; calibrations are carried over from X
    "mastodon": ("reach", "resonance", "reactors", "relay"),
    "bluesky": ("reach", "resonance", "reactors"),
    "github": ("reach", "curation", "resonance"),
    "x": ("reach", "curation", "resonance", "reactors"),
    "facebook": ("reach", "resonance"),
    "instagram": ("reach", "resonance"),
    "youtube": ("reach", "resonance", "reactors"),
    "reddit": ("reach", "resonance", "reactors"),
    "stackexchange": ("resonance", "reactors"),
    "hackernews": ("resonance", "reactors"),
    "twitch": ("reach", "resonance", "reactors"),
    "flickr": ("curation", "resonance", "reactors"),
    "wikipedia": ("curation",),
}
ACCEPTED = {"stackexchange": {"accept": 1.0}}  # an answer that solved it: its asker, once more
STANDING = {  # network -> ln(1 + value) where standing begins, where prominent accounts have it; how we know
    "stackexchange": (0.6931, 12.6115, "1 at the start; 300,000 of the best known (ours, not measured)"),
    "hackernews": (0.6931, 10.8198, "1 at the start; 50,000 of the leaders (ours, not measured)"),
    "reddit": (0.6931, 13.8155, "1 at the start; 1,000,000 (ours, not measured)"),
    "wikipedia": (0.0, 8.0067, "3,000 views on the median day (ours, not measured)"),
}


def fit_curves(
    pairs: Pairs, scale: Mapping[str, Calibration], rows: NDArray[np.int64] | None = None
) -> dict[str, tuple[float, ...]]:
    """Heights of every role's curve at the knots, from these rows of the pairs (all without)."""
    if pairs.chosen is None:
        raise CannotRun("the file has no column Choice: without judgements there is nothing to learn")
    rows = np.arange(len(pairs.first)) if rows is None else rows
    ramps = np.concatenate([ramp(to_z(pairs.people[role], scale[role])) for role in scale], axis=1)
    difference = ramps[pairs.first[rows]] - ramps[pairs.second[rows]]
    signed = np.where(pairs.chosen[rows] > 0, 1.0, -1.0)[:, None] * difference
    least = np.repeat([LEAST[role] for role in scale], RAMPS)
    increments = fit(signed, penalty(len(scale)), least).reshape(len(scale), RAMPS)
    heights = np.concatenate([np.zeros((len(scale), 1)), np.cumsum(increments, axis=1)], axis=1)
    return {role: tuple(np.round(row, DIGITS).tolist()) for role, row in zip(scale, heights, strict=True)}


def to_z(values: Column, scale: Calibration) -> Column:
    """Position between a network's ordinary and its prominent accounts, 0 to 1.5."""
    return np.clip((np.log1p(values) - scale.p05) / (scale.p95 - scale.p05), 0.0, kernel.Z_MAX)


def ramp(z: Column) -> NDArray[np.float64]:
    """Shape (n, RAMPS): how far z has come through each interval between two knots, 0 to 1."""
    return np.clip(z[:, None] / STEP - np.arange(RAMPS), 0.0, 1.0)


def penalty(roles: int) -> NDArray[np.float64]:
    """The quadratic form of ridge and smoothness, shape (roles·RAMPS, roles·RAMPS)."""
    steps = np.diff(np.eye(RAMPS), axis=0)
    one = RIDGE * np.eye(RAMPS) + SMOOTHNESS * steps.T @ steps
    return np.asarray(np.kron(np.eye(roles), one), np.float64)


def fit(signed: NDArray[np.float64], form: NDArray[np.float64], least: Column) -> Column:
    """Increments ≥ `least` of least loss; `signed` is (pairs, increments): the chosen minus the other."""

    def loss(weights: Column) -> tuple[float, Column]:
        margin = signed @ weights
        pull = form @ weights
        gradient = pull - signed.T @ (1.0 / (1.0 + np.exp(margin)))
        return float(np.logaddexp(0.0, -margin).sum() + 0.5 * weights @ pull), gradient

    start = np.full(signed.shape[1], 0.1)
    bounds = [(float(one), None) for one in least]
    found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B", options={"maxiter": STEPS})
    if not found.success:
        raise CannotRun(f"the fit did not settle: {found.message}")
    return np.asarray(found.x, np.float64)


def train(pairs: Pairs, figures: Figures, version: str, told: Callable[[str], None]) -> dict[str, Any]:
    """The content of a model file. `told` hears what is being done."""
    scales = calibrations(figures)
    told("fitting five monotone curves")
    curves = fit_curves(pairs, scales[NETWORK])
    curves["standing"] = curves["curation"]
    told("measuring members for the scale from 1 to 100")
    policy = {name: POLICY[name] for name in ("power", "company", "minimum")}
    document: dict[str, Any] = {
        "version": version,
        "sources": SOURCES,
        **POLICY,
        "reactions": {network: reaction_weights(figures) | ACCEPTED.get(network, {}) for network in CARRIED},
        "calibration": {
            network: {role: vars(one) for role, one in roles.items()} for network, roles in scales.items()
        },
        "step": STEP,
        "curves": {role: list(heights) for role, heights in curves.items()},
        "weights": dict.fromkeys(scales, 1.0) | {"wikipedia": 0.5},  # a page is read for many reasons
        "anchors": anchoring.anchors(figures, anchoring.Scale(scales, STEP, curves, **policy)),
    }
    document["checksum"] = model.checksum(document)
    return document


def calibrations(figures: Figures) -> dict[str, Mapping[str, Calibration]]:
    """By network: the pairs' own, and those carried over to the roles a network gives."""
    scales = calibration(figures, POLICY["company"])
    carried = {
        network: {role: scales["carried"][role] for role in roles} for network, roles in CARRIED.items()
    }
    for network, place in STANDING.items():
        carried[network]["standing"] = Calibration(*place)
    return {NETWORK: scales[NETWORK], **carried}


def write(document: Mapping[str, Any], file: Path) -> None:
    """A model file, readable in a difference of two versions."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def default_version(today: date) -> str:
    """Year and month."""
    return f"{today:%Y.%m}"
