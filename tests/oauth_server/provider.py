"""The server as a network whose names all lead here, and a browser in which members sign in."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl, urljoin, urlsplit

from conftest import ROOT
from unit.tls_server import Authority, public

from pegel.fetch import Live

INSTALLED = ROOT / ".oauth"  # by `make`
REDIRECT = "https://pegel.example/linked"
CLIENT, SECRET = "pegel", "a-secret-of-the-installation"
HOSTS = ("x.com", "api.x.com")
OWN = "/2/users/me"


def person(number: str, name: str) -> dict[str, Any]:
    """Somebody on X, as X tells it."""
    about = {"id": number, "username": name, "name": name.title(), "description": ""}
    return {"data": {**about, "public_metrics": {"followers_count": 12, "listed_count": 1}}}


PEOPLE = {"mira": person("7000000000000000001", "mira"), "ines": person("7000000000000000002", "ines")}
ANSWERS = {  # to whoever has a token: their profile, and that there are no posts
    f"/2/users/{one['data']['id']}{more}": one if not more else {"meta": {"result_count": 0}}
    for one in PEOPLE.values()
    for more in ("", "/tweets")
}


class Provider:
    """The server, running."""

    def __init__(self, folder: Path) -> None:
        assert (INSTALLED / "installed").exists(), "the server is not installed: `make clients` does it"
        self.authority = Authority(folder)
        settings = {
            "issuer": "https://x.com",
            "modules": str(INSTALLED),
            "pem": self.authority.pem(*HOSTS),
            "own": OWN,
            "people": PEOPLE,
            "answers": ANSWERS,
            "scopes": ["openid", "offline_access", "tweet.read", "users.read", "offline.access"],
            "less": "tweet.read offline.access",
            "routes": {
                "authorization": "/i/oauth2/authorize",
                "token": "/2/oauth2/token",
                "revocation": "/2/oauth2/revoke",
            },
            "clients": [
                {
                    "client_id": CLIENT,
                    "client_secret": SECRET,
                    "redirect_uris": [REDIRECT],
                    "grant_types": ["authorization_code", "refresh_token"],
                    "scope": "openid offline_access tweet.read users.read offline.access",
                }
            ],
        }
        node = shutil.which("node")
        assert node
        self.process = subprocess.Popen(
            [node, str(Path(__file__).with_name("server.mjs"))],
            env={"PATH": os.environ["PATH"], "SETTINGS": json.dumps(settings)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout
        self.port = int(self.process.stdout.readline())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()

    def live(self, **edges: Any) -> Live:
        """The way out as it is, its edges on this machine."""
        usual: dict[str, Any] = {"resolve": public, "connect": self.connect, "trust": self.authority.file}
        return Live(**usual | edges)

    def connect(self, answer: Any, seconds: float) -> socket.socket:
        """Every address is here."""
        return socket.create_connection(("127.0.0.1", self.port), seconds)

    def seen(self) -> dict[str, int]:
        """What it gave and revoked so far."""
        told: dict[str, int] = json.loads(Browser(self).get("https://x.com/seen")[1])
        return told


class Browser:
    """Follows redirects and keeps cookies, until it would leave for the page that we gave."""

    def __init__(self, provider: Provider, who: str = "mira", consent: str = "yes") -> None:
        self.provider, self.cookies = provider, {"person": who, "consent": consent}
        self.context = ssl.create_default_context(cafile=provider.authority.file)

    def sign_in(self, url: str) -> dict[str, str]:
        """What the network adds to our address once the member has decided."""
        for _ in range(12):
            status, body, headers = self._ask(url)
            assert status in {302, 303}, f"{status}: {body}"
            url = urljoin(url, headers["location"])
            if url.startswith(REDIRECT):
                return dict(parse_qsl(urlsplit(url).query))
        raise AssertionError("it leads nowhere")

    def get(self, url: str) -> tuple[int, str]:
        """A page."""
        status, body, _ = self._ask(url)
        return status, body

    def _ask(self, url: str) -> tuple[int, str, Any]:
        parts = urlsplit(url)
        plain = socket.create_connection(("127.0.0.1", self.provider.port), 5)
        connection = http.client.HTTPSConnection(parts.netloc)
        connection.sock = self.context.wrap_socket(plain, server_hostname=parts.netloc)
        sent = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request("GET", f"{parts.path}?{parts.query}", headers={"Cookie": sent})
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("set-cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        body = answer.read().decode()
        connection.close()
        return answer.status, body, answer.headers
