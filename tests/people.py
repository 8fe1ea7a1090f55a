"""Somebody who uses the API over HTTP, as a page or an app would."""

from __future__ import annotations

import http.client
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from pegel.cli.stack.mail import CODE, Mailbox
from pegel.cli.stack.stack import Stack

NOTHING: Mapping[str, str] = {}
PASSWORD = "correct horse battery staple"
PATIENCE = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body's JSON."""
        return json.loads(self.body)


def ask(url: str, method: str, path: str, body: Any = None, headers: Mapping[str, str] = NOTHING) -> Answer:
    """One request, on a connection of its own."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    try:
        sent = {"content-type": "application/json", **headers}
        connection.request(method, path, None if body is None else json.dumps(body), sent)
        answer = connection.getresponse()
        told = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, told, answer.read())
    finally:
        connection.close()


class Person:
    """Somebody with an e-mail address of their own, not signed in yet."""

    def __init__(self, stack: Stack, name: str = "someone") -> None:
        self.stack = stack
        self.email = f"{name}.{secrets.token_hex(4)}@pegel.example"
        self.token = self.cookie = ""

    def join(self) -> Person:
        """Sign up, confirm, sign in."""
        assert self.ask("POST", "/v3/signup", {"email": self.email, "password": PASSWORD}).status == 201
        confirmed = self.ask("POST", "/v3/signup/confirm", {"email": self.email, "code": self.code()})
        assert confirmed.status == 200, confirmed.body
        return self.sign_in()

    def sign_in(self) -> Person:
        """With e-mail and password."""
        answer = self.ask("POST", "/v3/session", {"email": self.email, "password": PASSWORD})
        assert answer.status == 200, answer.body
        self.token = answer.json()["access_token"]
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return self

    def code(self) -> str:
        """The code of the last mail to this address."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            box = Mailbox(self.stack.emulator.port, lambda _: None)
            mails = [mail for mail in box if self.email in mail["To"]]
            if mails and (found := CODE.search(mails[-1]["BodyText"] or mails[-1]["BodyHtml"])):
                return found[0]
            time.sleep(0.1)
        raise AssertionError(f"no mail with a code came to {self.email}")

    def ask(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] = NOTHING) -> Answer:
        """A request with this person's token, once they are signed in."""
        signed = {"authorization": f"Bearer {self.token}"} if self.token else {}
        return ask(self.stack.url, method, path, body, {**signed, **headers})

    def change(self, **profile: Any) -> Answer:
        """Change the profile as it is now."""
        tag = self.ask("GET", "/v3/me").headers["etag"]
        return self.ask("PATCH", "/v3/me", profile, {"if-match": tag})

    def link(self, network: str, handle: str) -> Answer:
        """Link an account."""
        return self.ask("POST", "/v3/me/accounts", {"network": network, "handle": handle})

    def verify(self, account: Mapping[str, Any]) -> Answer:
        """Have its proof looked for."""
        return self.ask("POST", f"{path_of(account)}/verify")

    def unlink(self, account: Mapping[str, Any]) -> Answer:
        """Unlink it."""
        return self.ask("DELETE", path_of(account))


def path_of(account: Mapping[str, Any]) -> str:
    """Where an account is in the API."""
    return f"/v3/me/accounts/{account['network']}/{quote(account['account_id'], safe='')}"


def pointer(answer: Answer) -> str:
    """The field that a problem names."""
    (field,) = answer.json()["errors"]
    return str(field["pointer"])
