"""Every function has the rights it needs and none besides: the real template under AUTH=true."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import WORLD
from integration.drives import A_DAY, DRIVES, ENTERED, Driver, went_well
from integration.rights import DENIED, Right, denials, folder, is_about, names, rights, without
from people import PATIENCE, Answer, Person, ask

from pegel.cli.stack.stack import NAME, Stack

SIGNING_IN = WORLD.parent / "signing_in"  # at Reddit, where whoever signs in is Ines
OPENED = {  # what an operator entered: the right to read it is tried as well
    "github": {"token": ENTERED},
    "reddit": {"client_id": "us", "client_secret": "hush", "token": ENTERED, "agreed": "2026-11 the tests"},
}
PARAMETERS = {"Stage": "local", "PublicUrl": "https://pegel.example"}
ACCOUNTS = {"mastodon": "@mira@pegel.example", "bluesky": "mira.pegel.example", "github": "mira-pegel"}
RIGHTS = tuple(rights())


@pytest.fixture(scope="module")
def parameters(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of the template. Its networks know two people: every call of a function looks through all they know."""
    world = tmp_path_factory.mktemp("world")
    for known in (*WORLD.glob("*/mira"), *WORLD.glob("*/ines")):
        shutil.copytree(known, world / known.relative_to(WORLD))
    for known in WORLD.glob("*/*.json"):  # what servers say of themselves
        shutil.copy(known, world / known.relative_to(WORLD))
    shutil.copytree(SIGNING_IN, world / "signing_in")
    return {**PARAMETERS, "Replay": str(world)}


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory, parameters: dict[str, str]) -> Iterator[Stack]:
    """The template as it is, its rights enforced."""
    with Stack(tmp_path_factory.mktemp("strict"), auth=True) as stack:
        stack.start()
        for network, entered in OPENED.items():
            name, value = f"/{NAME}/networks/{network}", json.dumps(entered)
            stack.client("ssm").put_parameter(Name=name, Value=value, Type="SecureString")
        stack.deploy(parameters)
        stack.open()
        yield stack


@pytest.fixture(scope="module")
def linked(strict: Stack) -> dict[str, Any]:
    """Mira has joined and proven three accounts; network → account."""
    mira = Person(strict, "mira").join()
    assert mira.change(name="mira", consents={"score": True}).status == 200
    accounts = {network: mira.link(network, handle).json() for network, handle in ACCOUNTS.items()}
    for account in accounts.values():
        proven = mira.verify(account)
        assert proven.status == 200, proven.body
    return accounts


@pytest.fixture(scope="module")
def served(strict: Stack, linked: dict[str, Any]) -> Answer:
    """Her score with all three in it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        answer = ask(strict.url, "GET", "/v3/scores/mira")
        if answer.status == 200 and len(answer.json()["networks"]) == len(ACCOUNTS):
            return answer
        time.sleep(0.2)
    raise AssertionError(f"no score after {PATIENCE:.0f} s: {denials(strict)}")


@pytest.fixture(scope="module")
def said_on_the_way(strict: Stack, linked: dict[str, Any], served: Answer) -> list[str]:
    """All that functions and emulator said from the sign-up to the score and a day's rounds after it."""
    Driver(strict, linked).missed(A_DAY)
    assert strict.invoke("schedule", {})["accounts"] == len(ACCOUNTS)
    return [*map(str, strict.logs()), *strict.emulator.log.read_text().splitlines()]


@pytest.fixture(scope="module")
def driver(strict: Stack, linked: dict[str, Any], said_on_the_way: list[str]) -> Driver:
    """The stack once it has something to work on, its log of the journey taken."""
    return Driver(strict, linked)


def test_a_member_s_whole_journey_is_denied_nothing(said_on_the_way: list[str]) -> None:
    assert any("scored" in line for line in said_on_the_way)
    assert [line for line in said_on_the_way if DENIED.search(line)] == []


@pytest.mark.parametrize("function", DRIVES)
def test_with_all_its_rights_a_function_does_all_it_can_do(
    strict: Stack, parameters: dict[str, str], driver: Driver, function: str
) -> None:
    strict.deploy(parameters)
    since = len(list(strict.logs()))
    assert [said for said in DRIVES[function](driver) if not went_well(said)] == []
    assert denials(strict, since) == []


@pytest.mark.parametrize("right", RIGHTS, ids=str)
def test_without_a_right_its_function_is_denied_something(
    strict: Stack, parameters: dict[str, str], driver: Driver, tmp_path: Path, right: Right
) -> None:
    strict.deploy(parameters, root=without(right, tmp_path))
    resource, since = names(strict)[right.resource], len(list(strict.logs()))
    assert any(
        is_about(right, resource, denial)
        for _ in DRIVES[folder(right)](driver)  # a step at a time: the first denial is enough
        for denial in denials(strict, since)
    ), f"nobody needs {right.action} on {right.resource}: remove it"
