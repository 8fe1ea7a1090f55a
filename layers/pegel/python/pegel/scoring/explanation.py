"""Why a score is what it is, in sentences made of its own numbers. English and German."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES = ("en", "de")
CURATED = {  # what curation is on a network
    "github": {"en": "stars on own repositories", "de": "Sterne für eigene Repositorien"},
}
LISTED = {"en": "lists by others", "de": "Listen anderer"}
SAYINGS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "reach": "{value} {followers:follow this account|follows this account}.",
        "curation": "Others put this work aside for later: {value} {what}.",
        "resonance": "Reactions to posts of 90 days add up to {value}; recent ones and reposts count more.",
        "reactors": "About {value} {followers:people|person} reacted in the last 90 days.",
        "relay": "Shared by people with an audience: the ten largest have {value} followers on average.",
        "standing": "The network's own measure of standing is {value}.",
        "unknown": "This was not told at the last reading, so it neither helps nor harms.",
    },
    "de": {
        "reach": "{value} {followers:folgen diesem Konto|folgt diesem Konto}.",
        "curation": "Andere legen sich diese Arbeit zurück: {value} {what}.",
        "resonance": "Reaktionen auf Beiträge aus 90 Tagen ergeben {value}; neue und geteilte zählen mehr.",
        "reactors": "Etwa {value} {followers:Menschen haben|Mensch hat} in den letzten 90 Tagen reagiert.",
        "relay": "Geteilt von Menschen mit Publikum: die zehn größten haben im Mittel {value} Follower.",
        "standing": "Das netzeigene Maß für Ansehen steht bei {value}.",
        "unknown": "Das wurde bei der letzten Lesung nicht mitgeteilt; es nützt nicht und schadet nicht.",
    },
}
NOBODY: Mapping[str, Mapping[str, str]] = {
    "en": {
        "resonance": "No reaction to a post of the last 90 days was seen.",
        "reactors": "Nobody was seen to react in the last 90 days.",
        "relay": "Nobody with an audience was seen to react in the last 90 days.",
    },
    "de": {
        "resonance": "Auf Beiträge der letzten 90 Tage war keine Reaktion zu sehen.",
        "reactors": "In den letzten 90 Tagen war niemand zu sehen, der reagiert.",
        "relay": "In den letzten 90 Tagen war niemand mit Publikum zu sehen, der reagiert.",
    },
}


def sentence(network: str, role: str, value: float | None, language: str = "en") -> str:
    """What a feature says, for people; a language we do not speak is answered in English."""
    language = language if language in LANGUAGES else "en"
    if value is None:
        return SAYINGS[language]["unknown"]
    if value == 0 and role in NOBODY[language]:
        return NOBODY[language][role]
    what = CURATED.get(network, LISTED)[language]
    return SAYINGS[language][role].format(value=number(value, language), what=what, followers=Plural(value))


class Plural:
    """In a saying, `{followers:many|one}` becomes the words for its number."""

    def __init__(self, value: float) -> None:
        self.value = value

    def __format__(self, words: str) -> str:
        many, one = words.split("|")
        return one if round(self.value) == 1 else many


def number(value: float, language: str = "en") -> str:
    """1,234 or 1.234; below 10, one decimal where there is one."""
    told = f"{value:,.1f}".removesuffix(".0") if value < 10 else f"{value:,.0f}"
    return told.translate(str.maketrans(",.", ".,")) if language == "de" else told
