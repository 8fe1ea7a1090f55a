"""Each function driven by hand, step by step, through everything it has a right for.

A drive does not stop at a step that failed: what came of it is in the functions' log, and in what it yields.
"""

from __future__ import annotations

import importlib
import json
import secrets
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from aside import imported_under
from boto3.dynamodb.types import TypeSerializer
from unit.api.gateway import event

from pegel.cli.stack.stack import FunctionFailed, Stack
from pegel.fetch import from_environment
from pegel.networks import NETWORKS, budget
from pegel.social import Access, Tokens
from pegel.store.window import slot_of

ROUND = 300  # seconds
A_DAY = 288  # rounds
ENTERED = "a-token"  # for GitHub
INES = "@ines@campo.example"
Drive = Callable[["Driver"], Iterator[Any]]


class Driver:
    """A stack, and what a drive needs of it: the tables, and an account and a snapshot object of somebody."""

    def __init__(self, stack: Stack, accounts: Mapping[str, Mapping[str, str]]) -> None:
        self.stack, self.accounts = stack, accounts  # network → account, as the API tells it
        self._dynamodb, self._variables = stack.client("dynamodb"), stack.environment
        listed = stack.client("s3").list_objects_v2(Bucket=self._variables["SNAPSHOTS_BUCKET"])
        self.snapshot = listed["Contents"][0]["Key"]

    def call(self, function: str, event: Any) -> Any:
        """Its answer, or the failure."""
        try:
            return self.stack.invoke(function, event)
        except FunctionFailed as failure:
            return failure

    def put(self, table: str, **attributes: str | int | list[int]) -> None:
        """An item, past all functions."""
        item = {name: TypeSerializer().serialize(value) for name, value in attributes.items()}
        self._dynamodb.put_item(TableName=self._variables[table], Item=item)

    def forget(self, table: str, key: str) -> None:
        """Delete an item, past all functions."""
        self._dynamodb.delete_item(TableName=self._variables[table], Key={"key": {"S": key}})

    def missed(self, rounds: int) -> int:
        """`schedule` ran last so many rounds ago; returns the current one."""
        now = int(time.time()) // ROUND
        self.put("LIMITS_TABLE", key="schedule", last=now - rounds)
        return now

    def proven(self, network: str, slot: str = "none", **other: str) -> list[str]:
        """Somebody new has proven the account that we know, or another, and it was never read."""
        member_id, known = f"mem_{secrets.token_hex(13)}", {**self.accounts[network], **other}
        key = f"{network}#{known['account_id']}"
        told = {"member_id": member_id, "key": key, "handle": known["handle"], "state": "proven"}
        self.put("ACCOUNTS_TABLE", **told, slot=slot, version=1)
        return [member_id, key]

    def counting(self, key: str, handle: str, state: str, **other: str | int) -> list[str]:
        """Somebody new has an account that leads to them, as a proof leaves it."""
        member_id = f"mem_{secrets.token_hex(13)}"
        told = {"member_id": member_id, "key": key, "handle": handle, "state": state}
        self.put("ACCOUNTS_TABLE", **told, version=1, **other)
        self.put("SCORES_TABLE", key=f"id#{key}", member_id=member_id, account=key, handle=handle)
        return [member_id, key]

    def signed_in(self, key: str, handle: str) -> list[str]:
        """Somebody new has an account whose token ends now."""
        told = self.counting(key, handle, "proven", proof="oauth")
        with imported_under(self.stack.environment):
            keep = importlib.import_module("pegel.store.member_tokens").keep
            keep(*told, Tokens("made-up", "made-up-too", datetime.now(UTC)))
        return told


def scores(driver: Driver) -> Iterator[Any]:
    """One page and several, one that is signed, and who signs; somebody with a key."""
    yield driver.call("scores", event("GET", "/@mira/attestation"))
    yield driver.call("scores", event("GET", "/.well-known/did.json"))
    yield driver.call("scores", event("GET", "/v3/scores/nobody"))
    yield driver.call("scores", event("GET", "/v3/scores", {"names": "nobody,else"}))
    with imported_under(driver.stack.environment):  # a new key: others are remembered, and have calls left
        key = importlib.import_module("pegel.store.api_keys").create("a drive", datetime.now(UTC))
    yield driver.call("scores", event("GET", "/v3/models", headers={"x-api-key": key}))


def members(driver: Driver) -> Iterator[Any]:
    """Ines joins, links an account, proves it though it is somebody's, unlinks it, moves her page."""
    subject = str(uuid.uuid4())
    for key in ("name#ines", "name#ines-moved"):  # left by a drive that failed half-way
        driver.forget("SCORES_TABLE", key)
    (allowed,) = budget.budgets(NETWORKS["mastodon"](from_environment({})), INES)
    now = slot_of(allowed, time.time())  # somebody was asked about there a moment ago
    driver.put("LIMITS_TABLE", key=f"host#{allowed.key}", slot=now, taken=[1])

    def ask(method: str, path: str, body: Any = None) -> Any:
        asked = event(method, path, headers={"if-match": "*"}, body=body, subject=subject)
        return driver.call("members", asked)

    yield ask("PATCH", "/v3/me", {"name": "ines", "consents": {"score": True}})
    yield ask("PATCH", "/v3/me", {"display_name": "Ines"})
    # First of all accounts: else what `collect` reads meanwhile has made her salt.
    yield (begun := ask("POST", "/v3/me/accounts/authorizations", {"network": "reddit"}))
    state = dict(parse_qsl(urlsplit(json.loads(begun["body"]).get("url", "")).query)).get("state", "")
    yield ask("POST", "/v3/me/accounts/authorizations/finish", {"state": state, "code": "any"})
    yield ask("DELETE", "/v3/me/accounts/reddit/inesc")
    yield ask("GET", "/v3/me/score")
    yield ask("PUT", "/v3/me/topics/rust")
    yield ask("DELETE", "/v3/scores/mira/topics/rust/endorsement")
    yield (linked := ask("POST", "/v3/me/accounts", {"network": "mastodon", "handle": INES}))
    path = f"/v3/me/accounts/mastodon/{quote(str(json.loads(linked['body']).get('account_id')))}"
    yield ask("GET", "/v3/me/accounts")
    driver.counting(f"mastodon#{json.loads(linked['body']).get('account_id')}", INES, "proven")
    yield ask("POST", f"{path}/verify")
    change = {"kind": "silence", "network": "mastodon", "account_id": "nobody's"}
    yield ask("POST", "/v3/me/what-if", {"changes": [change]})
    yield ask("POST", "/v3/me/export")
    yield ask("DELETE", path)
    yield ask("PATCH", "/v3/me", {"name": "ines-moved"})


def schedule(driver: Driver) -> Iterator[Any]:
    """A round with somebody in it."""
    driver.proven("github", slot=f"{driver.missed(2) % A_DAY:03d}")
    yield driver.call("schedule", {})


def collect(driver: Driver) -> Iterator[Any]:
    """One account is read, one by its owner's token, one is gone, one was held too long, a host pauses."""
    bucket = NETWORKS["github"](from_environment({}), Access(token=ENTERED)).bucket("api.github.com")
    driver.put("LIMITS_TABLE", key=f"host#{bucket}", blocked_until=int(time.time()) + 3600)
    driver.forget("LIMITS_TABLE", f"host#mastodon#{driver.accounts['mastodon']['handle'].rpartition('@')[2]}")
    gone = driver.proven("mastodon", account_id="1@pegel.example")
    held = driver.counting("mastodon#2@pegel.example", "@two@pegel.example", "held", held_until=1)
    wanted = [
        {"network": "mastodon", "accounts": [driver.proven("mastodon"), gone, held]},
        {"network": "github", "accounts": [driver.proven("github")]},
        {"network": "reddit", "accounts": [driver.signed_in("reddit#inesc", "ines_campo")]},
    ]
    yield driver.call("collect", {"Records": list(map(record, wanted))})


def score(driver: Driver) -> Iterator[Any]:
    """A snapshot object is scored."""
    written = {"Records": [{"s3": {"object": {"key": driver.snapshot}}}]}
    yield driver.call("score", {"Records": [record(written)]})


def rescore(driver: Driver) -> Iterator[Any]:
    """Everybody is counted."""
    asked = {"run": str(uuid.uuid4()), "began": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"}
    told = driver.call("rescore", {"task": "plan", **asked, "input": {"mode": "count", "shards": 1}})
    yield told
    plan = told.get("plan") if isinstance(told, dict) else None
    yield driver.call("rescore", {"task": "shard", "plan": plan, "shard": 0})
    yield driver.call("rescore", {"task": "merge", "plan": plan})


def record(body: Any) -> dict[str, Any]:
    """A message, as its event source hands it over."""
    return {
        "messageId": str(uuid.uuid4()),
        "receiptHandle": "any",
        "body": json.dumps(body),
        "attributes": {"ApproximateReceiveCount": "1"},
        "messageAttributes": {},
        "eventSource": "aws:sqs",
    }


DRIVES: dict[str, Drive] = {
    "scores": scores,
    "members": members,
    "schedule": schedule,
    "collect": collect,
    "score": score,
    "rescore": rescore,
}


def went_well(said: Any) -> bool:
    """An answer that is no failure of the function's own: a page nobody has, a change of nothing are fine."""
    if isinstance(said, FunctionFailed):
        return False
    return not said.get("batchItemFailures") and said.get("statusCode", 200) in {200, 201, 204, 404, 422}
