"""Eight networks with a thousand accounts, behind one port: slow, and every twentieth answer is no good.

Each account is one of ours (tests/data) under another name: what a request says of account 17 is asked of
the recording, and what that answers is said of account 17. Runs as a process of its own, so that its work is
not taken for the reader's: `python -m faults.crowd FOLDER SECONDS`. Every request is a line of FOLDER/log.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import ssl
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from pegel.errors import NotRecorded
from pegel.replay import Replay

OURS = Path(__file__).resolve().parents[1] / "data"
FAULTS = 0.05
SLOW = 5.0  # seconds: longer than the reader waits in all
PAUSE = 1  # second that a 429 asks for
SERVERS = 50  # of Mastodon, three accounts on each


@dataclass(frozen=True)
class Twins:
    """Accounts of a network that are all like one of ours; four digits after its names say which.

    As many as the budgets of its hosts let be read at once.
    """

    many: int
    folder: str
    handle: str  # {n}: the digits
    account_id: str
    names: tuple[tuple[str, str], ...]  # name in the recording up to the digits, and the digits there


CROWD = {
    "mastodon": Twins(150, "mastodon/fenja", "@fenja{n}@hof{server}.example", "4711{n}@hof{server}.example",
                      (("(?i:fenja)", ""), ("4711", ""))),
    "bluesky": Twins(70, "bluesky/robin", "robin{n}.hof.example", "did:plc:madebyusrobin{n}",
                     (("robin", ""),)),
    "github": Twins(220, "github/fenja", "fenja-hof{n}", "990001{n}",
                    (("(?i:fenja-hof)", ""), ("990001", ""))),
    "stackexchange": Twins(200, "stackexchange/fenja", "990001{n}@gardening", "990001{n}@gardening",
                           (("990001", ""),)),
    "hackernews": Twins(110, "hackernews/fenja", "FenjaHof{n}", "FenjaHof{n}", (("FenjaHof", ""),)),
    "flickr": Twins(100, "flickr/fenja", "fenja-hof{n}", "990001{n}@N07",
                    (("(?i:fenja-hof)", ""), ("990001", ""))),
    "youtube": Twins(100, "youtube/juna", "@junawerkbank{n}", "UCJunaWerkbank000000{n}",
                     (("JunaWerkbank000000", "0001"), ("(?i:(?:@|%40)junawerkbank)", ""))),
    "blog": Twins(50, "blog", "https://json{n}.example/feed.json", "json{n}.example|feed.json", ()),
}  # fmt: skip
HOSTS = {
    "public.api.bsky.app": "bluesky",
    "api.github.com": "github",
    "api.stackexchange.com": "stackexchange",
    "hacker-news.firebaseio.com": "hackernews",
    "hn.algolia.com": "hackernews",
    "api.flickr.com": "flickr",
    "www.googleapis.com": "youtube",
}
HOSTS |= {f"hof{n}.example": "mastodon" for n in range(SERVERS)}
HOSTS |= {f"json{n:04}.example": "blog" for n in range(CROWD["blog"].many)}
NOBODY = b'{"items": [], "likes": [], "repostedBy": [], "posts": [], "followers": [], "has_more": false}'
AS = {"mastodon": "hof.example", "blog": "json.example"}  # the host of the recording, where there are many


class Networks:
    """What the recordings say of any of the accounts."""

    def __init__(self) -> None:
        self.replays = {name: Replay(OURS / twins.folder) for name, twins in CROWD.items()}

    def answer(self, host: str, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body."""
        network, path = HOSTS[host], path.replace("&key=k", "")
        names, template = CROWD[network].names, AS.get(network, host)
        asked = (re.search(rf"{name}(\d{{4}})", path) for name, _ in names)
        number = next((found[1] for found in asked if found), "")
        for name, digits in names if number else ():
            path = re.sub(rf"({name}){number}", rf"\g<1>{digits}", path)
        try:
            found = self.replays[network].get(f"https://{template}{path}")
        except NotRecorded:  # who reacted to other posts than those of the recording: nobody
            return 200, {}, b"[]" if network == "mastodon" else NOBODY

        def renamed(text: str) -> str:
            for name, digits in names if number else ():
                text = re.sub(rf"({name}){digits}", rf"\g<1>{number}", text)
            return text.replace(f"//{template}", f"//{host}")

        kept = {
            name: renamed(value) for name, value in found.headers.items() if name in ("link", "content-type")
        }
        return found.status, kept, renamed(found.body.decode()).encode()


@dataclass
class Server:
    """Answers, late and sometimes badly, and writes down who was asked when."""

    networks: Networks
    log: TextIO
    latency: float
    random: random.Random

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                path = head.split(" ", 2)[1]
                host = next(line[6:] for line in head.split("\r\n") if line.lower().startswith("host: "))
                if not await self.one(host, path, writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            writer.close()

    async def one(self, host: str, path: str, writer: asyncio.StreamWriter) -> bool:
        """Whether the connection goes on."""
        came = time.time()
        status, headers, body = self.networks.answer(host, path)
        fault = (
            self.random.choice(("429", "500", "slow", "cut", "html")) if self.random.random() < FAULTS else ""
        )
        print(json.dumps([came, host, path, fault or status]), file=self.log, flush=True)
        await asyncio.sleep(self.latency + (SLOW if fault == "slow" else 0.0))
        kind = headers.pop("content-type", "application/json")
        if fault == "429":
            status, headers, body = 429, {"retry-after": str(PAUSE)}, b"{}"
        elif fault == "500":
            status, headers, body = 500, {}, b"{}"
        elif fault == "html":
            status, headers, body, kind = 200, {}, b"<html>Sign in first</html>", "text/html"
        length = len(body)
        lines = [f"HTTP/1.1 {status} x", f"content-type: {kind}", f"content-length: {length}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        writer.write(
            "\r\n".join([*lines, "", ""]).encode() + (body[: length // 2] if fault == "cut" else body)
        )
        await writer.drain()
        return fault != "cut"


async def main(folder: Path, latency: float) -> None:
    """Serve until killed; the first line told is the port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "crowd.pem")
    with (folder / "log").open("w") as log:
        one = Server(Networks(), log, latency, random.Random(4))
        server = await asyncio.start_server(one.serve, "127.0.0.1", 0, ssl=context)
        print(server.sockets[0].getsockname()[1], flush=True)
        async with server:
            await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), float(sys.argv[2])))
