"""Keys, limits, HEAD and other sites' pages, on the local stack with its rights enforced."""

from __future__ import annotations

import importlib
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from aside import imported_under
from people import Answer, ask

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

PATH = "/v3/scores/nobody-has-this-name"
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ELSEWHERE = {"origin": "https://elsewhere.example"}
Process = Callable[[str], Any]


@pytest.fixture
def process(stack: Stack) -> Process:
    """A module of the store as a process of its own has it, on the stack's tables."""

    def started(name: str) -> Any:
        with imported_under(stack.environment):
            module = importlib.import_module(f"pegel.store.{name}")
            if name == "callers":
                importlib.import_module("pegel.store.limits_table").connection().client  # noqa: B018 - as of now
            else:
                module.KeyItem._get_connection().connection.client  # noqa: B018 - its address is that of now
        return module

    return started


@pytest.fixture
def key(process: Process) -> str:
    """Of somebody who has not asked yet."""
    return str(process("api_keys").create("Ada", datetime.now(UTC)))


def read(stack: Stack, key: str = "") -> Answer:
    return ask(stack.url, "GET", PATH, headers={"authorization": f"Bearer {key}"} if key else {})


def test_two_processes_on_one_table_stay_within_the_limit(process: Process) -> None:
    both, caller = [process("callers") for _ in range(2)], f"key#{secrets.token_hex(4)}"
    assert both[0] is not both[1]
    made = [
        number % 2
        for number in range(40)
        if both[number % 2].spend(caller, both[0].OF_KEY, NOON).refused is None
    ]
    assert len(made) == 10
    assert set(made) == {0, 1}


def test_many_processes_at_once_never_make_more_calls_than_there_are(process: Process) -> None:
    several, caller = [process("callers") for _ in range(6)], f"key#{secrets.token_hex(4)}"

    def made(one: Any) -> int:
        spent = [one.spend(caller, one.OF_KEY, NOON) for _ in range(10)]
        assert not any(each.blind for each in spent)
        return sum(each.refused is None for each in spent)

    with ThreadPoolExecutor(6) as pool:
        total = sum(pool.map(made, several))
    assert 5 <= total <= 10


def test_a_key_reads_within_its_own_limit_and_not_once_it_is_revoked(
    stack: Stack, process: Process, key: str
) -> None:
    answers = [read(stack, key) for _ in range(40)]
    assert (answers[0].status, answers[0].headers["x-ratelimit-limit"]) == (404, "10000")
    refused = next(answer for answer in answers if answer.status == 429)
    assert refused.headers["ratelimit"] == '"burst";r=0;t=1'
    assert (refused.headers["retry-after"], refused.json()["code"]) == ("1", "too_many")
    other = str(process("api_keys").create("Ben", datetime.now(UTC)))
    process("api_keys").revoke(other, datetime.now(UTC))
    assert (read(stack, other).status, read(stack, other).json()["code"]) == (401, "invalid_key")


def test_neither_key_nor_address_is_in_a_log_or_a_table(stack: Stack, key: str) -> None:
    read(stack, key)
    read(stack)
    kept = stack.client("dynamodb").scan(TableName=stack.environment["LIMITS_TABLE"])["Items"]
    callers = [one["key"]["S"] for one in kept if one["key"]["S"].startswith("address#")]
    assert callers
    said = "\n".join(map(str, stack.logs()))
    for secret in (key, key[20:52]):
        assert secret not in said
        assert secret not in str(kept)
    assert "127.0.0.1" not in str(kept)


def test_what_can_be_read_can_be_asked_for_its_head(stack: Stack) -> None:
    document = ask(stack.url, "GET", "/v3/models")
    for path in ("/v3/models", "/", "/openapi.json"):
        head = ask(stack.url, "HEAD", path)
        assert (head.status, head.body) == (200, b""), path
    assert ask(stack.url, "HEAD", "/v3/models").headers["etag"] == document.headers["etag"]
    assert ask(stack.url, "HEAD", PATH).status == 404
    assert ask(stack.url, "HEAD", "/v3/me").status == 401


@pytest.mark.parametrize(
    "method, path", [("GET", "/v3/nothing/here"), ("DELETE", "/v3/scores/mira"), ("POST", "/a/b/c")]
)
def test_an_address_that_is_none_is_a_problem(stack: Stack, method: str, path: str) -> None:
    answer = ask(stack.url, method, path)
    assert (answer.status, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_page_of_another_site_may_read_and_see_its_limits(stack: Stack) -> None:
    answer = ask(stack.url, "GET", "/v3/models", headers=ELSEWHERE)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert {"etag", "ratelimit"} < set(answer.headers["access-control-expose-headers"].split(","))


def test_a_page_of_another_site_is_not_allowed_to_change_anything(stack: Stack) -> None:
    wanted = {"access-control-request-method": "PATCH", "access-control-request-headers": "content-type"}
    answer = ask(stack.url, "OPTIONS", "/v3/me", headers=ELSEWHERE | wanted)
    assert "PATCH" not in answer.headers.get("access-control-allow-methods", "")
    assert "content-type" not in answer.headers.get("access-control-allow-headers", "")
