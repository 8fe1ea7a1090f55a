"""A model of the score: every constant, with its version, its sources and a checksum (score.md §1 to §3).

A model is one JSON file in `models/`, made by `pegel model train` and never edited: `checksum` is the
SHA-256 of the rest in canonical JSON (sorted keys, no spaces, UTF-8), so that a score can name exactly what
it was computed with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pegel.errors import CannotRun

CURRENT = "2026.11"
JUDGED = "twitter-2013"  # the network whose people were judged: its roles are what a whole account tells
FOLDER = Path(__file__).parent / "models"
UNMEASURED = (  # constants that enter after an account's features are known, and what only describes
    "version", "sources", "step", "curves", "power", "weights", "anchors", "minimum", "checksum",
)  # fmt: skip


@dataclass(frozen=True)
class Calibration:
    """Where a network's ordinary and prominent accounts stand in one role, as ln(1 + value)."""

    p05: float
    p95: float
    source: str

    def __post_init__(self) -> None:
        if not self.p95 > self.p05 >= 0:
            raise CannotRun(f"a calibration must rise from 0 or more: {self.p05} to {self.p95}")


@dataclass(frozen=True)
class Model:
    """The constants. `curves` hold the heights of f at knots `step` apart, from z = 0 on."""

    version: str
    sources: Mapping[str, str]
    half_life: float  # days until a reaction's post counts half
    per_person: float  # post terms that one person's reactions can add to an account's resonance, on average
    newcomers: float  # of reactions that no list names, the share made by somebody new
    unnamed: float  # people no list names are at most this many times those who are certain
    company: int  # reactors of largest reach whose mean is the relay
    reactions: Mapping[str, Mapping[str, float]]  # network -> kind of reaction -> weight b
    singular: tuple[str, ...]  # kinds of reaction that a person can give a post only once
    calibration: Mapping[str, Mapping[str, Calibration]]  # network -> role
    step: float  # of z, between two knots
    curves: Mapping[str, tuple[float, ...]]
    power: float  # p of the combination
    weights: Mapping[str, float]  # λ per network
    anchors: tuple[tuple[float, float, float], ...]  # of G: strength S, score, slope
    minimum: Mapping[str, float]  # role -> value from which an account says enough for a score
    checksum: str

    def __post_init__(self) -> None:
        for role, heights in self.curves.items():
            if heights[0] != 0 or any(b < a for a, b in pairwise(heights)):
                raise CannotRun(f"the curve of {role} in model {self.version} must start at 0 and never fall")
        for network, roles in self.calibration.items():
            if unknown := set(roles) - set(self.curves):
                raise CannotRun(
                    f"model {self.version} calibrates {network} for {sorted(unknown)} without a curve"
                )

    def height(self, role: str, z: float) -> float:
        """f of a role at one place, 0 ≤ z < 1.5."""
        heights = self.curves[role]
        at = int(z / self.step)
        return heights[at] + (heights[at + 1] - heights[at]) * (z / self.step - at)

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that has a curve, in the file's order."""
        return tuple(self.curves)

    @property
    def measure(self) -> str:
        """Short and stable: equal for two models whose features of the same reading are equal.

        Stored features fit another model if this is the same. Any constant that is not named in UNMEASURED
        counts; of the calibration only which roles a network gives.
        """
        constants = {name: value for name, value in asdict(self).items() if name not in UNMEASURED}
        constants["calibration"] = {network: sorted(roles) for network, roles in self.calibration.items()}
        return checksum(constants)[:12]


def checksum(document: Mapping[str, Any]) -> str:
    """Of a model file's content without its own checksum."""
    rest = {name: value for name, value in document.items() if name != "checksum"}
    canonical = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def to_model(document: Mapping[str, Any]) -> Model:
    """A model from a model file's content, refused if a constant was changed without its checksum."""
    if (found := checksum(document)) != document.get("checksum"):
        raise CannotRun(
            f"model {document.get('version')}: its content ({found[:12]}…) is not what its checksum says "
            f"({str(document.get('checksum'))[:12]}…); take the repository's file, or train a new version"
        )
    if different := set(document) ^ {field.name for field in fields(Model)}:
        raise CannotRun(
            f"model {document.get('version')} and this version of pegel know different constants: "
            f"{', '.join(sorted(different))}; take the pegel it was trained with, or train it anew"
        )
    values = dict(document)
    values["calibration"] = {
        network: {role: Calibration(**calibration) for role, calibration in roles.items()}
        for network, roles in document["calibration"].items()
    }
    values["curves"] = {role: tuple(heights) for role, heights in document["curves"].items()}
    values["anchors"] = tuple(tuple(anchor) for anchor in document["anchors"])
    values["singular"] = tuple(document["singular"])
    return Model(**values)


@cache
def load(version: str | None = None, folder: Path = FOLDER) -> Model:
    """The model of this version, the current one without, among the shipped ones or those of `folder`."""
    file = folder / f"{version or CURRENT}.json"
    if not file.is_file():
        raise CannotRun(
            f"there is no model {version or CURRENT}; there are: {', '.join(versions(folder)) or 'none'}"
        )
    return to_model(json.loads(file.read_text(encoding="utf-8")))


def versions(folder: Path = FOLDER) -> list[str]:
    """Versions of the shipped models, oldest first."""
    return sorted(file.stem for file in folder.glob("*.json"))
