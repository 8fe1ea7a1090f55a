"""Connections that go to the very address that was judged, and can be cut in any phase (security.md §3)."""

from __future__ import annotations

import socket
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError

from pegel.public_addresses import Dialler
from pegel.watchdog import CURRENT

READ = 5.0  # seconds for one read
TOTAL = 10.0  # seconds for one call, name look-up and handshake included
HOSTS = 64  # connection pools kept


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


class Adapter(HTTPAdapter):
    """requests' adapter over connections that come from one dialler."""

    def __init__(self, dialler: Dialler) -> None:
        ours = type("OurConnection", (Connection,), {"dialler": dialler})
        self.pool = type("OurPool", (HTTPSConnectionPool,), {"ConnectionCls": ours})
        super().__init__(pool_connections=HOSTS, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """As requests does, with our pool and no other."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": self.pool}
