"""Connections that go to the very address that was judged, and can be cut in any phase (security.md §3)."""

from __future__ import annotations

import socket
import ssl
from typing import Any

import certifi
from urllib3 import PoolManager
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util.ssl_ import create_urllib3_context

from pegel.public_addresses import Dialler
from pegel.watchdog import CURRENT

READ = 5.0  # seconds for one read
TOTAL = 10.0  # seconds for one call, name look-up and handshake included
HOSTS = 64  # connection pools kept
AT_ONCE = 16  # connections kept of one host, as many as `collect` reads at once


class Connection(HTTPSConnection):
    """A connection that lends the current watch a second handle, so that it can be cut in any phase."""

    dialler: Dialler
    spare: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        watch = CURRENT.get()
        try:
            made = self.dialler.dial(self._dns_host, self.port, watch.left() if watch else TOTAL)
        except OSError as error:
            raise NewConnectionError(self, str(error)) from error
        made.settimeout(READ)
        self.spare = made.dup()  # TLS takes the first handle away
        self.lend()
        return made

    def request(self, *args: Any, **kwargs: Any) -> None:
        """Also on a connection from the pool, which another watch lent before."""
        self.lend()
        super().request(*args, **kwargs)

    def lend(self) -> None:
        """The watch's own handle: http.client closes connections before the body is read."""
        if (watch := CURRENT.get()) and self.spare:
            watch.hold(self.spare.dup())

    def close(self) -> None:
        """Let the spare handle go, too."""
        super().close()
        if self.spare:
            self.spare.close()
            self.spare = None


def pools(dialler: Dialler, trust: str) -> PoolManager:
    """Connections by host, all of them from one dialler; `trust` is a CA file, "" the well-known ones.

    Nothing comes from the environment, http:// goes nowhere, and there is one TLS context for all: to load
    its 140 authorities costs more than ten calls.
    """
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    context.load_verify_locations(trust or certifi.where())
    ours = type("OurConnection", (Connection,), {"dialler": dialler})
    found = PoolManager(num_pools=HOSTS, maxsize=AT_ONCE, ssl_context=context)
    found.pool_classes_by_scheme = {"https": type("OurPool", (HTTPSConnectionPool,), {"ConnectionCls": ours})}
    return found
