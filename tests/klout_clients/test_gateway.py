"""What stands before the function lets Klout's odd addresses through, and its answers back."""

from __future__ import annotations

import gzip
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from klout_clients.conftest import USER
from people import ask

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

NOT_FOUND = b'{"error":404,"description":"Not found."}'


@pytest.mark.parametrize("path", [USER, f"/{USER}", USER.replace("/user", "//user"), f"{USER}/"])
def test_slashes_too_many_reach_the_same_answer(stack: Stack, keys: list[str], path: str) -> None:
    answer = ask(stack.url, "GET", f"{path}?key={keys.pop()}")
    assert (answer.status, answer.json()["nick"]) == (200, "mira_misst")
    assert answer.headers["content-type"] == "application/json; charset=utf-8"


def test_gzip_head_and_other_methods_pass(stack: Stack, keys: list[str]) -> None:
    plain = ask(stack.url, "GET", f"{USER}?key={keys.pop()}")
    packed = ask(stack.url, "GET", f"{USER}?key={keys.pop()}", headers={"accept-encoding": "gzip"})
    assert (packed.headers["content-encoding"], gzip.decompress(packed.body)) == ("gzip", plain.body)
    head = ask(stack.url, "HEAD", f"{USER}?key={keys.pop()}")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", plain.headers["etag"])
    assert ask(stack.url, "POST", f"{USER}?key={keys.pop()}").body == NOT_FOUND
    assert plain.headers["access-control-allow-origin"] == "*"


def test_repeated_names_reach_the_function_as_they_were_sent(stack: Stack, keys: list[str]) -> None:
    answer = ask(stack.url, "GET", f"/1/klout.json?users=jonas_t&users=mira_misst&key={keys.pop()}")
    assert [user["twitter_screen_name"] for user in answer.json()["users"]] == ["jonas_t", "mira_misst"]


def test_more_than_ten_calls_in_a_second_are_refused(stack: Stack, keys: list[str]) -> None:
    address = f"{USER}?key={keys.pop()}"
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: ask(stack.url, "GET", address), range(80)))
    refused = [answer for answer in answers if answer.status == 403]
    assert refused and any(answer.status == 200 for answer in answers)
    for answer in refused:
        assert answer.json()["description"] == "Over the limit of calls per second."
        assert answer.headers["x-mashery-error-code"] == "ERR_403_DEVELOPER_OVER_QPS"
        assert int(answer.headers["retry-after"]) >= 1
