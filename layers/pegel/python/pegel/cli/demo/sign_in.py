"""Mira can sign in: her user in Cognito, so that the pages for members have somebody to show them to."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import boto3

from pegel.http.ids import member_id

EMAIL = "mira@pegel.example"
WORDS = (
    "volt",
    "watt",
    "ampere",
    "panel",
    "balcony",
    "meter",
    "solder",
    "kettle",
    "hertz",
    "socket",
    "inverter",
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What to type on the page of this stack, and whom it lets in; `key` is a reader's, for the API."""

    email: str
    password: str
    member_id: str
    key: str = ""


def create(environment: Mapping[str, str]) -> SignIn:
    """A confirmed user with a password of this start's own."""
    cognito = boto3.client("cognito-idp", endpoint_url=environment.get("AWS_ENDPOINT_URL"))
    pool = _pool_of(cognito, environment["USER_POOL_CLIENT_ID"])
    password = "-".join(secrets.choice(WORDS) for _ in range(4)) + f"-{secrets.randbelow(90) + 10}"
    user = cognito.admin_create_user(
        UserPoolId=pool,
        Username=EMAIL,
        MessageAction="SUPPRESS",
        UserAttributes=[{"Name": "email", "Value": EMAIL}, {"Name": "email_verified", "Value": "true"}],
    )["User"]
    cognito.admin_set_user_password(UserPoolId=pool, Username=EMAIL, Password=password, Permanent=True)
    subject = next(one["Value"] for one in user["Attributes"] if one["Name"] == "sub")
    return SignIn(EMAIL, password, member_id(subject))


def _pool_of(cognito: Any, client_id: str) -> str:
    """The pool that has this client: the template tells functions the client alone."""
    for pool in cognito.list_user_pools(MaxResults=60)["UserPools"]:
        clients = cognito.list_user_pool_clients(UserPoolId=pool["Id"], MaxResults=60)["UserPoolClients"]
        if any(client["ClientId"] == client_id for client in clients):
            return str(pool["Id"])
    raise LookupError(f"no user pool has the client {client_id}")
