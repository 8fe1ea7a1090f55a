"""What time alone does to an account: posts count less every day, and on day 91 not at all.

A reading says in advance what the next ones would say if nobody did anything more; so the next reading's
difference to it is what people did.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pegel.scoring import numbers, roles
from pegel.scoring.model import Model
from pegel.social import WINDOW

DAYS = 7  # told in advance: quiet accounts are read once a week
TEN_THOUSAND = 10_000  # parts of a role that are told: one of them moves a score by less than 0.002 points
FADING = ("resonance", "reactors", "relay")  # roles that are read from posts
Ahead = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Staying:
    """What `days` later is left of resonance (beside its decay), reactors and relay, as parts of today's."""

    days: int
    resonance: float
    reactors: float
    relay: float

    def to_json(self) -> list[int]:
        """Whole parts of ten thousand."""
        return [self.days, *(round(one * TEN_THOUSAND) for one in parts_of(self))]

    @classmethod
    def from_json(cls, told: Sequence[int]) -> Staying:
        """What `to_json` gave."""
        return cls(told[0], *(one / TEN_THOUSAND for one in told[1:]))


def ahead(
    posts: Sequence[roles.Counted], terms: Sequence[float], model: Model, days: int = DAYS
) -> tuple[Staying, ...]:
    """The next days on which something leaves: one entry where it differs from the day before."""
    both = list(zip(posts, terms, strict=True))
    today = measured(both, 0, model)
    found = [Staying(0, 1.0, 1.0, 1.0)]
    is_capped = today["resonance"] != roles.ordered_sum(terms)  # then decay is hidden until it bites
    for after in range(1, days + 1) if any(today.values()) else ():
        left = [(post, term) for post, term in both if post.age + after <= WINDOW]
        if is_capped or len(left) < len(both):
            then = measured(left, after, model)
            found.append(Staying(after, *(part(then[role], today[role]) for role in FADING)))
    return tuple(one for before, one in pairwise(found) if parts_of(one) != parts_of(before))


def measured(
    posts: Sequence[tuple[roles.Counted, float]], days: int, model: Model
) -> dict[str, float | None]:
    """The fading roles of these posts so many days later, resonance before its decay."""
    kept, fade = [post for post, _ in posts], numbers.exp(-0.6931471805599453 / model.half_life * days)
    people = roles.reactors(kept, model)
    resonance = roles.resonance([term * fade for _, term in posts], people, model)
    return {
        "resonance": None if resonance is None else resonance / fade,
        "reactors": people,
        "relay": roles.relay(kept, people, model),
    }


def part(then: float | None, today: float | None) -> float:
    """Of today's value; what is unknown or nothing stays so."""
    return round(TEN_THOUSAND * then / today) / TEN_THOUSAND if then is not None and today else 1.0


def parts_of(one: Staying) -> tuple[float, float, float]:
    """Without the day."""
    return one.resonance, one.reactors, one.relay


def faded(values: Ahead, staying: Sequence[Staying], days: int, half_life: float) -> dict[str, float | None]:
    """An account's values so many days later, if nobody did anything more."""
    last = next((one for one in reversed(staying) if one.days <= days), Staying(0, 1.0, 1.0, 1.0))
    by = {
        "resonance": last.resonance * numbers.exp(-0.6931471805599453 / half_life * days),
        "reactors": last.reactors,
        "relay": last.relay,
    }
    return {
        role: value if value is None or role not in by else value * by[role] for role, value in values.items()
    }
