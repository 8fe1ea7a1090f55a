"""The chance that an account is a person's own, from what its profile shows to anyone (score.md §7).

Three signs, each alone and the lowest weight counts:

    empty    hardly a post, follows very many, is followed by few     } logistic, fitted: authenticity.json
    bought   follows thousands and is followed by next to nobody      }
    shell    no picture, a name made by a machine, opened last month    set by us: no labelled rows show these

Clearly ordinary accounts weigh exactly 1 and clearly bought ones exactly 0, linear between: so one more
ordinary person lowers no share, and whoever is merely new or small is not discounted. What a profile does not
show drops out. Nothing of this is said of a person: it is a discount on numbers of others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from pegel.errors import CannotRun
from pegel.scoring import model, numbers

FILE = Path(__file__).parent / "authenticity.json"
YOUNG = timedelta(days=30)
MACHINE_MADE = re.compile(r"\d{5,}|^(?=(?:.*\d){4})[a-z0-9]{12,}$|^[bcdfghjklmnpqrstvwxz]{6,}", re.IGNORECASE)
SHELL = (1.0, 1.0, 0.5, 0.0)  # weight by how many of the shell's three parts are there, the name among them
DIGITS = 2  # of a weight: a snapshot is not new because somebody is a day older


@dataclass(frozen=True, slots=True)
class Shown:
    """What a profile shows. None: the network does not tell it."""

    created_at: datetime | None = None
    picture: bool | None = None
    posts: int | None = None
    followers: int | None = None
    following: int | None = None
    name: str = ""  # the handle without its server
    bot: bool = False  # says so itself: honest, and nobody's judgement


@dataclass(frozen=True, slots=True)
class Sign:
    """A logistic regression on three hinges of logarithms; all weights are 0 or more."""

    intercept: float
    few_posts: tuple[float, float]  # knee, weight per unit of ln(1 + posts) below it
    many_followed: tuple[float, float]  # knee, weight per unit of ln(1 + following) above it
    lopsided: tuple[float, float]  # knee, weight per unit of ln((1 + following) / (1 + followers)) above it
    ordinary: float  # logit up to which an account weighs 1
    clear: float  # logit from which on it weighs 0

    def logit(self, shown: Shown) -> float:
        """Of being bought. A term that is not known adds nothing, as that of an ordinary account."""
        posts, following, followers = map(log1p, (shown.posts, shown.following, shown.followers))
        total = self.intercept
        if posts is not None:
            total += self.few_posts[1] * max(numbers.log1p(self.few_posts[0]) - posts, 0.0)
        if following is not None:
            total += self.many_followed[1] * max(following - numbers.log1p(self.many_followed[0]), 0.0)
        if following is not None and followers is not None:
            total += self.lopsided[1] * max(following - followers - self.lopsided[0], 0.0)
        return total

    def weight(self, shown: Shown) -> float:
        """1 for ordinary accounts, 0 for clear cases. Who follows few is never discounted: an empty account
        of that kind is somebody new, or somebody who reads.
        """
        if shown.following is None or shown.following <= self.many_followed[0]:
            return 1.0
        return min(max((self.clear - self.logit(shown)) / (self.clear - self.ordinary), 0.0), 1.0)


def genuine(shown: Shown, now: datetime) -> float:
    """0 to 1. Nothing known is 1."""
    if shown.bot:
        return 0.0
    weights = [sign.weight(shown) for sign in signs().values()]
    return round(min([shell(shown, now), *weights]), DIGITS)


def shell(shown: Shown, now: datetime) -> float:
    """An account nobody has moved into. Without the machine's name it is just somebody new."""
    if not MACHINE_MADE.search(shown.name):
        return 1.0
    young = shown.created_at is not None and now - shown.created_at < YOUNG
    return SHELL[1 + (shown.picture is False) + (young and shown.picture is False)]


def log1p(count: int | None) -> float | None:
    """ln(1 + count); None for what is no count."""
    return None if count is None or count < 0 else numbers.log1p(float(count))


def share(total: float, people: int) -> float:
    """The share of a group that is genuine, from the sum of its weights (Rogan and Gladen, Am. J. Epidemiol.
    107 (1978) 71).

    Ordinary people weigh a little less than 1 on average and bought ones a little more than 0; what is known
    of both is taken out again. So a crowd that is bought counts nothing though a few of it look ordinary, and
    an ordinary one is whole though a few of it do not. 1 for nobody.
    """
    if people <= 0:
        return 1.0
    ordinary, bought = means()
    return min(max((total / people - bought) / (ordinary - bought), 0.0), 1.0)


@cache
def signs() -> Mapping[str, Sign]:
    """The fitted signs."""
    return to_signs(constants())


@cache
def means() -> tuple[float, float]:
    """Mean weight of accounts judged genuine, and of bought ones."""
    weights = constants()["measured"]["weights"]
    return float(weights["judged genuine"]["mean"]), float(weights["bought"]["mean"])


@cache
def constants() -> Mapping[str, Any]:
    """The constants file, refused if a constant was changed without its checksum."""
    document: Mapping[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    if model.checksum(document) != document.get("checksum"):
        raise CannotRun(f"authenticity {document.get('version')}: its content is not what its checksum says")
    return document


def to_signs(document: Mapping[str, Any]) -> Mapping[str, Sign]:
    """The signs of a constants file."""
    return {
        name: Sign(
            sign["intercept"],
            tuple(sign["few_posts"]),
            tuple(sign["many_followed"]),
            tuple(sign["lopsided"]),
            sign["ordinary"],
            sign["clear"],
        )
        for name, sign in document["signs"].items()
    }
