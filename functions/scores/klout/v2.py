"""Klout's v2: a name or an id leads to a Klout id, and that to the member's numbers (klout-api.md §3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from klout import movement, people, topics, v1
from klout.asked import Asked
from klout.people import Person
from klout.refusals import not_found
from pegel.store import influence as ties
from pegel.store.klout import Found

DELTAS = {"dayChange": 1, "weekChange": 7, "monthChange": 30}  # days ago
CHANGES = {"dayChange": "day", "weekChange": "week", "monthChange": "month"}


def answer(asked: Asked) -> Any:
    """What a path of v2 leads to. Raises Refused."""
    match asked.path[1:]:
        case ["identity.json", *rest]:
            return identity(rest, asked)
        case ["user.json", klout_id, *rest]:
            return resource(rest)(people.scored(people.by_klout_id(klout_id)))
        case ["tw-user.json", account_id, *rest]:
            return resource(rest)(people.scored(people.by_network_id("tw", account_id)))
        case ["klout.json"]:  # node_klout asks v2 for a call of v1
            return v1.klout(asked)
    raise not_found()


def identity(rest: Sequence[str], asked: Asked) -> dict[str, str]:
    """Both ways between Klout and a network. Raises Refused."""
    match rest:
        case ["twitter"]:
            return klout_identity(people.by_name(asked.first("screenName")))
        case ["klout" | "ks", klout_id]:  # coffee_klout names no network
            return network_identity(people.by_klout_id(klout_id), "tw")
        case ["klout" | "ks", klout_id, network]:
            return network_identity(people.by_klout_id(klout_id), network)
        case [network, account_id]:
            return klout_identity(people.by_network_id(network, account_id))
    raise not_found()


def resource(rest: Sequence[str]) -> Callable[[Person], Any]:
    """What of a user is asked for. Raises Refused."""
    match rest:
        case []:
            return user
        case [name] if name in RESOURCES:
            return RESOURCES[name]
    raise not_found()


def klout_identity(found: Found) -> dict[str, str]:
    """Who it is at Klout."""
    return {"id": found.klout_id, "network": "ks"}


def network_identity(found: Found, network: str) -> dict[str, str]:
    """Who it is on a network: of those that Klout asks by, X is told. Raises Refused."""
    if network != "tw" or not found.x:
        raise not_found()
    return {"id": found.x[0], "network": network}


def user(person: Person) -> dict[str, Any]:
    """Body A."""
    return payload(person.found.klout_id, person.nick, person.value, deltas(person))


def score(person: Person) -> dict[str, Any]:
    """Body B."""
    bucket = movement.bucket(person.value)
    return {"score": person.value, "scoreDelta": deltas(person), "bucket": bucket}


def deltas(person: Person) -> dict[str, float]:
    """How the score moved."""
    return {name: person.moved(back) for name, back in DELTAS.items()}


def influence(person: Person) -> dict[str, Any]:
    """Body D."""
    told = ties.of(person.found.member_id)
    return {
        "myInfluencers": entities(told["influencers"]),
        "myInfluencees": entities(told["influencees"]),
        "myInfluencersCount": told["influencers_count"],
        "myInfluenceesCount": told["influencees_count"],
    }


def entities(members: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Others, as they were at the last scoring."""
    told = []
    for one in v1.strongest(members):
        changes = {name: float(one["change"].get(key) or 0.0) for name, key in CHANGES.items()}
        about = payload(one["klout_id"], one["x"] or one["name"], float(one["score"]), changes)
        told.append({"entity": {"id": one["klout_id"], "payload": about}})
    return told


def payload(klout_id: str, nick: str, value: float, changes: Mapping[str, float]) -> dict[str, Any]:
    """A user, asked for or named beside others."""
    lies = {"score": value, "bucket": movement.bucket(value)}
    return {"kloutId": klout_id, "nick": nick, "score": lies, "scoreDeltas": changes}


RESOURCES: Mapping[str, Callable[[Person], Any]] = {
    "score": score,
    "topics": lambda person: topics.told(person.found.document),
    "influence": influence,
}
