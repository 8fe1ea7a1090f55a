"""`pegel score --snapshot FILE`: a score computed again, offline, from the file of what it was made of.

FILE is what GET /v3/scores/{name}/snapshot answers, a member's export, or what `pegel read … --json` printed.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pegel.cli.score import NOT_ENOUGH, Reading
from pegel.errors import CannotRun
from pegel.scoring import features, inputs
from pegel.scoring.features import Features
from pegel.scoring.model import load
from pegel.social import Snapshot
from pegel.store.records import to_snapshot

OTHER = 4  # computed, but it is not the number that was served


@dataclass(frozen=True)
class Held:
    """What a file holds: the inputs of a score, and the value that was served with them, if it says so."""

    inputs: Mapping[str, Any]
    features: Sequence[Features]
    readings: Sequence[Reading] = ()
    served: Mapping[str, Any] | None = None


def run(args: argparse.Namespace) -> int:
    """0: computed, and the number served if the file names one · 3: not enough for a score · 4: another."""
    from pegel.cli import score_table
    from pegel.scoring import blended

    held = hold(args.snapshot, args.model)
    known = held.inputs
    following = load(known["next"]) if known["next"] else None
    (found,) = blended.of_models([held.features], load(known["model"]), following, known["share"])
    result, digest = found.published, inputs.digest(known)
    is_same = held.served is None or (held.served.get("value"), digest) == (
        result.value,
        held.served.get("digest", digest),
    )
    if args.json:
        document = json.loads(score_table.to_json(result, held.readings, held.features, args.language))
        served = {"served": held.served, "same": is_same} if held.served else {}
        print(json.dumps({**document, "inputs": digest, **served}, indent=2, ensure_ascii=False))
    else:
        score_table.show(result, held.readings, held.features, args)
        say(held, digest, is_same)
    if not is_same:
        return OTHER
    return 0 if result.value is not None else NOT_ENOUGH


def say(held: Held, digest: str, is_same: bool) -> None:
    """Whether it is the number that was served."""
    print(f"\ninputs  sha256 {digest}")
    if held.served is None:
        return
    served = held.served.get("value")
    if is_same:
        print(f"served  {served!r}: the same, to the last bit")
    else:
        print(f"served  {served!r}: NOT what these inputs give", file=sys.stderr)


def hold(file: Path, version: str) -> Held:
    """What the file holds. Raises CannotRun, saying what is wrong with it."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CannotRun(f"--snapshot {file} cannot be read as JSON: {error}") from error
    if isinstance(told, dict) and "snapshot" in told:  # an export holds it among other things
        told = told["snapshot"]
    if isinstance(told, dict) and "inputs" in told:
        kept = told["inputs"]
        found = inputs.features_of(kept)
        return Held({"next": None, "share": 0.0, **kept}, found, served=told if "value" in told else None)
    return of_readings(file, told if isinstance(told, list) else [told], version)


def of_readings(file: Path, told: Sequence[Any], version: str) -> Held:
    """Snapshots, as `pegel read` prints them."""
    try:
        snapshots: list[Snapshot] = [to_snapshot(one) for one in told]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CannotRun(
            f"--snapshot {file} holds no score's snapshot, no export, and no reading of `pegel read --json`: "
            f"{error!r}"
        ) from error
    found = [features.read(one, load(version)) for one in snapshots]
    readings = [Reading(one.network, one.handle, one) for one in snapshots]
    return Held(inputs.to_inputs(found, version), found, readings)
