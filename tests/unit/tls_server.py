"""A server of our own behind any name: real TLS, any bytes at any pace, on this machine."""

from __future__ import annotations

import contextlib
import datetime
import socket
import ssl
import threading
import time
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pegel.fetch import Live

PUBLIC = "93.184.216.34"  # what the test's resolver answers; the test's connector goes to this machine
NAME = "server.example"
UNUSED = ("crl_sign", "encipher_only", "decipher_only")
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


class Authority:
    """A certificate authority that lives as long as a test run."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.key = folder, ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "authority of the tests")])
        self.file = self._write(
            "authority.pem", self._certificate(self.name, self.key, x509.BasicConstraints(True, 0))
        )

    def context(self, name: str) -> ssl.SSLContext:
        """What a server of this name shows."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.pem(name))
        return context

    def pem(self, *names: str) -> str:
        """A file with key and certificate of a server that has these names."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        alternative = x509.SubjectAlternativeName(list(map(x509.DNSName, names)))
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return self._write(f"{names[0]}.pem", pem + self._certificate(subject, key, alternative))

    def _certificate(self, subject: x509.Name, key: Any, extension: x509.ExtensionType) -> bytes:
        now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
        authority = isinstance(extension, x509.BasicConstraints)
        usage = dict.fromkeys(
            ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", *UNUSED), False
        ) | {"digital_signature": not authority, "key_cert_sign": authority}
        built = (
            x509.CertificateBuilder(self.name, subject, key.public_key(), x509.random_serial_number())
            .not_valid_before(now - day)
            .not_valid_after(now + day)
            .add_extension(extension, critical=authority)
            .add_extension(x509.KeyUsage(**usage), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False)
        )
        return built.sign(self.key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    def _write(self, name: str, content: bytes) -> str:
        (self.folder / name).write_bytes(content)
        return str(self.folder / name)


class Server:
    """Answers each request with `opening`, then `drip` again and again; the handshake alone if not `tls`."""

    def __init__(
        self,
        authority: Authority,
        opening: bytes = OK + b"Content-Length: 2\r\n\r\n{}",
        drip: bytes = b"",
        *,
        pause: float = 0.1,
        name: str = NAME,
        tls: bool = True,
    ) -> None:
        self.opening, self.drip, self.pause = opening, drip, pause
        self.context = authority.context(name) if tls else None
        self.trust = authority.file
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.requests: list[bytes] = []
        self.connected: list[str] = []  # addresses the client meant to reach
        threading.Thread(target=self._run, daemon=True).start()

    def live(self, **edges: Any) -> Live:
        """A Live whose every name leads here, by way of a public address."""
        usual: dict[str, Any] = {
            "resolve": public,
            "connect": self.connect,
            "trust": self.trust,
            "total": 1.0,
        }
        return Live(**{"total": 1.0} | usual | edges)

    def connect(self, answer: Any, seconds: float) -> socket.socket:
        """The connector: notes the address and comes here."""
        self.connected.append(answer[4][0])
        return socket.create_connection(self.listener.getsockname(), seconds)

    def _run(self) -> None:
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            while request := connection.recv(9999):
                self.requests.append(request)
                connection.sendall(self.opening)
                while self.drip:
                    connection.sendall(self.drip)
                    time.sleep(self.pause)
        connection.close()


def public(host: str, port: int) -> list[Any]:
    """A resolver that knows one public address for every name."""
    return at(PUBLIC)


def at(*addresses: str) -> list[Any]:
    """What a resolver answers for these addresses."""
    family = socket.AF_INET
    return [(family, socket.SOCK_STREAM, 6, "", (address, 443)) for address in addresses]


def length(body: bytes) -> bytes:
    """A body and the header that tells its length."""
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)
