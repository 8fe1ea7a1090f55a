"""What people do with an account's posts while its lists cannot show it: bought reactions crowd genuine ones
out, for whoever bought them, and many small posts leave most of their people unnamed (score.md §6).

    lists speak    fewer than FAKE of the reactions they name are fake, and they name no less than HALF the
                   part of all reactions they named: the roles are as measured, and become the level
    they do not    no role falls below the level, less what the network's own counts have fallen since,
                   fakes and all: bought reactions neither raise nor lower, and where people leave it
                   falls as the counts do. After a window nothing vouches for a level, and it fades
    first reading  as measured
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from pegel.remembered import Level
from pegel.scoring import authenticity, numbers
from pegel.scoring.counting import Counted, everybody, ordered_sum
from pegel.scoring.model import Model
from pegel.social import WINDOW

FAKE = 0.1  # of the reactions named: so few take less than 0.2 points
HALF = 0.5
ROLES = ("resonance", "reactors", "relay")
LN_2 = 0.6931471805599453

Values = Mapping[str, float | None]


def level(
    values: Values, posts: Sequence[Counted], day: int, before: Level | None, model: Model
) -> tuple[dict[str, float | None], Level | None]:
    """The roles as they count, and the level for the next reading.

    `values` are the measured ones, `day` is the reading's date.toordinal, `before` the level until then.
    """
    reactions = ordered_sum([ordered_sum(list(one.counts.values())) for one in posts])
    chances = [chance for one in posts for _, chance in one.named.values()]
    named = len(chances) / reactions if reactions > 0.0 else 0.0
    is_bought = ordered_sum(chances) < (1.0 - FAKE) * len(chances)
    measured = Level(
        **{role: values.get(role) for role in ROLES}, told=told(posts, model), named=named, day=day
    )
    if before is None:
        return dict(values), None if is_bought else measured
    if not is_bought and named >= HALF * before.named:
        return dict(values), measured
    floor = left(before, measured.told, day, model)
    sure = apart(posts) if is_bought else 1.0
    counts = {
        role: larger(None if value is None else value * sure, floor[role]) if role in ROLES else value
        for role, value in values.items()
    }
    return counts, before if is_bought or counts != dict(values) else measured


def apart(posts: Sequence[Counted]) -> float:
    """The part of what named people weigh that is not the little which each bought account weighs."""
    chances = list(everybody(posts).values())
    weight = ordered_sum(chances)
    sure = len(chances) * authenticity.share(weight, len(chances))
    return min(sure / weight, 1.0) if weight > 0.0 else 1.0


def told(posts: Sequence[Counted], model: Model) -> float:
    """Resonance as it would be if everybody were genuine: a day's reactions rooted once, and decayed."""
    days: dict[int, float] = {}
    for one in posts:
        weight = ordered_sum([one.weights[kind] * count for kind, count in one.counts.items()])
        days[one.age] = days.get(one.age, 0.0) + weight
    return ordered_sum(
        [math.sqrt(days[age]) * numbers.exp(-LN_2 / model.half_life * age) for age in sorted(days)]
    )


def left(before: Level, told_now: float, day: int, model: Model) -> dict[str, float | None]:
    """Of a level. People are as many as reactions, whose root resonance is."""
    share = min(told_now / before.told, 1.0) if before.told > 0.0 else 1.0
    share *= numbers.exp(-LN_2 / model.half_life * max(day - before.day - WINDOW, 0))
    by = {"resonance": share, "reactors": share * share, "relay": share}
    kept = asdict(before)
    return {role: None if kept[role] is None else kept[role] * by[role] for role in ROLES}


def larger(one: float | None, other: float | None) -> float | None:
    """Of two values, either of which may be unknown."""
    return max((value for value in (one, other) if value is not None), default=None)
