"""Klout's v1: five calls by names (klout-api.md §4). Who is not found is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from klout import movement, people, topics
from klout.asked import Asked
from klout.people import Person
from klout.refusals import not_found
from pegel.scoring.styles import sentence
from pegel.store import influence

MOST = 5  # names a call asks for; people a list names
NOBODY = {"status": 200, "headers": [], "body": {"error": "No users"}}


def answer(asked: Asked) -> Any:
    """What a path of v1 leads to. Raises Refused."""
    call = CALLS.get("/".join(asked.path[1:]))
    if not call:
        raise not_found()
    return call(asked)


def users(asked: Asked, about: Callable[[Person], dict[str, Any]]) -> dict[str, Any]:
    """Those asked for, in the order asked."""
    told = [about(person) for person in people.named(names(asked))]
    return {"status": 200, "users": told} if told else NOBODY


def names(asked: Asked) -> Sequence[str]:
    """Each name once, however it is written; by commas or as repeated parameters."""
    given = [name.strip() for value in asked.query.get("users", []) for name in value.split(",")]
    once: dict[str, str] = {}
    for name in filter(None, given):
        once.setdefault(name.lower(), name)
    return list(once.values())[:MOST]


def klout(asked: Asked) -> dict[str, Any]:
    """The scores alone."""
    return users(asked, kscore)


def kscore(person: Person) -> dict[str, Any]:
    """Name and score."""
    return {"twitter_screen_name": person.name, "kscore": hundredths(person.value)}


def show(person: Person) -> dict[str, Any]:
    """Everything about one."""
    style, x = person.style, person.found.x
    numbers = {
        "kscore": hundredths(person.value),
        "slope": hundredths(movement.slope(person.days, person.today)),
        "description": "",
        "kclass_id": style.id,
        "kclass": style.name,
        "kclass_description": sentence(style),
        "kscore_description": "",
        "network_score": hundredths(person.sub_score("network")),
        "amplification_score": hundredths(person.sub_score("amplification")),
        "true_reach": round(person.sub_score("reach")),
        "delta_1day": hundredths(person.moved(1)),
        "delta_5day": hundredths(person.moved(5)),
    }
    who = {"twitter_id": x[0]} if x else {}
    return {**who, "twitter_screen_name": person.name, "score": numbers}


def heard_on(person: Person) -> dict[str, Any]:
    """Topics by name."""
    heard = [name.lower() for name in topics.names(person.found.document)]
    return {"twitter_screen_name": person.name, "topics": heard}


def side(person: Person, name: str) -> dict[str, Any]:
    """Influencers or influencees, those who show an account on X."""
    told = influence.of(person.found.member_id)[name]
    listed = [
        {"twitter_screen_name": one["x"], "kscore": hundredths(float(one["score"]))}
        for one in strongest(one for one in told if one["x"])
    ]
    return {"twitter_screen_name": person.name, name: listed}


def strongest(members: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The first of a list, highest score first."""
    scored = (one for one in members if one["score"] is not None)
    return sorted(scored, key=lambda one: -float(one["score"]))[:MOST]


def hundredths(points: float) -> float:
    """Two decimals; never minus zero."""
    return round(points, 2) + 0.0


CALLS: Mapping[str, Callable[[Asked], dict[str, Any]]] = {
    "klout.json": klout,
    "users/show.json": lambda asked: users(asked, show),
    "users/topics.json": lambda asked: users(asked, heard_on),
    "soi/influenced_by.json": lambda asked: users(asked, lambda person: side(person, "influencers")),
    "soi/influencer_of.json": lambda asked: users(asked, lambda person: side(person, "influencees")),
}
