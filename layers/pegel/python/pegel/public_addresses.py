"""Which addresses may be called, and a connection to exactly the one that was judged (security.md §3)."""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Callable
from typing import Any

from pegel.errors import ForbiddenAddress, Unreachable

CONNECT = 3.0  # seconds for one address
ADDRESSES = 3  # tried, at most
RESOLVING = 32  # name look-ups at once; more would mean that the resolver hangs

Resolve = Callable[[str, int], list[Any]]  # as socket.getaddrinfo answers
Connect = Callable[[Any, float], socket.socket]  # one of those answers, seconds

# Written out, not taken from ipaddress.is_global: that differs between Python 3.11 and 3.13.
BLOCKED_V4 = tuple(
    ipaddress.IPv4Network(net)
    for net in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carrier-grade NAT
        "127.0.0.0/8",  # loopback; Lambda hands out its credentials there
        "168.63.129.16/32",  # Azure's host
        "169.254.0.0/16",  # link local, instance metadata
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarking
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, broadcast
    )
)
ALLOWED_V6 = ipaddress.IPv6Network("2000::/3")  # global unicast; not ::1, fe80::, fc00::, 64:ff9b:: ...
BLOCKED_V6 = tuple(
    ipaddress.IPv6Network(net)
    for net in (
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation
    )
)


def is_public(text: str) -> bool:
    """Whether an address may be called; a mapped one (::ffff:…) is judged as the IPv4 address inside."""
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if not address.ipv4_mapped:
            return address in ALLOWED_V6 and not any(address in net for net in BLOCKED_V6)
        address = address.ipv4_mapped
    return not any(address in net for net in BLOCKED_V4)


def system_resolve(host: str, port: int) -> list[Any]:
    """The machine's own resolver."""
    return socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)


def system_connect(answer: Any, seconds: float) -> socket.socket:
    """A connection to one answer of the resolver."""
    family, kind, protocol, _, address = answer
    connection = socket.socket(family, kind, protocol)
    try:
        connection.settimeout(seconds)
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection


class Dialler:
    """Resolves a name once, judges every answer, and connects to the very address it judged."""

    def __init__(self, resolve: Resolve = system_resolve, connect: Connect = system_connect) -> None:
        self.resolve, self.connect = resolve, connect
        self.free = threading.BoundedSemaphore(RESOLVING)

    def dial(self, host: str, port: int, seconds: float) -> socket.socket:
        """A connection to a public address; OSError when nobody answers there."""
        if port != 443:
            raise ForbiddenAddress(f"{host}: port {port}, only 443 is called")
        answers = self.look_up(host, port, seconds)
        for *_, address in answers:
            if not is_public(address[0]):  # one bad answer refuses them all
                raise ForbiddenAddress(f"{host} is at {address[0]}, which is no public address")
        failure: OSError = OSError("the name has no address")
        for answer in answers[:ADDRESSES]:
            try:
                return self.connect(answer, min(CONNECT, seconds))
            except OSError as error:
                failure = error
        raise failure

    def look_up(self, host: str, port: int, seconds: float) -> list[Any]:
        """The resolver's answers. In a thread of its own, because a resolver keeps no deadline of ours."""
        said: list[list[Any] | Exception] = []

        def ask() -> None:
            try:
                said.append(self.resolve(host, port))
            except (OSError, UnicodeError) as error:  # UnicodeError: no name at all (IDNA)
                said.append(error)
            finally:
                self.free.release()

        if not self.free.acquire(timeout=seconds):
            raise Unreachable(f"{host}: the resolver is busy with {RESOLVING} names")
        asking = threading.Thread(target=ask, daemon=True, name=f"resolve {host}")
        asking.start()
        asking.join(seconds)
        match said:
            case [list() as answers]:
                return answers
            case [Exception() as error]:
                raise Unreachable(f"{host}: {error}") from error
        raise Unreachable(f"{host}: the resolver did not answer in {seconds:.0f} s")
