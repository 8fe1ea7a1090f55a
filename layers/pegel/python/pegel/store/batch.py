"""What is read at once: up to a hundred accounts of one network, as a message of CollectQueue."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

MOST = 100  # accounts: a reading waits for nobody but the last ones of its batch

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Batch:
    """Accounts of one network to be read. `since` is when they were first put off, None for fresh ones."""

    network: str
    accounts: tuple[tuple[str, str], ...]  # (member, account)
    since: datetime | None = None

    def to_json(self) -> str:
        """The message."""
        message: dict[str, Any] = {"network": self.network, "accounts": self.accounts}
        if self.since:
            message["since"] = self.since.isoformat()
        return json.dumps(message, separators=(",", ":"))


def from_json(text: str) -> Batch:
    """A message as it was sent, by whomever."""
    message = json.loads(text)
    since = message.get("since")
    pairs = tuple((str(member_id), str(key)) for member_id, key in message["accounts"])
    return Batch(message["network"], pairs, datetime.fromisoformat(since) if since else None)


def batches(pairs: Iterable[tuple[str, str]], since: datetime | None = None) -> list[Batch]:
    """(member, account) pairs, by network and in order of their keys, so that neighbours share a host."""
    networks: dict[str, list[tuple[str, str]]] = {}
    for member_id, key in sorted(pairs, key=lambda pair: pair[1]):
        networks.setdefault(key.partition("#")[0], []).append((member_id, key))
    return [Batch(network, part, since) for network, whole in networks.items() for part in parts(whole, MOST)]


def parts(whole: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """In pieces of at most `size`."""
    rest = iter(whole)
    while part := tuple(islice(rest, size)):
        yield part
