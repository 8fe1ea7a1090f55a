"""Sixteen ways to be heard: Klout's, with thresholds of ours (klout-api.md §6).

A style is a view of how a member publishes in 90 days; it never enters the score.

                             listening             creating
                         casual   consistent   casual   consistent
    sharing, broad          2         3           4         5
    sharing, focused        6         7           8         9
    participating, broad   12        13          10        14
    participating, focused  1        15          16        11
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pegel.scoring import habits
from pegel.scoring.features import Features
from pegel.scoring.habits import WEEKS, Habits
from pegel.social import WINDOW

OWN = 0.5  # of the posts, at least, answer nobody: sharing, else participating
A_WEEK = 5  # posts on average, at least: creating, else listening
MANY, PART = 4, 0.1  # topics, at least, with this part of the reactions each: broad, else focused
STEADY = 10  # of 13 weeks, at least, with a post: consistent, else casual
GRID = ((2, 3, 4, 5), (6, 7, 8, 9), (12, 13, 10, 14), (1, 15, 16, 11))
OBSERVER = 1  # who publishes nothing
WORDS: Mapping[int, Mapping[str, tuple[str, str]]] = {  # name and sentence
    1: {
        "en": ("Observer", "You watch more than you say; when you speak, it is mostly to answer."),
        "de": ("Zaungast", "Du schaust mehr zu, als du sagst; meldest du dich, dann meist als Antwort."),
    },
    2: {
        "en": ("Curator", "Now and then you pass on something good, on many subjects."),
        "de": ("Fundgrube", "Ab und zu gibst du Gutes weiter, zu vielen Themen."),
    },
    3: {
        "en": ("Broadcaster", "Week after week, something of yours on many subjects is heard."),
        "de": ("Rundfunk", "Woche für Woche ist etwas von dir zu hören, zu vielen Themen."),
    },
    4: {
        "en": ("Taste Maker", "You come in waves, with much of your own on many subjects."),
        "de": ("Trendsetter", "Du kommst in Wellen, mit viel Eigenem zu vielen Themen."),
    },
    5: {
        "en": (
            "Celebrity",
            "You are always there, with much of your own, and people follow you on anything.",
        ),
        "de": ("Berühmtheit", "Du bist immer da, mit viel Eigenem, und man folgt dir bei allem."),
    },
    6: {
        "en": ("Syndicator", "Now and then you pass on what matters for your subject."),
        "de": ("Verteiler", "Ab und zu gibst du weiter, was für dein Thema wichtig ist."),
    },
    7: {
        "en": ("Feeder", "You keep those who follow your subject supplied, week after week."),
        "de": ("Nachrichtenquelle", "Woche für Woche versorgst du alle, denen dein Thema wichtig ist."),
    },
    8: {
        "en": ("Thought Leader", "When you have something to say on your subject, you say a lot of it."),
        "de": ("Ideenquelle", "Hast du zu deinem Thema etwas zu sagen, dann sagst du viel."),
    },
    9: {
        "en": ("Pundit", "You speak on your subject nearly every day, and people turn to you for it."),
        "de": ("Fachstimme", "Fast täglich sprichst du über dein Thema, und man hört dafür auf dich."),
    },
    10: {
        "en": ("Socializer", "You come in waves and talk with many people about many things."),
        "de": ("Kontakttalent", "Du kommst in Wellen und redest mit vielen über vieles."),
    },
    11: {
        "en": ("Specialist", "You are heard on few things, and there people act."),
        "de": ("Kapazität", "Du wirst zu wenigen Dingen gehört, und dort handeln die Leute."),
    },
    12: {
        "en": ("Dabbler", "You drop in on this and that, and answer more than you post."),
        "de": ("Laufkundschaft", "Du schaust mal hier, mal da vorbei und antwortest mehr, als du schreibst."),
    },
    13: {
        "en": ("Conversationalist", "You are good company: every week, in talks on many subjects."),
        "de": ("Gute Gesellschaft", "Mit dir redet man gern: jede Woche, zu vielen Themen."),
    },
    14: {
        "en": ("Networker", "You are in every conversation, all year, on all subjects."),
        "de": ("Knotenpunkt", "Du bist in jedem Gespräch, das ganze Jahr, zu allen Themen."),
    },
    15: {
        "en": ("Explorer", "You keep asking and answering on your subject, a little every week."),
        "de": ("Spürnase", "Du fragst und antwortest zu deinem Thema, jede Woche ein wenig."),
    },
    16: {
        "en": ("Activist", "When your subject is at stake, you are in every discussion of it."),
        "de": ("Treibende Kraft", "Geht es um dein Thema, bist du in jeder Diskussion dabei."),
    },
}


@dataclass(frozen=True, slots=True)
class Style:
    """One of the sixteen; `id` is Klout's kclass_id, `name` is English."""

    id: int
    name: str


STYLES: Mapping[int, Style] = {id_: Style(id_, words["en"][0]) for id_, words in WORDS.items()}


def of(features: Iterable[Features]) -> Style:
    """The style of the member who has these accounts."""
    return of_habits(habits.together((one.habits, one.read_at) for one in features))


def of_habits(found: Habits) -> Style:
    """By the four thresholds; without posts an Observer."""
    if not found.posts:
        return STYLES[OBSERVER]
    heard = [count for count in found.topics.values() if count >= PART * found.reactions]
    row = 2 * (found.own < OWN * found.posts) + (len(heard) < MANY)
    column = 2 * (found.posts * 7 >= A_WEEK * WINDOW) + (found.weeks.bit_count() >= STEADY)
    return STYLES[GRID[row][column]]


def name(style: Style, language: str = "en") -> str:
    """In English or German; a language we do not speak is answered in English."""
    return WORDS[style.id].get(language, WORDS[style.id]["en"])[0]


def sentence(style: Style, language: str = "en") -> str:
    """What it says of a member, to them; languages as in `name`."""
    return WORDS[style.id].get(language, WORDS[style.id]["en"])[1]


def table() -> dict[str, Any]:
    """Thresholds and styles as they are published."""
    sides = [
        (row < 2, column > 1, row % 2 == 0, column % 2 == 1)  # sharing, creating, broad, consistent
        for row in range(4)
        for column in range(4)
    ]
    ids = [id_ for row in GRID for id_ in row]
    return {
        "window_days": WINDOW,
        "sharing": {"least_part_of_posts_that_answer_nobody": OWN},
        "creating": {"least_posts_a_week": A_WEEK},
        "broad": {"least_topics": MANY, "with_part_of_reactions_each": PART},
        "consistent": {"least_weeks_with_a_post": STEADY, "of_weeks": WEEKS},
        "styles": [
            {
                "id": id_,
                "names": {language: words[0] for language, words in WORDS[id_].items()},
                "sentences": {language: words[1] for language, words in WORDS[id_].items()},
                **dict(zip(("sharing", "creating", "broad", "consistent"), sides_, strict=True)),
            }
            for id_, sides_ in sorted(zip(ids, sides, strict=True))
        ],
    }
