"""Where `fetch` goes and where it does not: security.md §3, the list of tests."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from unit.tls_server import PUBLIC, at

from pegel.errors import ForbiddenAddress, Unreachable
from pegel.fetch import Live
from pegel.public_addresses import BLOCKED_V4, BLOCKED_V6, is_public

REFUSED = (
    "127.0.0.1 10.0.0.5 169.254.169.254 172.16.9.9 192.168.1.1 0.0.0.0 100.64.1.1 ::1 fe80::1 fc00::1 "
    "::ffff:127.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 2002:7f00:1:: 2001:0:1::1 fd00:ec2::254 "
    "224.0.0.1 255.255.255.255 198.18.0.1 192.0.2.1 :: 168.63.129.16 192.0.0.9 192.88.99.1 198.51.100.7 "
    "203.0.113.9 2001:3::1 2001:4:112::1 2001:20::1 2001:30::1 2001:db8::1 3fff::1 64:ff9b:1::1 100::1 "
    "ff02::1 fe80::1%eth0"
)
ACCEPTED = "8.8.8.8 1.1.1.1 2606:4700:4700::1111 151.101.1.69 ::ffff:8.8.8.8"
URLS = (
    "https://127.0.0.1/ https://2130706433/ https://0x7f.1/ https://[::ffff:127.0.0.1]/ https://localhost/ "
    "http://example.com/ https://example.com:8443/ file:///etc/passwd https://[::1]/ https://example.com:80/ "
    "ftp://example.com/ //example.com/ https:/// example.com https://0177.0.0.1/"
)


class Stopped(Exception):
    """The test goes no further than to the connection."""


def nowhere(answer: Any, seconds: float) -> Any:
    raise Stopped(answer[4][0])


class Resolver:
    """Answers each time with the next of its answers, and notes what it was asked."""

    def __init__(self, *answers: list[Any]) -> None:
        self.answers, self.asked = answers, list[str]()

    def __call__(self, host: str, port: int) -> list[Any]:
        self.asked.append(host)
        return self.answers[len(self.asked) - 1]


@pytest.mark.parametrize("address", REFUSED.split())
def test_this_address_is_never_called(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ACCEPTED.split())
def test_this_address_may_be_called(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("net", [str(net) for net in (*BLOCKED_V4, *BLOCKED_V6)])
def test_both_ends_of_a_blocked_net_are_refused(net: str) -> None:
    import ipaddress

    blocked = ipaddress.ip_network(net)
    assert not is_public(str(blocked[0]))
    assert not is_public(str(blocked[-1]))


@pytest.mark.parametrize("url", URLS.split())
def test_this_url_is_refused_with_the_machines_own_resolver(url: str) -> None:
    with pytest.raises(ForbiddenAddress):
        Live(connect=nowhere).get(url)


@pytest.mark.parametrize("user", ["user@", "user:word@", "@", "127.0.0.1@"])
def test_a_url_with_user_info_is_refused_before_anything_is_asked(user: str) -> None:
    resolver = Resolver(at(PUBLIC))
    with pytest.raises(ForbiddenAddress, match="user name"):
        Live(resolve=resolver, connect=nowhere).get(f"https://{user}server.example/")
    assert resolver.asked == []


def test_a_name_is_resolved_once_and_the_judged_address_is_the_one_connected_to() -> None:
    resolver = Resolver(at(PUBLIC), at("127.0.0.1"))  # rebinding: the second answer would be private
    with pytest.raises(Stopped, match=PUBLIC):
        Live(resolve=resolver, connect=nowhere).get("https://rebind.example/")
    assert resolver.asked == ["rebind.example"]


@pytest.mark.parametrize("bad", ["10.0.0.1", "169.254.169.254", "::1", "::ffff:10.0.0.1"])
def test_one_private_answer_among_public_ones_refuses_them_all(bad: str) -> None:
    with pytest.raises(ForbiddenAddress, match=bad):
        Live(resolve=lambda host, port: at(PUBLIC, bad), connect=nowhere).get("https://mixed.example/")


def test_three_addresses_are_tried_and_no_more() -> None:
    tried: list[str] = []

    def refuse(answer: Any, seconds: float) -> Any:
        tried.append(answer[4][0])
        raise ConnectionRefusedError("nobody there")

    many = at("8.8.8.1", "8.8.8.2", "8.8.8.3", "8.8.8.4")
    with pytest.raises(Unreachable, match="nobody there"):
        Live(resolve=lambda host, port: many, connect=refuse).get("https://many.example/")
    assert tried == ["8.8.8.1", "8.8.8.2", "8.8.8.3"]


def test_a_resolver_that_hangs_is_left_alone_when_time_is_up() -> None:
    over = threading.Event()

    def hang(host: str, port: int) -> list[Any]:
        over.wait(30)
        return at(PUBLIC)

    began = time.monotonic()
    with pytest.raises(Unreachable, match=r"resolver|slow"):
        Live(resolve=hang, connect=nowhere, total=0.3).get("https://hangs.example/")
    assert time.monotonic() - began < 1.0
    over.set()


@pytest.mark.parametrize("failure", [OSError("no such name"), UnicodeError("label too long")])
def test_a_name_that_does_not_resolve_is_unreachable(failure: Exception) -> None:
    def fail(host: str, port: int) -> list[Any]:
        raise failure

    with pytest.raises(Unreachable, match=str(failure)):
        Live(resolve=fail, connect=nowhere).get("https://unknown.example/")


def test_a_name_without_addresses_is_unreachable() -> None:
    with pytest.raises(Unreachable, match="no address"):
        Live(resolve=lambda host, port: [], connect=nowhere).get("https://empty.example/")
