"""What is read of an account and why, told before it is linked: made from what each network says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pegel.networks.network import Network

WHY = {  # what a field is for: English, German
    "reach": (
        "how many people may see what you publish",
        "wie viele Menschen sehen können, was du veröffentlichst",
    ),
    "curation": (
        "how many put you or your work aside for later",
        "wie viele dich oder deine Arbeit vormerken",
    ),
    "like": ("how many people liked what you published", "wie vielen gefiel, was du veröffentlicht hast"),
    "repost": ("how many people passed it on", "wie viele es weitergegeben haben"),
    "reply": ("how many people answered", "wie viele geantwortet haben"),
    "quote": ("how many people quoted it", "wie viele es zitiert haben"),
    "accept": ("which of your answers solved the question", "welche deiner Antworten die Frage gelöst haben"),
    "star": ("how many people marked your work", "wie viele deine Arbeit markiert haben"),
    "reactors": (
        "how many different people reacted, and whether they are genuine; kept as keyed hashes for 90 days",
        "wie viele verschiedene Menschen reagiert haben und ob sie echt sind; 90 Tage als Schlüssel-Hashes",
    ),
    "relay": (
        "how many people those who reacted reach themselves",
        "wie viele Menschen die Reagierenden erreichen",
    ),
    "standing": ("what your reputation there is", "welches Ansehen du dort hast"),
    "topics": ("what you are heard about", "worüber man auf dich hört"),
    "followers": (
        "whether a sample of them is genuine: bought ones count nothing; two numbers are kept, no name",
        "ob eine Stichprobe von ihnen echt ist: Gekaufte zählen nichts; bewahrt werden zwei Zahlen",
    ),
    "proof": (
        "to find the proof that the account is yours",
        "um den Beweis zu finden, dass das Konto dir gehört",
    ),
}


class Read(NamedTuple):
    """Fields of a network, and what they are for."""

    role: str  # or reaction, "topics", "followers", "proof"
    fields: str
    en: str
    de: str


def reads(network: type[Network]) -> list[Read]:
    """Everything that is read of an account on this network."""
    told = [Read(role, fields, *WHY[role]) for role, fields in network.gives.items()]
    if network.places:
        told.append(Read("proof", "profile text and links", *WHY["proof"]))
    return told
