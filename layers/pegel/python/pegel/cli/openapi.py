"""openapi.json, made from the routes of the API functions: `python -m pegel.cli.openapi [-]` writes it anew.

Routes declare what they take (pegel.http.request) and give (their return type); docstrings are the prose.
Made in the build step, served as a file, never imported by a function.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pegel.cli.operations import LIMITED, headers, operation
from pegel.cli.schema import Schemas
from pegel.http.documents import Problem

FUNCTIONS = Path(__file__).parents[5] / "functions"
WRITTEN = FUNCTIONS / "web" / "static" / "openapi.json"
API_FUNCTIONS = ("scores", "members")
SETTINGS = (  # read when a function is imported; nothing is asked of them here
    *("SCORES_TABLE", "MEMBERS_TABLE", "ACCOUNTS_TABLE", "LIMITS_TABLE", "SALTS_TABLE", "SNAPSHOTS_BUCKET"),
    *("KEYS_TABLE", "TOKENS_TABLE", "ENDORSEMENTS_TABLE"),
    *(
        "COLLECT_QUEUE_URL",
        "USER_POOL_CLIENT_ID",
        "MEMBER_KEY_ID",
        "ATTESTATION_KEY_ID",
        "PEGEL_PUBLIC_URL",
        "PEGEL_CONTACT",
        "STAGE",
    ),
)
TAGS = {
    "scores": "Public scores. Nobody needs a key.",
    "topics": "What people are heard on.",
    "models": "What makes the scores, to the last constant.",
    "badges": "Public scores on other sites: badge, embedding, signed attestation.",
    "session": "Joining, signing in and out.",
    "me": "The signed-in member.",
    "accounts": "The signed-in member's accounts on networks.",
}
HEADERS = {
    "Request-Id": "Id of this request, also in our log: name it when you ask us",
    "ETag": "Strong validator: send it as If-None-Match, or as If-Match with a change",
    "RateLimit-Policy": "What you may do: `q` calls in `w` seconds (draft-ietf-httpapi-ratelimit-headers-11)",
    "RateLimit": "Of each policy the calls left, `r`; `t` seconds until there is one more",
    "X-RateLimit-Limit": "Calls a day; of a refused call the policy that refused it",
    "X-RateLimit-Remaining": "Calls of them that are left",
    "X-RateLimit-Reset": "When all of them will be there again, in seconds since 1970",
    "Retry-After": "Seconds to wait before another try",
    "Set-Cookie": "__Host-pegel, the session's cookie: HttpOnly, Secure, SameSite=Strict",
}


ABOUT = {
    "title": "Pegel",
    "summary": "An honest score of influence, explained to the last point",
    "description": "Errors are application/problem+json; every answer carries a Request-Id. Clients "
    "ignore fields they do not know; a request with an unknown field is refused by its name. Every GET may "
    "be asked for its HEAD. Public reads need no key and are limited by address; with a key the limits are "
    "the key's own. An answer 304 is not counted.",
    "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
}
SIGN_IN = {
    "member": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "The access token of POST /v3/session",
    },
    "key": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "pegel_live_… or pegel_test_…",
        "description": "A reader's API key; not needed, but its limits are its own",
    },
    "keyHeader": {"type": "apiKey", "in": "header", "name": "X-Api-Key", "description": "The same, apart"},
    "cookie": {
        "type": "apiKey",
        "in": "cookie",
        "name": "__Host-pegel",
        "description": "The session's cookie, for POST and DELETE /v3/session only",
    },
}


def document() -> dict[str, Any]:
    """The whole OpenAPI 3.1 document."""
    schemas = Schemas()
    paths: dict[str, Any] = {}
    for route in routes():
        path = route.path.replace("<", "{").replace(">", "}")
        paths.setdefault(path, {})[route.method.lower()] = operation(route, schemas)
    problem = {
        "description": "What went wrong",
        "content": {"application/problem+json": {"schema": schemas.of(Problem)}},
        "headers": headers("Request-Id"),
    }
    too_many = {
        **problem,
        "description": "Too many calls at once, or today: wait as long as Retry-After says",
        "headers": headers("Request-Id", *LIMITED, "Retry-After"),
    }
    told = {name: {"description": text, "schema": {"type": "string"}} for name, text in HEADERS.items()}
    return {
        "openapi": "3.1.0",
        "info": {**ABOUT, "version": version("pegel")},
        "servers": [{"url": "/", "description": "Where this document is served"}],
        "tags": [{"name": name, "description": text} for name, text in TAGS.items()],
        "paths": paths,
        "components": {
            "schemas": schemas.named(),
            "responses": {"Problem": problem, "TooMany": too_many},
            "headers": told,
            "securitySchemes": SIGN_IN,
        },
    }


def routes() -> Iterator[Any]:
    """Every route of every API function with a tag: Klout's paths have none, they are described elsewhere."""
    for name in API_FUNCTIONS:
        resolver = load(name).application.resolver
        yield from (one for one in resolver._static_routes + resolver._dynamic_routes if one.tags)


def load(function: str) -> Any:
    """A function's entry module. Its folder is the root, as on Lambda, and its modules are forgotten again:
    the next function has a `routes` of its own."""
    for setting in SETTINGS:
        os.environ.setdefault(setting, setting.lower())
    folder = str(FUNCTIONS / function)
    sys.path.insert(0, folder)
    before = set(sys.modules)
    try:
        return importlib.import_module(function)
    finally:
        sys.path.remove(folder)
        for name in set(sys.modules) - before:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(folder):
                del sys.modules[name]


def text() -> str:
    """The document as it is committed."""
    return json.dumps(document(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    if sys.argv[1:] == ["-"]:
        sys.stdout.write(text())
    else:
        WRITTEN.write_text(text())
