"""How many of an account's followers count: bought ones neither help nor hurt (score.md §1 and §7).

    first reading    followers · share of the sample that is genuine, pulled towards 1 by PRIOR genuine people
    more of them     what was gained · share, as far as the sample can speak for it; the rest, and everything
                     of an account that hides its followers, as far as its genuine reactors have grown as well
    fewer            those who never counted go first
    gained again     nothing: it counts above the highest level of the last RELAXED days only
    nobody shown     where a network shows neither followers nor reactors (GitHub), followers and stars grow
                     by PACE in a window at most: nothing tells bought ones from others there, but their price
    not told         nothing is discounted; told before and not now: growth waits for the next reading

A page shows the newest followers. So the share of one page is not the account's: somebody could buy followers
for a rival and empty it. It is the share of what was gained, once there is a reading to compare with.
"""

from __future__ import annotations

import math
from dataclasses import replace

from pegel.remembered import Audience
from pegel.scoring import authenticity, numbers
from pegel.social import WINDOW, Sample

PRIOR = 20.0  # genuine people added to the first sample, which is small where the account is
LEAST = (3.0, 0.02)  # people, part of an audience: fewer who react vouch for no growth, who leave are no fall
SEEN = 0.01  # of an audience: so much growth at once one page can speak for, or as many as it names
PACE = 0.1823215567939546  # ln 1.2: a fifth more in a window is worth less than two points
RELAXED = 30  # days after which a level that was left counts no more
DIGITS = 2  # of a follower
QUANTILE_95 = 1.645  # of the normal distribution: 90 % lie within ± it


def audience(
    told: float | None, sample: Sample | None, people: float | None, day: int, before: Audience | None
) -> Audience | None:
    """What counts of so many followers, by the page of them and by the last good reading, if there was one.

    `people`: how many genuine ones reacted in the window. Where no followers are told, what was known stays.
    """
    if told is None:
        return before
    share = 1.0 if sample is None else authenticity.share(sample.genuine, sample.people)
    sampled = None if sample is None else sample.people
    if before is None:
        seen = 0.0 if sample is None else float(sample.people)
        whole = round(told * ((PRIOR + seen * share) / (PRIOR + seen)), DIGITS)
        return Audience(told, whole, told, people or 0.0, sampled, share, day)
    if sampled is None and before.sampled is not None:  # told before: growth waits
        kept = Audience(told, before.whole, before.peak, before.people, before.sampled, before.share, day)
        return shrunk(kept, day - before.day) if told < before.peak else kept
    if told < before.peak:
        kept = Audience(told, before.whole, before.peak, before.people, sampled, share, day)
        return shrunk(kept, day - before.day)
    now = Audience(told, before.whole, before.peak, before.people, sampled, share, day)
    fell = before.peak - before.told > max(LEAST[0], LEAST[1] * before.whole)
    return grown(now, people or 0.0, fell)


def paced(
    told: float | None, shelved: float | None, day: int, before: Audience | None
) -> tuple[Audience | None, float | None]:
    """What counts of followers, and of lists and stars, where nobody is shown who could vouch for growth."""
    if before is None:
        first = None if told is None else Audience(told, told, told, 0.0, None, 1.0, day, shelved)
        return first, shelved
    days = max(day - before.day, 0)
    stars = before.shelved if shelved is None else slowly(shelved, before.shelved, days)
    counts = None if shelved is None or stars is None else min(shelved, stars)
    now = replace(before, day=day, shelved=stars)
    if told is not None:
        now = replace(now, told=told, whole=slowly(told, before.whole, days), peak=told)
    return now, counts


def slowly(told: float, counted: float | None, days: int) -> float:
    """A count that grows no faster than the pace; what it had before a fall counts at once again."""
    if counted is None or told <= counted:
        return told if counted is None else counted
    return min(told, (1.0 + counted) * numbers.exp(PACE / WINDOW * days) - 1.0)


def shrunk(now: Audience, days: int) -> Audience:
    """Below its peak, which is forgotten by and by."""
    left = 1.0 - min(max(days, 0), RELAXED) / RELAXED
    peak = now.told + (now.peak - now.told) * left
    return Audience(now.told, min(now.whole, peak), peak, now.people, now.sampled, now.share, now.day)


def grown(now: Audience, people: float, fell: bool) -> Audience:
    """At or above its peak. After a fall a page speaks for nobody: or who comes and goes counts each time."""
    gained = now.told - now.peak
    seen = gained if now.sampled is None else min(gained, spoken_for(now.whole, 0 if fell else now.sampled))
    unseen, met = gained - seen, max(now.people, LEAST[0], LEAST[1] * now.whole)
    vouched = min(unseen, now.whole * max(people / met - 1.0, 0.0))
    whole = round(now.whole + now.share * (seen + vouched), DIGITS)
    return Audience(
        now.told,
        whole,
        now.told,
        max(people, now.people) if unseen else now.people,
        now.sampled,
        now.share,
        now.day,
    )


def spoken_for(whole: float, sampled: int) -> float:
    """How much growth a page can speak for; nothing of what is hidden."""
    return max(float(sampled), SEEN * whole) if sampled else 0.0


def interval(share: float, sampled: int) -> tuple[float, float]:
    """The 90 % interval of a share of so many people (Wilson, J. Am. Stat. Assoc. 22 (1927) 209)."""
    if sampled <= 0:
        return 0.0, 1.0
    z2 = QUANTILE_95 * QUANTILE_95
    middle = (share + z2 / (2.0 * sampled)) / (1.0 + z2 / sampled)
    spread = share * (1.0 - share) / sampled + z2 / (4.0 * sampled * sampled)
    half = QUANTILE_95 / (1.0 + z2 / sampled) * math.sqrt(spread)
    return max(middle - half, 0.0), min(middle + half, 1.0)
