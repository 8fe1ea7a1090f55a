"""What a score was computed from: everything that decides its bits, as one JSON document with a digest.

    {"accounts": [{"account", "network", "values", …}, …], "model": "2026.11", "next": null, "share": 0.0}

Accounts are in the order of their keys, without what is only told (moments, habits, ahead). The digest is the
SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8); a float survives JSON with all its bits. So
whoever holds this document computes the same number anywhere (score.md §5): `pegel score --snapshot FILE`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pegel.errors import CannotRun
from pegel.scoring.features import Features

SHOWN = ("moments", "habits", "ahead", "audience", "level", "heard")  # of a reading: told, never scored


def to_inputs(
    features: Iterable[Features], model: str, following: str | None = None, share: float = 0.0
) -> dict[str, Any]:
    """The inputs of one member's score; `share` is the part of the `following` model in it, 0 to 1."""
    read = sorted((one.to_json() for one in features), key=lambda one: str(one["account"]))
    scored = [{name: value for name, value in one.items() if name not in SHOWN} for one in read]
    return {"accounts": scored, "model": model, "next": following, "share": share}


def as_served(kept: Mapping[str, Any], document: Mapping[str, Any]) -> dict[str, Any]:
    """The inputs kept with the reasons, with the models of the public document: a rescoring of everybody
    writes the document alone.
    """
    following = document.get("next")
    if not following:
        return {**kept, "model": document["model"], "next": None, "share": 0.0}
    name = following["model"]
    model = kept["model"] if document["model"] == name else document["model"]
    return {**kept, "model": model, "next": name, "share": following["share"]}


def digest(inputs: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, 64 hex digits: the public document's `inputs`."""
    return hashlib.sha256(canonical(inputs)).hexdigest()


def canonical(inputs: Mapping[str, Any]) -> bytes:
    """The one way to write these inputs."""
    text = json.dumps(inputs, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def features_of(inputs: Mapping[str, Any]) -> Sequence[Features]:
    """The accounts of these inputs. Raises CannotRun, naming the field, for what are none."""
    try:
        return [Features.from_json({**dict.fromkeys(SHOWN, ()), **one}) for one in inputs["accounts"]]
    except (KeyError, TypeError, ValueError) as error:
        raise CannotRun(f"these are no inputs of a score: {error!r} is missing or wrong") from error
