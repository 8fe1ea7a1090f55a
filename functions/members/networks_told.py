"""What GET /v3/networks answers: every network, before anybody links it. Annotations as in documents.py."""

import json
from typing import TYPE_CHECKING, Annotated, TypedDict

from documents import NetworkName, Read

from pegel.http.shape import Text
from pegel.social import Access

if TYPE_CHECKING:
    from pegel.networks.described import Described


class Blocked(TypedDict):
    """A server that is not read here, with everything beneath its name."""

    server: Annotated[str, Text("Its name")]
    why: Annotated[str | None, Text("What the operator says about it; null for nothing")]


class NetworkTold(TypedDict):
    """A network, as this installation reads it."""

    name: NetworkName
    title: Annotated[str, Text("Its name for people")]
    on: Annotated[bool, Text("Whether accounts there can be linked here")]
    why_not: Annotated[str | None, Text("Why they cannot, in a clause; null where they can")]
    proofs: Annotated[list[str], Text("Ways to prove that an account is yours, the easiest first")]
    gives: Annotated[list[str], Text("Roles of the score, and reactions, that it tells")]
    unknown: Annotated[list[str], Text("Those that it tells nobody: they are unknown, never nothing")]
    kept_for: Annotated[int, Text("Days after which what was read is gone")]
    counts: Annotated[bool, Text("Whether its figures have a part in the score here")]
    notice: Annotated[str | None, Text("What its terms want to stand beside its figures, letter for letter")]
    reads: Annotated[list[Read], Text("What is read of an account, and what for")]
    blocked: Annotated[list[Blocked], Text("Servers whose accounts are not read here")]


class NetworksTold(TypedDict):
    """All networks."""

    data: Annotated[list[NetworkTold], Text("In the order in which they are offered")]


def document(language: str) -> bytes:
    """The answer's bytes, in a language we speak."""
    from pegel.networks import NETWORKS
    from pegel.networks.described import described
    from pegel.store import access

    entered = access.of_installation()
    told = [described(network, entered.get(network.name, Access())) for network in NETWORKS.values()]
    data: NetworksTold = {"data": [shown(one, language) for one in told]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def shown(one: "Described", language: str) -> NetworkTold:
    """One of them."""
    return {
        "name": one.name,
        "title": one.title,
        "on": not one.off_because,
        "why_not": one.off_because or None,
        "proofs": list(one.proofs),
        "gives": list(one.gives),
        "unknown": list(one.unknown),
        "kept_for": one.kept_for,
        "counts": one.counts,
        "notice": one.notice or None,
        "reads": [
            {"field": each.fields, "why": each.de if language == "de" else each.en} for each in one.reads
        ],
        "blocked": [{"server": server, "why": why or None} for server, why in one.blocked.items()],
    }
