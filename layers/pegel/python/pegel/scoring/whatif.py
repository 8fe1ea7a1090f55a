"""What a score would be on changed inputs: the real scorer answers, and each change says what it assumes.

Nothing is advised that must never pay (score.md §6): asking for it is refused, with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pegel.errors import InvalidField, NotAdvised
from pegel.scoring import numbers
from pegel.scoring.features import Features
from pegel.scoring.model import Model

MOST = 100_000  # people of one change
LONGEST = 90  # days of silence: after them no reaction of today counts any more
REACTING = {"likes": "like", "reposts": "repost", "replies": "reply", "quotes": "quote"}
KINDS = (*REACTING, "followers", "lists", "silence", "unlink")
ASSUMES: Mapping[str, Mapping[str, str]] = {
    "reacting": {
        "en": "Each of the {amount} people is new and genuine, and reacts once, to one post of today.",
        "de": "Jeder der {amount} Menschen ist neu, echt und reagiert einmal, auf einen Beitrag von heute.",
    },
    "followers": {
        "en": "Each of the {amount} new followers is genuine; bought ones count nothing.",
        "de": "Jeder der {amount} neuen Follower ist echt; gekaufte zählen nichts.",
    },
    "lists": {
        "en": "{amount} more put the work aside for later (a star on GitHub, a list elsewhere).",
        "de": "{amount} mehr legen sich die Arbeit zurück (ein Stern auf GitHub, sonst eine Liste).",
    },
    "silence": {
        "en": "For {amount} days nobody reacts, and nobody leaves; reactions of today grow older.",
        "de": "{amount} Tage lang reagiert niemand, und niemand geht; Reaktionen von heute werden älter.",
    },
    "unlink": {
        "en": "The account is gone from the score at once, without the 14 days for which its share is held.",
        "de": "Das Konto fehlt sofort im Wert, ohne die 14 Tage, für die sein Anteil gehalten wird.",
    },
}
NEVER: Mapping[str, Mapping[str, str]] = {
    "posts": {
        "en": "posting more changes nothing by itself: no count of what you send enters the score",
        "de": "mehr zu veröffentlichen ändert von sich aus nichts: was man sendet, zählt nirgends",
    },
    "bought": {
        "en": "bought followers and reactions are discounted, and nothing that raises a score is for sale",
        "de": "gekaufte Follower und Reaktionen zählen nicht, und nichts, was einen Wert hebt, ist käuflich",
    },
    "ring": {
        "en": "a ring of friends who react to everything of each other counts little, whatever they do",
        "de": "ein Ring von Freunden, die auf alles voneinander reagieren, zählt wenig, was sie auch tun",
    },
    "split": {
        "en": "the same people on ten posts instead of one are still the same people",
        "de": "dieselben Menschen auf zehn Beiträgen statt auf einem sind immer noch dieselben Menschen",
    },
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing supposed: `amount` people, or days of silence, on one account (network#account_id)."""

    kind: str
    account: str
    amount: int = 1


def supposed(
    features: Sequence[Features], changes: Iterable[Change], model: Model, language: str = "en"
) -> list[Features]:
    """The inputs as they would be. Raises InvalidField where a change cannot be made, NotAdvised."""
    after = {one.account: one for one in features}
    for at, change in enumerate(changes):
        if change.kind in NEVER:
            raise NotAdvised(NEVER[change.kind][language])
        if change.account not in after:
            raise InvalidField(f"/changes/{at}/account", "is no account of yours that counts")
        if change.kind == "unlink":
            del after[change.account]
        else:
            after[change.account] = changed(after[change.account], change, model, f"/changes/{at}")
    return list(after.values())


def changed(one: Features, change: Change, model: Model, pointer: str) -> Features:
    """An account after one change."""
    values = dict(one.values)
    if change.kind in REACTING:
        weight = model.reactions.get(one.network, {}).get(REACTING[change.kind])
        if weight is None or values.get("resonance") is None:
            raise InvalidField(f"{pointer}/kind", f"{one.network} does not tell {change.kind}")
        values |= reacted(values, weight * change.amount, change.amount, model)
    elif change.kind == "silence":
        part = numbers.exp(-0.6931471805599453 / model.half_life * change.amount)
        values["resonance"] = scaled(values.get("resonance"), part)
    else:
        role = "reach" if change.kind == "followers" else "curation"
        if values.get(role) is None:
            raise InvalidField(f"{pointer}/kind", f"{one.network} does not tell {change.kind}")
        values[role] = (values[role] or 0.0) + change.amount
    return replace(one, values=values)


def reacted(
    values: Mapping[str, float | None], weight: float, people: int, model: Model
) -> dict[str, float | None]:
    """Resonance and reactors after so many new people, whose reactions weigh `weight` in all."""
    resonance = (values.get("resonance") or 0.0) + math.sqrt(weight)
    reactors = values.get("reactors")
    if reactors is None:
        return {"resonance": resonance}
    return {
        "resonance": min(resonance, model.per_person * (reactors + people)),
        "reactors": reactors + people,
    }


def scaled(value: float | None, part: float) -> float | None:
    """A value's part; what is unknown stays so."""
    return None if value is None else value * part


def assumption(change: Change, language: str = "en") -> str:
    """What a change takes for granted, as a sentence."""
    kind = "reacting" if change.kind in REACTING else change.kind
    return ASSUMES[kind][language].format(amount=change.amount)
