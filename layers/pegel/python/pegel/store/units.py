"""What DynamoDB says it bills, counted: pynamodb asks for it with every call (performance.md §8)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pegel.store.account_items import AccountItem
from pegel.store.score_items import ScoreItem

READS = {"GetItem", "BatchGetItem", "Query", "Scan"}


@dataclass
class Units:
    """Read and write units so far. Of a refused condition nothing is told: whoever knows adds it."""

    read: float = 0.0
    write: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, parsed: Any, model: Any, **_: Any) -> None:
        """One answer, as botocore's event `after-call` hands it over."""
        told = parsed.get("ConsumedCapacity") or []
        total = sum(float(one["CapacityUnits"]) for one in (told if isinstance(told, list) else [told]))
        with self._lock:
            if model.name in READS:
                self.read += total
            else:
                self.write += total


@contextmanager
def counted() -> Iterator[Units]:
    """Of everything that is asked of Accounts and Scores in the block, by any thread."""
    units = Units()
    clients = [item._get_connection().connection.client for item in (AccountItem, ScoreItem)]
    for client in clients:
        client.meta.events.register("after-call.dynamodb", units.add)
    try:
        yield units
    finally:
        for client in clients:
            client.meta.events.unregister("after-call.dynamodb", units.add)
