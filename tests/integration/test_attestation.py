"""A score signed by the key in KMS, over HTTP on the local stack, and checked by somebody else's library."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable

import pytest
from openbadgeslib.ob3 import OB3Verifier
from people import ask

from pegel.cli.stack.stack import Stack

SITE = "https://pegel.example"
DOCUMENT = {
    "name": "ida",
    "display_name": "Ida",
    "score": 64,
    "value": 63.98,
    "interval": [60.1, 67.4],
    "model": "2026.11",
    "scored_at": "2026-11-01T04:00:00Z",
}


@pytest.fixture(scope="module")
def look_up(stack: Stack) -> Callable[[str], bytes]:
    """Ida has a public page with a score; what a stranger looks up of our site is answered by the stack."""
    document = {"B": zlib.compress(json.dumps(DOCUMENT).encode())}
    for item in (
        {"key": {"S": "name#ida"}, "member_id": {"S": "mem_ida"}},
        {"key": {"S": "mem_ida"}, "document": document},
    ):
        stack.client("dynamodb").put_item(TableName=stack.environment["SCORES_TABLE"], Item=item)

    def answer(url: str) -> bytes:
        assert url.startswith(SITE)
        return ask(stack.url, "GET", url.removeprefix(SITE)).body

    return answer


@pytest.fixture(scope="module")
def signer(look_up: Callable[[str], bytes]) -> OB3Verifier:
    """A stranger has looked up who signs here."""
    return OB3Verifier.for_issuer_did("did:web:pegel.example", download=look_up)


def test_the_key_in_kms_signs_what_a_stranger_verifies(
    stack: Stack, signer: OB3Verifier, look_up: Callable[[str], bytes]
) -> None:
    answer = ask(stack.url, "GET", "/@ida/attestation")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/vc+jwt")
    credential = signer.verify(answer.body.decode(), check_status=True, download=look_up)
    assert credential.recipient_id == f"{SITE}/@ida"
    assert credential.results[0].value == "64"


def test_at_least_travels_as_a_query(stack: Stack, signer: OB3Verifier) -> None:
    credential = signer.verify(ask(stack.url, "GET", "/@ida/attestation?at_least=50").body.decode())
    assert credential.achievement.name == "Pegel score of at least 50"
    assert ask(stack.url, "GET", "/@ida/attestation?at_least=90").status == 409


@pytest.mark.usefixtures("signer")
def test_a_badge_is_a_picture_and_the_page_beside_it_stays_a_page(stack: Stack) -> None:
    kinds = {
        path: ask(stack.url, "GET", f"/@ida{path}").headers["content-type"]
        for path in ("", "/badge.svg", "/badge.json", "/oembed")
    }
    assert kinds == {
        "": "text/html; charset=utf-8",
        "/badge.svg": "image/svg+xml",
        "/badge.json": "application/json",
        "/oembed": "application/json",
    }
