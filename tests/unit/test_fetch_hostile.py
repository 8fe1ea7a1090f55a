"""Every trick we know of to make `fetch` call where it must not, in one table: none gets a connection.

All roads but one lead to a canary on this machine: whatever address `fetch` lets pass, and whatever goes
round it (a proxy, say), is a connection that the canary counts. The one road is an honest public server's.
"""

from __future__ import annotations

import gzip
import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from unit.tls_server import NAME, OK, PUBLIC, Authority, Server, length

from pegel import redirects
from pegel.errors import NetworkError
from pegel.fetch import Live
from pegel.public_addresses import system_resolve

TABLE = json.loads((Path(__file__).parents[1] / "data" / "fetch" / "hostile.json").read_text())
BESIDE = f"https://{NAME}#@127.0.0.1/"  # this one does name the honest server


def answers(*addresses: str) -> list[Any]:
    """What a resolver answers for these addresses, of whichever family they are."""
    families = [socket.AF_INET6 if ":" in address else socket.AF_INET for address in addresses]
    ends = zip(families, addresses, strict=True)
    return [(family, socket.SOCK_STREAM, 6, "", (address, 443)) for family, address in ends]


@dataclass
class Canary:
    """Counts who comes. Nobody should."""

    listener: socket.socket = field(
        default_factory=lambda: socket.create_server(("127.0.0.1", 0), backlog=100)
    )
    came: int = 0

    def __post_init__(self) -> None:
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            connection, _ = self.listener.accept()
            self.came += 1
            connection.close()

    def total(self) -> int:
        """After one more call of our own, so that nobody who came before it is missed."""
        before = self.came
        socket.create_connection(self.listener.getsockname()).close()
        while self.came == before:
            threading.Event().wait(0.001)
        self.came -= 1
        return self.came


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def canary() -> Iterator[Canary]:
    """After each test of this file nobody has come."""
    bird = Canary()
    yield bird
    assert bird.total() == 0


@pytest.fixture
def live(canary: Canary, authority: Authority) -> Callable[..., Live]:
    """A way out whose public address is the honest server's; any other that it lets pass is the canary's."""

    def make(resolve: Any = system_resolve, server: Server | None = None, **edges: Any) -> Live:
        def connect(answer: Any, seconds: float) -> socket.socket:
            honest = server and answer[4][0] == PUBLIC
            where = server.listener if server and honest else canary.listener
            return socket.create_connection(where.getsockname(), seconds)

        return Live(**{"resolve": resolve, "connect": connect, "trust": authority.file, "total": 1.0} | edges)

    return make


def honest(host: str, port: int) -> list[Any]:
    """Public for the honest names, inside for any other."""
    if host.removeprefix("www.") == NAME:
        return answers(PUBLIC)
    return system_resolve(host, port) if host.endswith("localhost") else answers("10.0.0.1")


def test_the_table_is_as_long_as_it_was_promised_to_be() -> None:
    assert len([one for kind in ("addresses", "names", "urls", "redirects") for one in TABLE[kind]]) >= 100


def test_the_canary_counts_whoever_is_let_pass(authority: Authority) -> None:
    bird = Canary()
    open_door = Live(
        resolve=lambda host, port: answers(PUBLIC),
        connect=lambda answer, seconds: socket.create_connection(bird.listener.getsockname(), seconds),
    )
    with pytest.raises(NetworkError):
        open_door.get("https://anybody.example/")
    assert bird.total() == 1


@pytest.mark.parametrize("address", TABLE["addresses"])
@pytest.mark.parametrize("beside", [(), (PUBLIC,)], ids=["alone", "mixed"])
def test_a_name_that_leads_there_is_not_called(live: Any, address: str, beside: tuple[str, ...]) -> None:
    with pytest.raises(NetworkError):
        live(lambda host, port: answers(*beside, address)).get("https://hostile.example/")


@pytest.mark.parametrize("name", TABLE["names"])
def test_a_host_written_like_that_is_not_called(live: Any, name: str) -> None:
    with pytest.raises(NetworkError):
        live().get(f"https://{name}/latest/meta-data/")


@pytest.mark.parametrize("url", [url.format(NAME) for url in TABLE["urls"]])
def test_an_address_written_like_that_is_not_called(live: Any, authority: Authority, url: str) -> None:
    server = Server(authority)
    asking = live(honest, server)
    if url == BESIDE:
        assert asking.get(url).status == 200
        return
    with pytest.raises(NetworkError):
        asking.get(url)
    assert server.requests == []


@pytest.mark.parametrize("to", [to.format(NAME) for to in TABLE["redirects"]])
@pytest.mark.parametrize("how", [301, 302, 303, 307, 308])
def test_a_redirect_leads_nowhere(live: Any, authority: Authority, to: str, how: int) -> None:
    server = Server(authority, b"HTTP/1.1 %d Moved\r\nLocation: %b\r\n" % (how, to.encode()) + length(b""))
    asking = live(honest, server)
    assert asking.get(f"https://{NAME}/").status == how
    assert len(server.requests) == 1, "get follows none"
    try:
        assert redirects.follow(asking, f"https://{NAME}/").status == how
    except NetworkError:
        assert NAME in to, "only its own site is asked again, and judged again"
    assert len(server.requests) <= 1 + 1 + redirects.HOPS


@pytest.mark.parametrize(
    ("opening", "drip", "name"),
    [
        (OK + length(b"{}"), b"", "other.example"),
        (OK + b"Content-Encoding: gzip\r\n" + length(gzip.compress(bytes(50_000_000), 9)), b"", NAME),
        (b"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/", b"x", NAME),
        (OK + b"\r\n", b"x", NAME),
        (b"", b"", NAME),
    ],
    ids=["certificate", "gzip bomb", "slow redirect", "slow body", "silence"],
)
def test_a_server_that_means_ill_is_left_alone(
    live: Any, authority: Authority, opening: bytes, drip: bytes, name: str
) -> None:
    with pytest.raises(NetworkError):
        live(honest, Server(authority, opening, drip, name=name), total=0.6).get(f"https://{NAME}/")


def test_a_name_that_changes_its_mind_is_judged_each_time(live: Any, authority: Authority) -> None:
    server, said = (
        Server(authority, OK + b"Connection: close\r\n" + length(b"{}")),
        iter([PUBLIC, "127.0.0.1"]),
    )
    rebinding = live(lambda host, port: answers(next(said)), server)
    assert rebinding.get(f"https://{NAME}/").status == 200
    with pytest.raises(NetworkError, match=r"127\.0\.0\.1"):
        rebinding.get(f"https://{NAME}/")


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "HTTP_PROXY"])
def test_a_proxy_of_the_environment_is_not_called(
    live: Any,
    canary: Canary,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    monkeypatch.setenv(name, f"http://127.0.0.1:{canary.listener.getsockname()[1]}")
    assert live(honest, Server(authority)).get(f"https://{NAME}/").status == 200
    with pytest.raises(NetworkError):
        live(honest).get("https://inside.example/")
