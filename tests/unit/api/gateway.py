"""What stands around an API function in these tests: the gateway before it, AWS behind it."""

from __future__ import annotations

import importlib
import json
import os
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from botocore.awsrequest import AWSResponse

FUNCTIONS = Path(__file__).resolve().parents[3] / "functions"
NOTHING: Mapping[str, str] = {}
TABLES = ("scores", "keys", "members", "accounts", "limits", "tokens", "salts", "endorsements")
SETTINGS = {
    **{f"{name.upper()}_TABLE": name for name in TABLES},
    "AWS_DEFAULT_REGION": "eu-central-1",
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "POWERTOOLS_SERVICE_NAME": "pegel",
    "POWERTOOLS_METRICS_NAMESPACE": "Pegel",
    "COLLECT_QUEUE_URL": "https://sqs.eu-central-1.amazonaws.com/1/collect",
    "SCORE_QUEUE_URL": "https://sqs.eu-central-1.amazonaws.com/1/score",
    "ACCESS_PATH": "",
    "USER_POOL_CLIENT_ID": "client",
    "PEGEL_PUBLIC_URL": "https://pegel.example",
    "PEGEL_CONTACT": "",
    "ATTESTATION_KEY_ID": "attestation",
    "MEMBER_KEY_ID": "members",
}
OURS = ("pegel.store", "pegel.telemetry", "pegel.http")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: str
    cookies: tuple[str, ...]

    def json(self) -> Any:
        """The body's JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Context:
    """Of a call, as Lambda gives it."""

    function_name: str = "function"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = "arn:aws:lambda:eu-central-1:1:function:function"
    aws_request_id: str = "8e1f0b3e-1111-4222-8333-444455556666"


def event(  # noqa: PLR0917 - a request has that many parts
    method: str,
    path: str,
    query: Mapping[str, str] = NOTHING,
    headers: Mapping[str, str] = NOTHING,
    body: Any = None,
    subject: str | None = None,
    cookies: tuple[str, ...] = (),
    address: str = "192.0.2.7",
) -> dict[str, Any]:
    """A request as an HTTP API hands it on, format 2.0. `subject` is whose token the gateway verified."""
    http = {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": address, "userAgent": "test"}
    about: dict[str, Any] = {
        "accountId": "1",
        "apiId": "api",
        "domainName": "api.example",
        "http": http,
        "requestId": "JKJaXmPLvHcESHA=",
        "routeKey": f"{method} {path}",
        "stage": "$default",
    }
    if subject:
        about["authorizer"] = {"jwt": {"claims": {"sub": subject, "token_use": "access"}, "scopes": None}}
    made: dict[str, Any] = {
        "version": "2.0",
        "routeKey": about["routeKey"],
        "rawPath": path,
        "rawQueryString": urlencode(query),
        "headers": {"host": "api.example", **headers},
        "requestContext": about,
        "isBase64Encoded": False,
    }
    made |= {"queryStringParameters": dict(query)} if query else {}
    made |= {"cookies": list(cookies)} if cookies else {}
    if body is not None:
        made["body"] = body if isinstance(body, str) else json.dumps(body)
    return made


@contextmanager
def function(name: str, instead: Mapping[str, Any] = NOTHING) -> Iterator[Any]:
    """A function's entry module, loaded as Lambda does, with its folder first on the path.

    It gets copies of our modules of its own, so that a connection made here is not another test's; `instead`
    are modules by name that take the place of ours.
    """
    folder, before = str(FUNCTIONS / name), dict(os.environ)
    ours = {key: module for key, module in sys.modules.items() if key.startswith(OURS)}
    for key in ours:
        del sys.modules[key]
    sys.modules.update(instead)
    os.environ.update(SETTINGS)
    os.environ.pop("AWS_ENDPOINT_URL", None)
    sys.path.insert(0, folder)
    try:
        yield importlib.import_module(name)
    finally:
        sys.path.remove(folder)
        os.environ.clear()
        os.environ.update(before)
        for key, module in list(sys.modules.items()):
            if key.startswith(OURS) or (getattr(module, "__file__", None) or "").startswith(folder):
                del sys.modules[key]
        sys.modules.update(ours)


def asking(entry: Any) -> Callable[..., Answer]:
    """Sends events to a function."""

    def ask(*parts: Any, **more: Any) -> Answer:
        sent = json.loads(json.dumps(event(*parts, **more)))
        got = json.loads(json.dumps(entry.lambda_handler(sent, Context())))  # as the runtime does
        return Answer(got["statusCode"], got["headers"], got["body"], tuple(got.get("cookies", ())))

    return ask


class Wire:
    """A fake at the transport of a boto client: it stays whole, only what it sends is answered from here."""

    def __init__(self, answer: Callable[[str, dict[str, Any]], tuple[int, dict[str, Any]]]) -> None:
        self.answer, self.asked = answer, []  # type: tuple[Any, list[tuple[str, dict[str, Any]]]]

    def attach(self, client: Any) -> None:
        """Answer what this client sends."""
        client.meta.events.register_first("before-send.*.*", self._send)

    def _send(self, request: Any, **_: Any) -> AWSResponse:
        operation, said = request.headers["X-Amz-Target"], json.loads(request.body)
        operation = (operation.decode() if isinstance(operation, bytes) else operation).rpartition(".")[2]
        self.asked.append((operation, said))
        status, told = self.answer(operation, said)
        return AWSResponse(request.url, status, {"content-type": "application/x-amz-json-1.0"}, Raw(told))


class Raw:
    """A body that botocore reads."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._body = json.dumps(told, default=lambda content: b64encode(content).decode()).encode()

    def stream(self) -> Iterator[bytes]:
        """All of it."""
        yield self._body


class Table:
    """DynamoDB's answers from memory: single and batch reads."""

    def __init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {}
        self.broken = False

    def keep(self, item: Any) -> None:
        """Keep a pynamodb item."""
        wire = item.serialize()
        self.items[wire["key"]["S"]] = wire

    def __call__(self, operation: str, said: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.broken:
            return 400, {"__type": "com.amazonaws#ResourceNotFoundException", "message": "no table"}
        if operation == "GetItem":
            found = self.items.get(said["Key"]["key"]["S"])
            return 200, {"Item": found} if found else {}
        assert operation == "BatchGetItem", operation
        ((name, wanted),) = said["RequestItems"].items()
        keys = [key["key"]["S"] for key in wanted["Keys"]]
        assert len(keys) == len(set(keys)) <= 100, "DynamoDB takes up to 100 keys, each once"
        return 200, {
            "Responses": {name: [self.items[key] for key in keys if key in self.items]},
            "UnprocessedKeys": {},
        }
