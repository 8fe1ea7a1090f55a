"""A score as a credential: Open Badges 3.0 (https://www.imsglobal.org/spec/ob/v3p0/), valid for a week.

Either it tells the score as the page does, or only that it is at least so high: then neither score nor
interval nor inputs are in it, and nothing that is made of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import issuer
import pages
import withdrawal

from pegel.errors import Conflict

VALID = timedelta(days=7)
CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
SCALE = {"valueMin": "1", "valueMax": "100"}
RESULTS = {  # of a score: name, type as Open Badges has it or `ext:`, bounds
    "score": ("Pegel score", "ScaledScore", SCALE),
    "lower": ("Lower bound of the interval of 90 %", "ScaledScore", SCALE),
    "upper": ("Upper bound of the interval of 90 %", "ScaledScore", SCALE),
    "model": ("Model that made the score", "ext:Model", {}),
    "inputs": ("Hash of what the score was computed from", "ext:Inputs", {}),
}
NARRATIVE = (
    "Pegel computes a score from 1 to 100 from how people react to what somebody publishes on networks, on "
    "accounts proven to be theirs. How much somebody publishes does not count. The model, its weights and "
    "the points of every score are public."
)


@lru_cache(maxsize=1000)
def attestation(name: str, document: bytes, index: int, at_least: int | None, today: date) -> bytes:
    """The signed credential, a VC-JWT. The same score on the same day is signed once in a process's life.

    `index` is its place in the page's list of what was withdrawn. Raises Conflict where there is no score, or
    a lower one than `at_least`.
    """
    score = json.loads(document)
    if score["score"] is None:
        raise Conflict("there is not enough data for a score, so there is none to attest")
    if at_least and score["score"] < at_least:
        raise Conflict(f"the score is lower than {at_least}, so that cannot be attested")
    midnight = datetime(today.year, today.month, today.day, tzinfo=UTC)
    begins = max(midnight, datetime.fromisoformat(score["scored_at"]))
    status = withdrawal.entry(name, index)
    return issuer.signed({**credential(name, score, at_least, begins), "credentialStatus": status})


def credential(name: str, score: Mapping[str, Any], at_least: int | None, begins: datetime) -> dict[str, Any]:
    """What is attested of the page of this name."""
    page, results = pages.address_of(name), results_of(score, at_least)
    what = achievement(at_least, results)
    who = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": score["display_name"],
        "identityType": "name",
    }
    return {
        "@context": CONTEXT,
        "id": uuid5(NAMESPACE_URL, f"{page}/attestation?at_least={at_least}&from={issuer.time(begins)}").urn,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": what["name"],
        **issuer.issued(begins, begins + VALID),
        "credentialSubject": {
            "id": page,
            "type": ["AchievementSubject"],
            "identifier": [who],
            "achievement": what,
            "result": [
                {"type": ["Result"], "resultDescription": described(key), "value": value}
                for key, value in results.items()
            ],
        },
    }


def results_of(score: Mapping[str, Any], at_least: int | None) -> dict[str, str]:
    """What the credential tells, by key of RESULTS; of an older score's document only what is in it."""
    told = {"model": score["model"]}
    if at_least is None:
        lower, upper = score.get("interval") or (None, None)
        told |= {"score": score["score"], "lower": lower, "upper": upper, "inputs": score.get("inputs")}
    return {key: str(told[key]) for key in RESULTS if told.get(key) is not None}


def achievement(at_least: int | None, told: Mapping[str, str]) -> dict[str, Any]:
    """What was achieved: a score, or a score of at least so much."""
    name = f"Pegel score of at least {at_least}" if at_least else "Pegel score"
    return {
        "id": f"{pages.PUBLIC_URL}/#score" + (f"-of-at-least-{at_least}" if at_least else ""),
        "type": ["Achievement"],
        "name": name,
        "description": f"{name}: influence in social networks, from 1 to 100.",
        "criteria": {"narrative": NARRATIVE},
        "resultDescription": list(descriptions(told)),
    }


def descriptions(told: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """What each of the results is."""
    for key in told:
        name, kind, bounds = RESULTS[key]
        yield {
            "id": described(key),
            "type": ["ResultDescription"],
            "name": name,
            "resultType": kind,
            **bounds,
        }


def described(key: str) -> str:
    """Name of what a result is."""
    return f"{pages.PUBLIC_URL}/#result-{key}"
