"""The only way out to the internet: safe, bounded, counted (security.md §3).

https on port 443 only, public addresses only, connected to the very address that was judged while name
and certificate stay the host's; no redirect followed, no proxy, netrc or cookie, nothing tried again; caps
on size and on total time. `from_environment` gives recordings instead where PEGEL_REPLAY names their folder.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from urllib3.exceptions import HTTPError
from urllib3.util import Timeout, parse_url

from pegel.answer import Answer, Fetch, place, roomier
from pegel.connections import READ, TOTAL, pools
from pegel.errors import BadAnswer, ForbiddenAddress, NetworkError, Unreachable
from pegel.public_addresses import CONNECT, Connect, Dialler, Resolve, system_connect, system_resolve
from pegel.replay import Replay
from pegel.watchdog import Watchdog

__all__ = ["Answer", "Fetch", "Live", "Replay", "agent", "from_environment"]

VERSION = "2026.11"  # of this package; the layer on AWS has no metadata to ask
LIMIT = 1_000_000  # bytes of one body, decompressed; more for a feed
CHUNK = 16_384  # bytes decompressed at once
WATCHDOG = Watchdog()
ONCE: Any = {"redirect": False, "retries": False, "preload_content": False}


def now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


class Live:
    """Asks the real hosts. One instance serves many threads; `counts` says how often each host was asked.

    `resolve`, `connect` and `trust` (a CA file) are the outside edges: a test hands in its own.
    """

    def __init__(  # noqa: PLR0913 – each is one edge to the outside, or one cap
        self,
        *,
        agent: str = f"Pegel/{VERSION}",
        clock: Callable[[], datetime] = now,
        resolve: Resolve = system_resolve,
        connect: Connect = system_connect,
        trust: str = "",
        total: float = TOTAL,
        limit: int = LIMIT,
    ) -> None:
        self.clock, self.total, self.limit = clock, total, limit
        self.counts: Counter[str] = Counter()
        self.counting = threading.Lock()
        self.headers = {"User-Agent": agent, "Accept": "application/json", "Accept-Encoding": "gzip"}
        self.pools = pools(Dialler(resolve, connect), trust)

    def get(self, url: str, headers: Mapping[str, str] = {}) -> Answer:
        """Ask once. A 3xx is returned as it is, never followed."""
        return self._once("GET", url, headers, None)

    def post(self, url: str, data: Mapping[str, str], headers: Mapping[str, str] = {}) -> Answer:
        """Send a form once, by the same rules. What is sent is in no address and in no error."""
        return self._once("POST", url, headers, data)

    def _once(
        self, method: str, url: str, headers: Mapping[str, str], data: Mapping[str, str] | None
    ) -> Answer:
        host = judge(url)
        with self.counting:
            self.counts[host] += 1
        with WATCHDOG.watch(self.total) as watch:
            try:
                answer = self._ask(method, url, headers, data)
            except NetworkError:
                if not watch.late:
                    raise
            except (HTTPError, OSError) as error:
                if not watch.late:
                    raise Unreachable(f"{host}: {_reason(error, url)}") from None  # it names the query
        if watch.late:  # also when the cut looked like a regular end
            raise Unreachable(f"{host} was too slow: cut after {self.total:g} s")
        return answer

    def _ask(
        self, method: str, url: str, headers: Mapping[str, str], data: Mapping[str, str] | None
    ) -> Answer:
        form, sent = None, self.headers | dict(headers)
        if data is not None:
            form, sent = urlencode(data), sent | {"Content-Type": "application/x-www-form-urlencoded"}
        response = self.pools.urlopen(
            method, url, body=form, headers=sent, timeout=Timeout(CONNECT, READ), **ONCE
        )
        body, limit = bytearray(), roomier(self.limit, response.headers)
        try:
            for chunk in response.stream(CHUNK, decode_content=True):
                body += chunk
                if len(body) > limit:  # counted after decompression
                    raise BadAnswer(f"{place(url)} is too large: more than {limit:,} bytes")
        except BaseException:
            response.close()  # what is left of it must not answer somebody else
            raise
        response.release_conn()
        lower = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, lower, bytes(body), url, self.clock())


def judge(url: str) -> str:
    """The host of a URL that may be asked; ForbiddenAddress for any other. The address is judged at the call.

    Read with the parser that asks, too: two parsers could see two hosts in one URL.
    """
    try:
        parts, user = parse_url(url), "@" in urlsplit(url).netloc
    except (HTTPError, ValueError):
        raise ForbiddenAddress(f"{place(url)!r} is no URL") from None
    if parts.scheme != "https":
        raise ForbiddenAddress(f"{place(url)!r}: only https is asked")
    if user or parts.auth is not None:
        raise ForbiddenAddress(f"a URL for {parts.host} holds a user name or password")
    if parts.port not in (None, 443):
        raise ForbiddenAddress(f"{place(url)!r}: only port 443 is asked")
    if not parts.host:
        raise ForbiddenAddress(f"{place(url)!r} names no host")
    return parts.host.lower()


def _reason(error: BaseException, url: str) -> str:
    """The innermost cause, without the query: urllib3 wraps it in sentences about its pools."""
    while (inner := getattr(error, "reason", None) or error.__cause__ or error.__context__) and isinstance(
        inner, BaseException
    ):
        error = inner
    query = urlsplit(url).query
    said = f"{type(error).__name__}: {error}"
    return said.replace(query, "…") if query else said


def agent(public_url: str = "", contact: str = "") -> str:
    """How we name ourselves to every host (networks.md §5)."""
    about = "; ".join(part for part in (public_url and f"+{public_url}", contact) if part)
    return f"Pegel/{VERSION} ({about})" if about else f"Pegel/{VERSION}"


def from_environment(environment: Mapping[str, str] = os.environ) -> Live | Replay:
    """Recordings where PEGEL_REPLAY names their folder, the internet otherwise."""
    if folder := environment.get("PEGEL_REPLAY"):
        return Replay(folder)
    return Live(agent=agent(environment.get("PEGEL_PUBLIC_URL", ""), environment.get("PEGEL_CONTACT", "")))
