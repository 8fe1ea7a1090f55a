"""Whether a network may be read: what its terms ask for, and what the operator entered. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pegel.social import Access

if TYPE_CHECKING:
    from pegel.networks.network import Network

NAMES = {  # fields of Access in an operator's words
    "client_id": "a client id",
    "client_secret": "a client secret",
    "key": "a key",
    "token": "a token",
}


def why_not(network: type[Network], access: Access) -> str:
    """Why it is not read, as a clause after its name ("is off: …"); "" where it is on."""
    terms, price = network.terms, network.price
    if access.a_day == 0:
        return "it was turned off here"
    lacking = [NAMES[need] for need in terms.needs if need in NAMES and not getattr(access, need)]
    if lacking:
        return f"it answers only with {' and '.join(lacking)}, which nobody has entered here"
    if price and access.a_day is None and price.a_day == 0:
        return f"it charges for every read, and nobody has said here how many {price.unit} a day may cost"
    if asks_to_agree(network) and not access.agreed:
        return f"nobody has said here that an agreement exists: {terms.needs_agreement or NO_SCORE}"
    return ""


NO_SCORE = "without one its figures may have no part in a score"


def asks_to_agree(network: type[Network]) -> bool:
    """Whether its terms want a word of the operator."""
    return bool(network.terms.needs_agreement) or not network.terms.shows_derived_score


def a_day(network: type[Network], access: Access) -> int | None:
    """Most of its units that are spent in a UTC day; None where nothing is counted."""
    if network.price is None:
        return None
    return network.price.a_day if access.a_day is None else access.a_day
