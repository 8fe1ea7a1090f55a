"""Every call of the client from PyPI, each with a key of its own: `calls.py HOST:PORT KEY…`."""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any

MEMBER = json.loads(os.environ["KLOUT_MEMBER"])
CALLS: dict[str, Callable[[Any], Any]] = {
    "identity name": lambda klout: klout.identity.klout(screenName=MEMBER["name"], timeout=20),
    "identity tw": lambda klout: klout.identity.klout(tw=MEMBER["x_id"]),
    "identity klout": lambda klout: klout.identity.klout.tw(ks=MEMBER["klout_id"]),
    "user": lambda klout: klout.user(kloutId=MEMBER["klout_id"]),
    "score": lambda klout: klout.user.score(kloutId=MEMBER["klout_id"]),
    "topics": lambda klout: klout.user.topics(kloutId=MEMBER["klout_id"]),
    "influence": lambda klout: klout.user.influence(kloutId=MEMBER["klout_id"]),
    "404": lambda klout: klout.user.score(kloutId="1"),
}


def called(call: Callable[[Any], Any], key: str, domain: str) -> Any:
    """What a call gave, or the status of its error."""
    client = importlib.import_module("klout")  # from .klout, not ours

    try:
        return {"answer": call(client.Klout(key, domain=domain))}
    except client.KloutHTTPError as error:
        return {"error": error.e.code}


def main(domain: str, *keys: str) -> None:
    """All of them; then one without a key."""
    told = {name: called(call, key, domain) for (name, call), key in zip(CALLS.items(), keys, strict=False)}
    print(json.dumps({**told, "403": called(CALLS["score"], "", domain)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
