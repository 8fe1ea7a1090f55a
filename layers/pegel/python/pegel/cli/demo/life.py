"""One account's life: what it published in half a year, what others did with it, and how that came about.

Ages are days before the world's "now", so the same life can be told as of any moment. Half a year, because
the score of 90 days ago looked back over the 90 days before it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pegel.cli.demo import calibration
from pegel.cli.demo.dice import Dice, did
from pegel.cli.demo.people import Person
from pegel.cli.demo.texts import MIRA, TOPICS
from pegel.networks.reactors import LISTS, POSTS
from pegel.social import REACTIONS, WINDOW

TOLD = 2 * WINDOW  # days
OLD_SERVERS = ("norden.example",)  # whose software has no quotes yet
VIRAL = 40.0  # times the likes of the account's usual post
SERVER_EPOCH = 1_480_000_000  # when the oldest account may have been opened, Unix seconds
TOPIC_LANGUAGES = ("Python", "Rust", "C++", "TypeScript", "Go")
WORKS = ("power-meter", "logger", "field-notes", "tiny-charts", "shelf", "dotfiles", "route-finder",
         "seedbank", "patchbay", "almanac", "weather-desk", "loan-cards")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """One post. `totals` are the reactions it ends with, as fractions, so that they grow smoothly.

    A kind that the network does not count is not in it.
    """

    age: float
    text: str
    tags: tuple[str, ...]
    language: str
    totals: dict[str, float]

    def counts(self, ago: float = 0.0) -> dict[str, int]:
        """Its reactions as they were `ago` days before now."""
        return {kind: calibration.grown(total, self.age - ago) for kind, total in self.totals.items()}


@dataclass(frozen=True, slots=True)
class Work:
    """One repository; `forked` ones are somebody else's."""

    name: str
    created: float
    pushed: float
    stars: float
    forks: float
    language: str
    forked: bool = False


@dataclass(frozen=True, slots=True)
class Life:
    """One account of a person."""

    person: Person
    network: str
    handle: str
    account_id: str
    followers: int
    growth: float  # ln of the factor of 90 days
    opened: int  # Unix seconds
    said: tuple[Said, ...] = ()  # newest first
    works: tuple[Work, ...] = ()

    @property
    def known_as(self) -> str:
        """The account's id as Pegel keeps it: a Mastodon server's numbers count on that server alone."""
        server = self.handle.rpartition("@")[2]
        return f"{self.account_id}@{server}" if self.network == "mastodon" else self.account_id

    @property
    def silent(self) -> float:
        """Days for which its network has not answered: of somebody who is stale, on their first network."""
        return (self.person.stale or 0.0) if self.network == next(iter(self.person.accounts)) else 0.0

    def there(self) -> list[Said]:
        """The posts that the network still has, newest first."""
        return [said for said in self.said if said.age < self.person.keeps]

    def asked(self, kinds: Iterable[str], ago: float = 0.0) -> dict[float, list[str]]:
        """Age of a post → the reactions whose authors a reading asked for `ago` days before now."""
        told = [said for said in self.said if ago < said.age < ago + WINDOW]
        return asked({said.age: said.counts(ago) for said in told}, kinds)

    def followers_then(self, ago: float) -> int:
        """How many followed `ago` days before now."""
        return round(self.followers * math.exp(-self.growth * ago / WINDOW))

    def part_then(self, ago: float) -> float:
        """What part of today's stars and forks was there already."""
        return math.exp(-max(self.growth, 0.02) * ago / WINDOW)


def asked(counts: Mapping[float, Mapping[str, int]], kinds: Iterable[str]) -> dict[float, list[str]]:
    """Whose authors are asked for, of posts by age: the strongest, as far as networks/reactors.py goes."""
    wanted, left = {}, LISTS
    totals = sorted((-sum(told.values()), -age) for age, told in counts.items())
    for _, older in totals[:POSTS]:
        lists = [kind for kind in kinds if counts[-older][kind]]
        left -= len(lists)
        if lists and left >= 0:
            wanted[-older] = lists
    return wanted


def lives(person: Person, seed: int) -> tuple[Life, ...]:
    """All accounts of a person."""
    return tuple(live(person, network, seed) for network in person.accounts)


def live(person: Person, network: str, seed: int) -> Life:
    """One account, as the dice and the person's trend would have it."""
    handle, followers = person.accounts[network]
    dice = Dice(seed, network, handle)
    opened = SERVER_EPOCH + dice.whole(0, 250_000_000)
    identity = {
        "mastodon": str((opened * 1000 << 16) + dice.whole(0, 65535)),
        "bluesky": did(handle),
        "github": str(dice.whole(30_000_000, 90_000_000)),
    }
    growth = 0.35 * math.log(person.trend) + 0.02 + 0.02 * dice.normal()
    works = tuple(_works(dice, followers, person)) if network == "github" else ()
    counted = [kind for kind in REACTIONS if kind != "quote" or not _is_old(network, handle)]
    said = () if network == "github" else tuple(_said(dice, person, followers, counted))
    return Life(person, network, handle, identity[network], followers, growth, opened, said, works)


def _is_old(network: str, handle: str) -> bool:
    return network == "mastodon" and handle.endswith(OLD_SERVERS)


def _said(dice: Dice, person: Person, followers: int, counted: Sequence[str]) -> list[Said]:
    """The posts of half a year, newest first."""
    spread = WINDOW / max(person.posts, 1)
    ages = [spread * (number + dice.between(0.1, 0.9)) for number in range(2 * person.posts)]
    if person.viral is not None:
        ages = sorted([*ages, person.viral])
    posts = []
    for age in ages:
        if age < TOLD:
            liked = calibration.likes(dice, followers, person.luck) * person.trend ** (-age / WINDOW)
            if age == person.viral:
                liked = VIRAL * person.luck * calibration.usual(followers)
            posts.append(_post(dice, person, age, liked, counted))
    return posts


def _post(dice: Dice, person: Person, age: float, liked: float, counted: Sequence[str]) -> Said:
    language = dice.pick(person.languages)
    texts = MIRA if person.topic == "mira" else TOPICS[person.topic]
    sentence = texts["en"][0] if age == person.viral else dice.pick(texts[language])
    text = sentence.format(n=dice.whole(11, 89), m=dice.whole(2, 9))
    totals = {
        kind: liked * calibration.PER_LIKE[kind] * math.exp(0.3 * dice.normal() - 0.045) for kind in counted
    }
    return Said(
        age, text, tuple(re.findall(r"#(\w+)", text)), "en" if age == person.viral else language, totals
    )


def _works(dice: Dice, followers: int, person: Person) -> list[Work]:
    """Repositories, the newest push first: the best one draws most of the stars."""
    count = min(3 + dice.around(math.log1p(followers)), len(WORKS))
    works = []
    for place, name in enumerate(dice.shuffled(WORKS)[:count]):
        stars = followers * calibration.STARS_PER_FOLLOWER * dice.between(0.4, 1.6) / (place + 1) ** 1.5
        forked = place > 1 and dice.share() < 0.25
        created = dice.between(20, 85) if place == 1 else dice.between(120, 2400)
        forks = stars * calibration.FORKS_PER_STAR * dice.between(0.5, 1.5)
        pushed = dice.between(0.2, min(created, 300))
        works.append(Work(name, created, pushed, stars, forks, dice.pick(TOPIC_LANGUAGES), forked))
    return sorted(works, key=lambda work: work.pushed)
