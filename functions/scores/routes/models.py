"""Models of the score: which is published, and every constant of each."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response
from documents import ModelDocument, Models

from pegel.errors import NotFound
from pegel.http import answer
from pegel.http.documents import Model
from pegel.http.request import Routes
from pegel.scoring.model import FOLDER, versions

router = Routes()


@router.get("/v3/models", tags=["models"])
def models() -> Response[Models]:
    """Which model makes the scores

    And whether another is on its way to take its place, by how much of it is in today's scores.
    """
    from pegel.store import rollouts  # late

    today = datetime.now(UTC).date()
    now = rollouts.get().at(today)
    told: Models = {
        "current": now.model,
        "next": now.next,
        "phase": str(now.phase),
        "share": now.share(today),
        "since": now.since.isoformat() if now.since else None,
        "until": now.until.isoformat() if now.until else None,
        "data": [{"version": each, "checksum": constants(each)["checksum"]} for each in versions()],
    }
    return answer.public(json.dumps(told, separators=(",", ":")).encode())


@router.get("/v3/models/<version>", tags=["models"])
def model(version: Model) -> Response[ModelDocument]:
    """Every constant of a model

    With its sources, its card and the styles: enough to compute any score it made.
    """
    from pegel.scoring import styles  # late: with all that features are made of

    if version not in versions():
        raise NotFound(f"there is no model of this version; there are: {', '.join(versions())}")
    known, card = constants(version), FOLDER / f"{version}.md"
    told: ModelDocument = {
        "version": version,
        "checksum": known["checksum"],
        "sources": known["sources"],
        "constants": known,
        "card": card.read_text(encoding="utf-8") if card.is_file() else None,
        "styles": styles.table(),
    }
    return answer.public(json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode())


def constants(version: str) -> dict[str, Any]:
    """A model's file."""
    told: dict[str, Any] = json.loads((FOLDER / f"{version}.json").read_text(encoding="utf-8"))
    return told
