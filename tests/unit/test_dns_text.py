"""TXT records, asked of a DNS server of our own on this machine."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset
import pytest

from pegel.dns_text import MOST, Live, from_environment, nothing
from pegel.errors import Unreachable

LONG = [f"{number:0>250}" for number in range(40)]  # 10 kB: only TCP carries it
RECORDS = {
    "_pegel.ada.example.": ['"https://pegel.example/@ada"', '"pegel=" "pegel-k3v9mx2tqa"'],
    "long.example.": [f'"{text}"' for text in LONG],
    "many.example.": [f'"{number}"' for number in range(MOST + 20)],
    "raw.example.": [r'"\255\254 pegel"'],
    "alias.example.": None,
}


class Server:
    """Answers by UDP, cut where it does not fit, and by TCP. `rcode`, if not 0, is all it says."""

    def __init__(self, rcode: int = 0, silent: bool = False) -> None:
        self.rcode, self.silent, self.asked = rcode, silent, list[str]()
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.port = self.udp.getsockname()[1]
        self.tcp = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._serve_udp, daemon=True).start()
        threading.Thread(target=self._serve_tcp, daemon=True).start()

    def answer(self, question: bytes, how: str) -> dns.message.Message:
        query = dns.message.from_wire(question)
        name = query.question[0].name.to_text()
        self.asked.append(f"{how} {name}")
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.RA
        answer.set_rcode(dns.rcode.Rcode(self.rcode))
        if name == "alias.example.":
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "CNAME", "_pegel.ada.example."))
            name = "_pegel.ada.example."
        if name in RECORDS and not self.rcode:
            answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *RECORDS[name] or ()))
        elif name != "empty.example." and not self.rcode:
            answer.set_rcode(dns.rcode.NXDOMAIN)
        return answer

    def _serve_udp(self) -> None:
        while True:
            question, client = self.udp.recvfrom(4096)
            if not self.silent:
                answer = self.answer(question, "udp")
                try:
                    wire = answer.to_wire(max_size=1232)
                except Exception:  # it does not fit: an empty one that says so
                    answer.answer.clear()
                    answer.flags |= dns.flags.TC
                    wire = answer.to_wire()
                self.udp.sendto(wire, client)

    def _serve_tcp(self) -> None:
        while True:
            connection, _ = self.tcp.accept()
            (size,) = struct.unpack("!H", connection.recv(2))
            wire = self.answer(connection.recv(size), "tcp").to_wire()
            connection.sendall(struct.pack("!H", len(wire)) + wire)
            connection.close()

    def live(self) -> Live:
        resolver = dns.resolver.Resolver(configure=False)
        resolver.nameservers, resolver.port = ["127.0.0.1"], self.port
        return Live(resolver)


@pytest.fixture(scope="module")
def server() -> Server:
    return Server()


def test_every_record_is_a_text_its_parts_joined(server: Server) -> None:
    assert set(server.live()("_pegel.ada.example")) == {
        "https://pegel.example/@ada",
        "pegel=pegel-k3v9mx2tqa",
    }


def test_an_alias_is_followed_by_the_resolver(server: Server) -> None:
    assert "https://pegel.example/@ada" in server.live()("alias.example")


def test_what_udp_cuts_is_asked_again_by_tcp(server: Server) -> None:
    assert set(server.live()("long.example")) == set(LONG)
    assert "tcp long.example." in server.asked


def test_no_more_records_are_looked_at_than_somebody_needs(server: Server) -> None:
    assert len(server.live()("many.example")) == MOST


def test_bytes_that_are_no_text_are_no_failure(server: Server) -> None:
    assert server.live()("raw.example") == ("\ufffd\ufffd pegel",)


@pytest.mark.parametrize("name", ["unknown.example", "empty.example"])
def test_a_name_without_texts_has_none(server: Server, name: str) -> None:
    assert server.live()(name) == ()


@pytest.mark.parametrize(
    "name",
    [
        "localhost",
        "10.0.0.1",
        "a..example",
        "-a.example",
        "a b.example",
        "é.example",
        "",
        "x" * 250 + ".example",
    ],
)
def test_what_is_no_public_name_is_not_asked(server: Server, name: str) -> None:
    before = len(server.asked)
    assert server.live()(name) == ()
    assert len(server.asked) == before


@pytest.mark.parametrize("rcode", [dns.rcode.SERVFAIL, dns.rcode.REFUSED])
def test_a_server_that_cannot_say_is_no_verdict(rcode: int) -> None:
    with pytest.raises(Unreachable, match=r"the DNS did not say what ada\.example holds"):
        Server(rcode).live()("ada.example")


def test_a_silent_server_is_left_alone_after_a_moment() -> None:
    began = time.monotonic()
    with pytest.raises(Unreachable):
        Server(silent=True).live()("ada.example")
    assert time.monotonic() - began < 6


def test_where_answers_are_recorded_the_dns_is_not_asked() -> None:
    assert from_environment({"PEGEL_REPLAY": "somewhere"}) is nothing
    assert nothing("_pegel.ada.example") == ()
    live: Callable[[str], Any] = from_environment({})
    assert isinstance(live, Live)
