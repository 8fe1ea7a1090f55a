"""One thread that cuts connections whose time is up.

Timeouts of requests and urllib3 are per read: a byte every few seconds, in the handshake, the headers or
the body, would hold a worker for hours. After a cut, an end of file can look like a regular end, so ask the
watch (`late`), not the exception.
"""

from __future__ import annotations

import contextlib
import heapq
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextvars import ContextVar


class Watch:
    """One call's time: holds a second handle on the call's socket, to cut it from outside."""

    def __init__(self, seconds: float) -> None:
        self.ends_at = time.monotonic() + seconds
        self.late = self.over = False
        self.handle: socket.socket | None = None
        self.lock = threading.Lock()

    def left(self) -> float:
        """Seconds until the cut, never below a millisecond: 0 would mean "do not block" to a socket."""
        return max(self.ends_at - time.monotonic(), 0.001)

    def hold(self, handle: socket.socket | None) -> None:
        """Take a handle of its own (closed here); None lets the last one go."""
        with self.lock:
            if self.handle:
                self.handle.close()
            self.handle = handle
            if self.late:  # time ran out while connecting
                self._cut()

    def bite(self) -> None:
        """Time is up."""
        with self.lock:
            if not self.over:
                self.late = True
                self._cut()

    def close(self) -> None:
        """The call is over: no bite after this."""
        with self.lock:
            self.over = True
        self.hold(None)

    def _cut(self) -> None:
        if self.handle:
            with contextlib.suppress(OSError):
                self.handle.shutdown(socket.SHUT_RDWR)


CURRENT: ContextVar[Watch | None] = ContextVar("CURRENT", default=None)


class Watchdog:
    """Watches any number of calls with one thread and a heap of their ends."""

    def __init__(self) -> None:
        self.heap: list[tuple[float, int, Watch]] = []
        self.order = itertools.count()
        self.changed = threading.Condition()
        self.thread: threading.Thread | None = None

    @contextlib.contextmanager
    def watch(self, seconds: float) -> Iterator[Watch]:
        """Give the calls inside so many seconds in all; connections lend themselves to CURRENT."""
        watch = Watch(seconds)
        with self.changed:
            heapq.heappush(self.heap, (watch.ends_at, next(self.order), watch))
            if not self.thread or not self.thread.is_alive():  # also after a fork
                self.thread = threading.Thread(target=self._run, daemon=True, name="watchdog")
                self.thread.start()
            self.changed.notify()
        token = CURRENT.set(watch)
        try:
            yield watch
        finally:
            CURRENT.reset(token)
            watch.close()

    def _run(self) -> None:
        while True:
            with self.changed:
                while self.heap and self.heap[0][2].over:
                    heapq.heappop(self.heap)
                if not self.heap:
                    self.changed.wait()
                    continue
                ends_at, _, watch = self.heap[0]
                if (left := ends_at - time.monotonic()) > 0:
                    self.changed.wait(left)
                    continue
                heapq.heappop(self.heap)
            watch.bite()
