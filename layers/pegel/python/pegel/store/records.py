"""A snapshot as JSON and back, nothing lost: what the snapshots' objects hold."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from datetime import datetime
from typing import Any

from pegel.remembered import Audience, Level
from pegel.social import Post, Reactor, Sample, Snapshot


def to_bytes(snapshot: Snapshot) -> bytes:
    """Deflated JSON."""
    text = json.dumps(asdict(snapshot), default=datetime.isoformat, separators=(",", ":"), ensure_ascii=False)
    return zlib.compress(text.encode(), 6)


def from_bytes(content: bytes) -> Snapshot:
    """The same snapshot."""
    return to_snapshot(json.loads(zlib.decompress(content)))


def to_snapshot(told: dict[str, Any]) -> Snapshot:
    """A snapshot from its fields as JSON has them."""
    return Snapshot(
        **{
            **told,
            "read_at": datetime.fromisoformat(told["read_at"]),
            "posts": tuple(map(_post, told["posts"])),
            "notes": tuple(told["notes"]),
            "tags": tuple(told.get("tags", ())),
            "wishes": tuple(told.get("wishes", ())),
            "followers": Sample(**sample) if (sample := told.get("followers")) else None,
            "before": Audience(**before) if (before := told.get("before")) else None,
            "level": Level(**level) if (level := told.get("level")) else None,
        }
    )


def _post(told: dict[str, Any]) -> Post:
    reactors = told["reactors"]
    return Post(
        **{
            **told,
            "posted_at": datetime.fromisoformat(told["posted_at"]),
            "tags": tuple(told["tags"]),
            "reactors": None if reactors is None else tuple(map(_reactor, reactors)),
        }
    )


def _reactor(told: dict[str, Any]) -> Reactor:
    return Reactor(**{**told, "kinds": tuple(told["kinds"])})
