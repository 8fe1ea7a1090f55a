"""What a token endpoint is asked and answers, each in its own words: as tokens, or as a named error.

Nothing that it says gets into an error's text but the names of RFC 6749 §5.2: it may repeat what it was sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import parse_qsl, urlencode

from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.base import OAuth2Error
from authlib.oauth2.client import OAuth2Client

from pegel.answer import Answer, Sends
from pegel.errors import BadAnswer, ProofLost, RateLimited, Unreachable
from pegel.networks.network import Network, OAuth
from pegel.networks.refusals import until
from pegel.social import Tokens

GRANTS = {"bad_verification_code", "bad_refresh_token"}  # GitHub's, with a 200
LONGEST = 366 * 86_400  # seconds: who says more has not told


def client(network: Network, oauth: OAuth) -> OAuth2Client:
    """Authlib's client, whose only session is `fetch`."""
    access = network.access
    way = "client_secret_basic" if oauth.basic else "client_secret_post"
    way = way if access.client_secret else "none"
    return OAuth2Client(
        Session(cast(Sends, network.fetch), network.title),
        access.client_id,
        access.client_secret,
        token_endpoint_auth_method=way,
        revocation_endpoint_auth_method=way,
    )


@dataclass(frozen=True, slots=True)
class Session:
    """What Authlib needs of a session of requests: it sends forms."""

    fetch: Sends
    title: str

    def post(self, url: str, data: Mapping[str, str], headers: Mapping[str, str], auth: ClientAuth) -> Told:
        """Raises RateLimited, Unreachable."""
        url, sent, body = auth.prepare("POST", url, dict(headers), urlencode(data))
        answer = self.fetch.post(url, dict(parse_qsl(body, keep_blank_values=True)), sent)
        if answer.status == 429:
            raise RateLimited(f"{self.title} wants a pause before anybody signs in", until(answer))
        if answer.status >= 500:
            raise Unreachable(f"{self.title} answered {answer.status} where tokens are given")
        return Told(answer)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, as Authlib reads it."""

    answer: Answer

    @property
    def status_code(self) -> int:
        """Of HTTP."""
        return self.answer.status

    def raise_for_status(self) -> None:
        """Authlib asks for it where there is no JSON object."""
        raise BadAnswer(f"the token endpoint answered {self.answer.status} and no JSON object")

    def json(self) -> dict[str, Any]:
        """The object, its error by a name of RFC 6749 and without a text."""
        told = json.loads(self.answer.body)
        if not isinstance(told, dict):
            raise ValueError("not an object")
        if "error" in told or self.answer.status >= 400:
            return {"error": word(self.answer.status, told)}
        return told


def word(status: int, told: Mapping[str, Any]) -> str:
    """An error by its name: Meta says a code, Reddit a number, Twitch a sentence, GitHub names of its own."""
    error = str(told.get("error"))
    if error in GRANTS:
        return "invalid_grant"
    if re.fullmatch(r"[a-z]+(_[a-z]+)+", error):  # such as RFC 6749 §5.2 lists them
        return error
    speaks_of_us = "client" in json.dumps(told).lower()
    return "invalid_grant" if status == 400 and not speaks_of_us else "invalid_client"


def send(network: Network, url: str, form: Mapping[str, str], token: str) -> None:
    """A form of the network's own, with a token in it."""
    filled = {name: value.replace("TOKEN", token) for name, value in form.items()}
    cast(Sends, network.fetch).post(url, filled)


def asked(network: Network, ask: Callable[[], Mapping[str, Any]]) -> Mapping[str, Any]:
    """What the endpoint gave. Raises ProofLost for a code or token that is none, else NetworkError."""
    try:
        return ask()
    except OAuth2Error as error:
        if error.error == "invalid_grant":
            raise ProofLost(f"{network.title} takes the token no more: sign in there again") from None
        if error.error in {"temporarily_unavailable", "server_error", "slow_down"}:
            raise Unreachable(f"{network.title} gives no tokens for now ({error.error})") from None
        raise BadAnswer(
            f"{network.title} refuses this installation ({error.error}): its operator has to look at what "
            "was entered for it"
        ) from None
    except (ValueError, RecursionError):
        raise BadAnswer(f"{network.title} answered something that is no token") from None


def tokens(network: Network, told: Mapping[str, Any], now: datetime) -> Tokens:
    """The tokens of an answer; BadAnswer where there are none, or none that we can use."""
    access, more, scopes = told.get("access_token"), told.get("refresh_token"), told.get("scope")
    if not isinstance(access, str) or not access or str(told.get("token_type", "bearer")).lower() != "bearer":
        raise BadAnswer(f"{network.title} gave no bearer token")
    if isinstance(scopes, str):
        scopes = re.split(r"[\s,]+", scopes)
    named = tuple(str(scope) for scope in scopes or () if scope)
    return Tokens(access, more if isinstance(more, str) else "", _end(told.get("expires_in"), now), named)


def _end(seconds: Any, now: datetime) -> datetime | None:
    try:
        lasts = int(seconds)
    except (TypeError, ValueError, OverflowError):
        return None
    return now + timedelta(seconds=lasts) if 0 < lasts < LONGEST else None
