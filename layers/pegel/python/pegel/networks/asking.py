"""How a network is asked: signed, conditional, paid for, and not while its host wants a pause."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from threading import Lock
from time import monotonic, sleep
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit

from pegel.answer import Answer, Fetch
from pegel.errors import ProofLost, RateLimited
from pegel.networks import refusals
from pegel.networks.budget import Calls, Purse, most
from pegel.networks.terms import Price
from pegel.social import Access
from pegel.times import when

NOTHING = Access()
REST = 5.0  # seconds: a pause so short is waited for, a longer one puts the reading off
TRIES = 3  # of a question whose host asks for short pauses


class Asking:
    """Asks through `fetch`. `access` is what opens the network to us; `key` hashes who reacted.

    `pauses` are the buckets of hosts that want to be left alone, by what they answered, and until when.
    Copies for members share them, and the purse: what a token may ask is in a bucket of its own.
    """

    name: ClassVar[str]
    price: ClassVar[Price | None] = None  # where calls are counted in units, or cost money

    def __init__(self, fetch: Fetch, access: Access = NOTHING, key: bytes = b"") -> None:
        self.fetch, self.access, self.key = fetch, access, key
        self.pauses: dict[str, datetime] = {}
        self.rested: list[float] = []  # seconds that were waited for short pauses
        self._over: dict[str, float] = {}  # the same as `pauses` by the monotonic clock
        self._pausing = Lock()
        self.purse = Purse()
        self.lots: dict[str, Calls] = {}  # bucket → what may be asked of it; without one nobody counts

    def on_behalf(self, token: str) -> Self:
        """The same network, asked with a member's own token."""
        theirs = copy.copy(self)
        theirs.access = replace(self.access, member=token)
        return theirs

    def bucket(self, host: str) -> str:
        """Under which a host counts our calls: network, host, and a fingerprint of whom it knows us by."""
        access = self.access
        whose = access.member or access.client_id or access.token or access.key
        mark = hashlib.sha256(whose.encode()).hexdigest()[:12] if whose else ""
        return "#".join(part for part in (self.name, host, mark) if part)

    def cost(self, kind: str, calls: int, items: int) -> int:
        """Units of so many calls of a kind, and of what came back. Networks with two prices choose here."""
        if self.price is None:
            return 0
        return self.price.call.get(kind, 0) * calls + self.price.item.get(kind, 0) * items

    def received(self, kind: str, items: int) -> None:
        """Pay for what came back."""
        self.purse.pay(self.cost(kind, 0, items))

    def headers(self) -> dict[str, str]:
        """Sent with every request."""
        return {}

    def out(self, url: str, headers: Mapping[str, str]) -> Answer:
        """One question to the outside. Networks whose pages move on their own site follow them there."""
        return self.fetch.get(url, headers)

    def signed(self, url: str) -> str:
        """The address as it is asked, for networks that want their key in it: never kept, never told."""
        return url

    def check(self, answer: Answer) -> None:
        """Raise what an answer means that is no good one. Networks that refuse with a 200 look inside."""
        refusals.check(answer)

    def pause(self, answer: Answer) -> datetime | None:
        """Until when a good answer asks us to leave its host alone; None: it does not."""
        return refusals.until(answer) if refusals.spent(answer) else None

    def validator(self, answer: Answer) -> str:
        """What to send back to be told of news only, exactly as received; "" where there is none."""
        return answer.headers.get("etag") or answer.headers.get("last-modified", "")

    def body(self, answer: Answer) -> Any:
        """What an answer holds, for the translators; BadAnswer for what it cannot be."""
        return answer.json()

    def ask(self, url: str, validator: str = "", kind: str = "profile") -> Answer | None:
        """A good answer, or None for "not modified" (304); typed errors for all others.

        `kind` is what it costs as: profile, posts, whole, people, more.
        """
        for _ in range(TRIES - 1):
            try:
                return self._once(url, validator, kind)
            except RateLimited:
                if not 0.0 < self.left(self.bucket(urlsplit(url).netloc.lower())) <= REST:
                    raise
        return self._once(url, validator, kind)

    def left(self, bucket: str) -> float:
        """Seconds until a host that asked for a pause may be asked again."""
        return max(self._over[bucket] - monotonic(), 0.0) if bucket in self._over else 0.0

    def _pause(self, bucket: str, until: datetime, answer: Answer) -> None:
        """By the clock of the answer: in a replay that is another one than the wall's. The longest counts."""
        over = monotonic() + (until - answer.received_at).total_seconds()
        with self._pausing:
            if over > self._over.get(bucket, 0.0):
                self._over[bucket], self.pauses[bucket] = over, until

    def _once(self, url: str, validator: str, kind: str) -> Answer | None:
        host = urlsplit(url).netloc.lower()
        bucket = self.bucket(host)
        if (left := self.left(bucket)) > REST:
            raise RateLimited(f"{host} asked for a pause in its last answer", self.pauses[bucket])
        if left:
            self.rested.append(left)
            sleep(left)
        if lot := self.lots.get(bucket):
            lot.spend(host)
        self.purse.check(self.cost(kind, 1, most(kind)))  # what comes back is paid, wanted or not
        self.purse.pay(self.cost(kind, 1, 0))
        headers = self.headers() | (conditional(validator) if validator else {})
        answer = replace(self.out(self.signed(url), headers), url=url)
        if until := self.pause(answer):
            self._pause(bucket, until, answer)
        if validator and answer.status == 304:
            return None
        if answer.status == 401 and self.access.member:  # networks.md §3, rule 7
            raise ProofLost(f"{host} takes the member's own token no more: they have to sign in there again")
        try:
            self.check(answer)
        except RateLimited as limited:
            self._pause(bucket, limited.until, answer)
            raise
        return answer

    def must_ask(self, url: str, kind: str = "profile") -> Answer:
        """A good answer."""
        answer = self.ask(url, kind=kind)
        assert answer is not None  # nothing conditional was asked
        return answer


def conditional(validator: str) -> dict[str, str]:
    """The header for a validator: a date is one of Last-Modified, all others are ETags."""
    return {"If-Modified-Since" if when(validator) else "If-None-Match": validator}
