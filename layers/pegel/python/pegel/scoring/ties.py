"""Who reacts to whom, among members: found in the lists of a reading, by keyed hashes (score.md §9).

Whoever is no member stays a number. What somebody did to posts of 90 days weighs as the model weighs it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pegel.scoring.counting import ordered_sum, trust
from pegel.scoring.model import Model
from pegel.social import Snapshot

SHOWN = 50  # members kept on each side, strongest first
DIGITS = 1  # of a weight: a change below it is none
Ties = Mapping[str, float]  # member -> weight


def reactors(snapshot: Snapshot, model: Model) -> dict[str, float]:
    """Weight of everybody the lists name, by key; bought accounts weigh next to nothing."""
    weights = model.reactions.get(snapshot.network, {})
    found: dict[str, list[float]] = {}
    for reactor in (one for post in snapshot.posts for one in post.reactors or ()):
        did = trust(reactor) * ordered_sum([weights.get(kind, 0.0) for kind in sorted(reactor.kinds)])
        found.setdefault(reactor.key, []).append(did)
    return {key: ordered_sum(sorted(did)) for key, did in found.items()}


def among_members(weights: Mapping[str, float], members: Mapping[str, str], own: str) -> dict[str, float]:
    """Weight by member, of those keys that are a member's; nobody influences themselves."""
    found: dict[str, float] = {}
    for key in sorted(members.keys() & weights.keys()):
        if (member_id := members[key]) != own:
            found[member_id] = found.get(member_id, 0.0) + weights[key]
    return strongest({member_id: round(weight, DIGITS) for member_id, weight in found.items()})


def strongest(ties: Ties) -> dict[str, float]:
    """As many as are kept."""
    ranked = sorted(ties.items(), key=lambda tie: (-tie[1], tie[0]))
    return {member_id: weight for member_id, weight in ranked[:SHOWN] if weight > 0.0}


def together(by_account: Sequence[Ties]) -> dict[str, float]:
    """Over all accounts of a member."""
    found: dict[str, float] = {}
    for ties in by_account:
        for member_id, weight in ties.items():
            found[member_id] = round(found.get(member_id, 0.0) + weight, DIGITS)
    return strongest(found)
