"""One TLS server on this machine that is many: what it answers depends on the host it is asked for.

`way_out` gives a `Live` that believes every host to be at a public address and is connected to this server:
names, certificates, caps and clocks are the real ones.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from integration.mastodon_servers import Servers

from pegel.fetch import Live

PUBLIC = "93.184.216.34"
TOTAL = 2.0  # seconds a call may take; 10 on AWS
HOSTS = ("good", "limited", "broken", "page", "large", "inside", "endless", "cut", "gone", "zero", "fine")
METADATA = "http://169.254.169.254/latest/meta-data/"


class Answering(BaseHTTPRequestHandler):
    """What each host does."""

    protocol_version = "HTTP/1.1"
    servers = Servers()
    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        host = self.headers["Host"].split(".")[0]
        self.asked[host] += 1
        parts = urlsplit(self.path)
        body = json.dumps(self.servers.body(self.headers["Host"], parts.path, parse_qs(parts.query))).encode()
        match host:
            case "limited":
                self.say(429, b"{}", **{"Retry-After": "600"})
            case "broken":
                self.say(500, b"{}")
            case "page":
                self.say(200, b"<html>Log in first</html>", **{"Content-Type": "text/html"})
            case "large":
                self.say(200, b'{"id": "' + b"0" * 20_000_000 + b'"}')
            case "inside":
                self.say(302, b"", Location=METADATA)
            case "endless":
                self.drip()
            case "cut":
                self.say(200, body[: len(body) // 2])
            case "gone":
                self.say(404, b'{"error": "Record not found"}')
            case "zero":
                self.say(200, body.replace(b'"followers_count": ', b'"followers_count": 0, "was": '))
            case _:
                self.say(200, body)

    def say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.quietly(body)

    def drip(self) -> None:
        """A byte now and then, for ever: no single read is ever late."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.close_connection = True
        while self.quietly(b" "):
            time.sleep(0.1)

    def quietly(self, body: bytes) -> bool:
        try:
            self.wfile.write(body)
        except OSError:
            return False
        return True

    def log_message(self, format: str, *args: Any) -> None:
        """Not on the terminal."""


@contextmanager
def way_out(folder: Path) -> Iterator[Live]:
    """The server, and the only way to it."""
    certificate = self_signed(folder, [f"{host}.example" for host in HOSTS])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        server.daemon_threads = True
        server.socket = context.wrap_socket(server.socket, server_side=True)
        port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def connect(answer: Any, seconds: float) -> socket.socket:
            assert answer[4][0] == PUBLIC, "nothing else may ever be asked"
            return socket.create_connection(("127.0.0.1", port), seconds)

        def resolve(host: str, to: int) -> list[Any]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (PUBLIC, to))]

        yield Live(resolve=resolve, connect=connect, trust=str(certificate), total=TOTAL)
        server.shutdown()


def self_signed(folder: Path, hosts: Iterable[str], name: str = "servers.pem") -> Path:
    """A certificate for all the hosts, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "servers of the tests")])
    names = [x509.DNSName(host) for host in hosts]
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(issuer)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    file = folder / name
    file.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    return file
