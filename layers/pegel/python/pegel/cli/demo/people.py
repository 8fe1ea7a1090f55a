"""Who lives in the demo world: twelve who are written by hand, as many others as are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pegel.cli.demo import calibration, names
from pegel.cli.demo.dice import Dice
from pegel.cli.demo.texts import TOPICS
from pegel.social import WINDOW

SEED = 2026
MEMBERS = 220


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the demo world. `accounts` are network -> (handle, followers today).

    `trend`: what 90 days did to the reactions, as a factor (1 = nothing). `viral`: days since a post that
    went far beyond the account. `joined`: network -> days since the account was proven, if not always.
    """

    name: str
    display_name: str
    region: str
    languages: tuple[str, ...]
    topic: str
    bio: str
    accounts: dict[str, tuple[str, int]]
    posts: int = 36  # in 90 days, on each network
    trend: float = 1.0
    viral: float | None = None
    luck: float = 1.0  # of its reactions, against other accounts of its size
    keeps: float = 2 * WINDOW  # days its posts stay on the network; some let theirs be deleted
    named: int = 40  # reactors that its servers name in a list: few, or the world grows too large
    bought: float = 0.0  # of its followers and reactors, the share that somebody was paid for
    stale: float | None = None  # days since its last good reading
    joined: dict[str, int] = field(default_factory=dict)
    x: tuple[str, str] | None = None  # handle and id of an account on X, which nobody reads here

    @property
    def subject(self) -> str:
        """What others find them under: Mira's texts are her own, and about energy."""
        return "energy" if self.topic == "mira" else self.topic


def three(stem: str, server: str, mastodon: int, bluesky: int, github: int) -> dict[str, tuple[str, int]]:
    """Accounts of one stem on the three networks."""
    return {
        "mastodon": (f"@{stem.replace('-', '_')}@{server}", mastodon),
        "bluesky": (f"{stem}.{server}", bluesky),
        "github": (f"{stem}-pegel", github),
    }


MIRA = Person(
    "mira", "Mira Lindqvist", "DE", ("en", "de"), "mira",
    "Measures things in Leipzig. Balcony solar, open hardware, all readings public.",
    three("mira", "pegel.example", 730, 280, 40), posts=96, trend=1.3, viral=19, luck=0.23, keeps=100,
    joined={"bluesky": 78}, x=("mira_misst", "90718004"),
)  # fmt: skip
PRINCIPALS = (
    MIRA,
    Person("jonas", "Jonas Tiedemann", "DE", ("de",), "cycling", "Zählt Räder, baut Radwege.",
           three("jonas", "werkbank.example", 3400, 520, 30), posts=43, trend=1.1, luck=0.45,
           x=("jonas_t", "411023317")),
    Person("aylin", "Aylin Karasoy", "DE", ("de", "en"), "code", "Free software, patient explanations.",
           three("aylin", "ufer.example", 1000, 700, 150), posts=30, trend=1.3, luck=0.7,
           x=("aylin_k", "1204551986")),
    Person("sunniva", "Sunniva Tveitland", "NO", ("en",), "sky", "Dark skies, long nights, cold fingers.",
           three("sunniva", "norden.example", 210, 540, 4), posts=22, luck=0.4),
    Person("repaircafe-ost", "Repair Café Ost", "DE", ("de",), "repair", "Jeden Dienstag, Werkzeug ist da.",
           three("repaircafe", "werkbank.example", 640, 210, 18), posts=22, trend=1.4, luck=0.6),
    Person("stadtwerke-morgenau", "Stadtwerke Morgenau", "DE", ("de",), "energy", "Strom, Wärme, Wasser.",
           three("stadtwerke-morgenau", "strom.example", 5200, 1300, 35), posts=30, trend=1.2, luck=0.4),
    Person("stadtwerke-fahlenberg", "Stadtwerke Fahlenberg", "DE", ("de",), "energy", "Seit 1904.",
           three("stadtwerke-fahlenberg", "strom.example", 7400, 900, 9), posts=20, trend=0.6, luck=0.25,
           bought=0.12),
    Person("windkraft-osterhagen", "Windkraft Osterhagen", "DE", ("de",), "energy", "412 Anteile Wind.",
           three("windkraft-osterhagen", "strom.example", 1300, 380, 14), posts=18, trend=2.0, luck=0.6),
    Person("ines", "Inês Falcatão", "PT", ("en",), "garden", "A small garden, a good hedgehog camera.",
           three("ines", "campo.example", 310, 420, 6), posts=16, viral=9, luck=0.7),
    Person("kofi", "Kofi Asante-Lund", "GB", ("en",), "books", "Reads in public.",
           three("kofi", "lesesaal.example", 3300, 1700, 25), posts=28, trend=0.3, luck=0.5,
           x=("kofi_reads", "300518842")),
    Person("ruben", "Ruben Achterveen", "NL", ("en",), "code", "Small tools that stay small.",
           three("ruben", "ufer.example", 460, 240, 620), posts=14, luck=0.7, stale=6),
    Person("lotte", "Lotte Brandesmoor", "AT", ("de",), "books", "Neu hier.",
           {"mastodon": ("@lotte@lesesaal.example", 2)}, posts=1, luck=0.0, joined={"mastodon": 3},
           x=("lotte_neu", "1460077215330144257")),
)  # fmt: skip


def cast(members: int, seed: int) -> Iterator[Person]:
    """That many people, the ones written by hand first."""
    yield from PRINCIPALS[:members]
    taken = {person.name for person in PRINCIPALS}
    for number in range(members - len(PRINCIPALS)):
        person = invent(Dice(seed, "person", number), number, taken)
        taken.add(person.name)
        yield person


def invent(dice: Dice, number: int, taken: set[str]) -> Person:
    """Somebody new: where from, with which accounts, followed by how many, on the way up or down."""
    language = dice.pick(names.LANGUAGES)
    display_name = dice.pick(names.GIVEN[language].split()) + " " + dice.pick(names.FAMILY[language].split())
    if number < len(names.ORGANISATIONS):
        display_name, language = names.ORGANISATIONS[number], "de" if number % 3 else "en"
    name = names.plain(display_name)
    name = name if name not in taken else f"{name}-{number}"
    topic = dice.pick(tuple(TOPICS))
    tongues = (language,) if language in {"de", "en"} else ("en",)
    silent = number % 37 == 5  # a few have published nothing that anybody reacted to
    return Person(
        name, display_name, dice.pick(names.REGIONS[language]), tongues, topic,
        f"{topic.capitalize()}, mostly.",
        dict(_accounts(dice, name, topic)),
        posts=0 if silent else max(2, dice.around(13)),
        keeps=WINDOW + 4,
        named=6,
        trend=2.0 ** (0.8 * dice.normal()),
        viral=dice.between(2, 60) if dice.share() < 0.06 else None,
        luck=0.0 if silent else 2.718281828 ** (calibration.ACCOUNT_SD * dice.normal()),
        stale=dice.between(1.5, 12) if dice.share() < 0.05 else None,
        bought=0.3 if number % 53 == 20 else 0.0,
        joined={"bluesky": dice.whole(20, 85)} if dice.share() < 0.1 else {},
    )  # fmt: skip


def _accounts(dice: Dice, name: str, topic: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """One to three accounts, the first the largest; programmers are on GitHub, others seldom."""
    stem, audience = name.replace("-", "")[:24], calibration.followers(dice)
    order = dice.shuffled(("mastodon", "bluesky"))
    order = ["github", *order] if topic == "code" else [*order, "github"]
    for place, network in enumerate(order[: dice.pick((1, 1, 2, 2, 2, 3))]):
        count = max(2, round(audience * dice.between(0.1, 0.7) ** place))
        server = dice.pick(names.SERVERS)
        count = max(2, count // 8) if network == "github" else count
        handle = {"mastodon": f"@{stem}@{server}", "bluesky": f"{stem}.{server}", "github": f"{stem}-pegel"}
        yield network, (handle[network], count)
