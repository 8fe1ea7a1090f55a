"""Ports of this machine: which are taken, which are free."""

from __future__ import annotations

import socket

LOOPBACK = "127.0.0.1"  # everything binds here: the emulator executes code


def is_taken(port: int) -> bool:
    """Somebody listens there already, or we may not."""
    with socket.socket() as probe:
        probe.setsockopt(
            socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
        )  # a port just left is free, as for our servers
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return True
    return False


def free_port() -> int:
    """One that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
