"""What a network is to whoever thinks of linking it: what is read and why, how long it is kept, on or off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pegel.networks.permission import why_not
from pegel.networks.reads import Read, reads
from pegel.scoring.model import load
from pegel.social import REACTIONS, Access

if TYPE_CHECKING:
    from pegel.networks.network import Network

TOLD = ("reach", "curation", *REACTIONS, "accept", "star", "reactors", "relay", "standing", "topics")


@dataclass(frozen=True, slots=True)
class Described:
    """A network here. `unknown` is what it tells nobody: it counts as unknown, never as nothing."""

    name: str
    title: str
    off_because: str  # "" for one that is on
    proofs: tuple[str, ...]
    gives: tuple[str, ...]
    unknown: tuple[str, ...]
    kept_for: int  # days
    counts: bool  # its figures have a part in the score
    agreement: str  # what an operator has to agree on, "" for nothing
    notice: str
    reads: tuple[Read, ...]
    blocked: Mapping[str, str]  # servers that are not read here → why


def described(network: type[Network], access: Access) -> Described:
    """By what it says of itself, and by what the operator entered."""
    off_because = why_not(network, access)
    unknown = (kind for kind in TOLD if kind not in network.gives and kind not in ("accept", "star"))
    return Described(
        name=network.name,
        title=network.title,
        off_because=off_because,
        proofs=tuple(network.proofs),
        gives=tuple(kind for kind in TOLD if kind in network.gives),
        unknown=tuple(unknown),
        kept_for=network.terms.stores_for,
        counts=not off_because and network.name in load().calibration and may_show(network, access),
        agreement=network.terms.needs_agreement,
        notice=network.terms.notice,
        reads=tuple(reads(network)),
        blocked=dict(sorted(access.blocked.items())),
    )


def may_show(network: type[Network], access: Access) -> bool:
    """Whether a score made of its figures may be shown."""
    return network.terms.shows_derived_score or bool(access.agreed)
