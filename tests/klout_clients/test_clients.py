"""Clients that people wrote for Klout, as the registries have them, against the local stack.

Not copied and not changed: `make` installs them at these versions. The host that two have written into
their code is replaced while they run (redirect.js).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from klout_clients.conftest import MEMBER, USER, Settings, printed
from people import ask

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

V1 = {  # call → path
    "getKlout": "klout",
    "getShow": "users/show",
    "getTopics": "users/topics",
    "getInfluencedBy": "soi/influenced_by",
    "getInfluencerOf": "soi/influencer_of",
}
IDENTITY = {"id": MEMBER["klout_id"], "network": "ks"}
ON_X = {"id": MEMBER["x_id"], "network": "tw"}
NOBODY = "Resource or user not found."
Body = Callable[[str], Any]
NO_KEY = "Inactive key, or call threshold reached."


def of_node(client: str, settings: Settings, keys: list[str]) -> dict[str, Any]:
    """What each call of a client for Node gave."""
    taken = [keys.pop() for _ in range(12)]
    return dict(printed(["node", "-r", "./redirect.js", "calls.js", client, *taken], settings))


@pytest.fixture
def body(stack: Stack, keys: list[str]) -> Body:
    """What stands at an address, read without a client."""

    def of(path: str) -> Any:
        answer = ask(stack.url, "GET", f"{path}{'&' if '?' in path else '?'}key={keys.pop()}")
        assert answer.status == 200, answer.body
        return answer.json()

    return of


def test_klout_from_npm_reads_v1(settings: Settings, keys: list[str], body: Body) -> None:
    told = of_node("klout", settings, keys)
    for call, path in V1.items():
        assert told[call] == {"answer": body(f"/1/{path}.json?users=mira_misst")}
        (user,) = told[call]["answer"]["users"]
        assert user["twitter_screen_name"] == "mira_misst"
    assert told["404"] == {"error": "User not found."}
    assert told["403"] == {"error": "API Limited exceeded or Invalid API Key"}


def test_node_klout_reads_v2(settings: Settings, keys: list[str], body: Body) -> None:
    told = of_node("node_klout", settings, keys)
    assert told["getKloutIdentity name"] == told["getKloutIdentity tw"] == {"answer": IDENTITY}
    assert told["getUserNetworkHandle"] == told["getUserNetworkHandle tw"] == {"answer": ON_X}
    assert told["getSingleKlout"] == {"answer": 64.03}
    resources_are_right(told, body)


def test_coffee_klout_reads_v2(settings: Settings, keys: list[str], body: Body) -> None:
    told = of_node("coffee_klout", settings, keys)
    assert told["getKloutIdentity name"] == told["getKloutIdentity tw"] == {"answer": IDENTITY}
    assert told["getKloutIdentity klout"] == {"answer": ON_X}
    assert told["getKloutIdentity gp"] == told["getKloutIdentity fb"] == {"error": NOBODY}
    resources_are_right(told, body)


def resources_are_right(told: dict[str, Any], body: Any) -> None:
    """What both clients for v2 offer."""
    for call, tail in {
        "User": "",
        "UserScore": "/score",
        "UserTopics": "/topics",
        "UserInfluence": "/influence",
    }.items():
        assert told[f"get{call}"] == {"answer": body(USER + tail)}, call
    assert told["404"] == {"error": NOBODY}
    assert told["403"] == {"error": NO_KEY}


def test_klout_from_pypi_reads_v2(stack: Stack, settings: Settings, keys: list[str], body: Body) -> None:
    taken = [keys.pop() for _ in range(10)]
    told = printed([sys.executable, "calls.py", stack.url.removeprefix("http://"), *taken], settings)
    assert told["identity name"] == told["identity tw"] == {"answer": IDENTITY}
    assert told["identity klout"] == {"answer": ON_X}
    assert told["user"] == {"answer": body(USER)}
    for resource in ("score", "topics", "influence"):
        assert told[resource] == {"answer": body(f"{USER}/{resource}")}
    assert isinstance(told["score"]["answer"]["score"], float)
    assert (told["404"], told["403"]) == ({"error": 404}, {"error": 403})
