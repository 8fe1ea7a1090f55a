"""`pegel networks block`, `unblock`: a server whose accounts are neither linked nor read, nor any beneath it.

Kept with what opens the networks whose servers anybody can run: 4 KB each, a hundred servers or so.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from dataclasses import replace

from pegel.cli.access.entered import entered_at
from pegel.cli.rollout.installation import add_arguments as add_installation
from pegel.cli.rollout.installation import found
from pegel.errors import CannotRun
from pegel.networks import NETWORKS
from pegel.social import Access

HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+")
LONGEST = 80  # characters of a reason: everybody who tries to link an account there reads it
ROOM = 4096  # bytes of a parameter


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which server."""
    parser.add_argument("host", metavar="HOST", help="its name: all servers beneath it are blocked, too")
    parser.add_argument("--why", default="", metavar="TEXT", help="told to whoever links an account there")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    add_installation(parser)


def run(args: argparse.Namespace) -> int:
    """0, also for what is so already; CannotRun for what is no server's name, and where there is no room."""
    host = server_named(args.host)
    changes = {name: changed(access, host, args) for name, access in of_servers(entered_at(args)).items()}
    store = found(args).store("access")
    if full := [name for name, access in changes.items() if len(store.to_json(access).encode()) > ROOM]:
        raise CannotRun(f"{full[0]} has no room for another server: unblock some, or leave reasons out")
    if args.dry_run:
        print(f"--dry-run: {host} would be {args.action}ed; nothing was changed")
        return 0
    for name, access in changes.items():
        store.enter(name, access)
    print(f"{host} is {args.action}ed: processes that run know it within five minutes")
    return 0


def server_named(text: str) -> str:
    """In the one spelling; CannotRun for an address, a handle, a port."""
    host = text.strip().lower()
    if not HOST.fullmatch(host):
        raise CannotRun(f"{text!r} is no server's name: write it like campo.example")
    return host


def of_servers(entered: Mapping[str, Access]) -> dict[str, Access]:
    """What was entered for each network whose servers anybody can run."""
    return {name: entered.get(name, Access()) for name, kind in NETWORKS.items() if not kind.hosts}


def changed(access: Access, host: str, args: argparse.Namespace) -> Access:
    """With the server blocked, or without."""
    others = {server: why for server, why in access.blocked.items() if server != host}
    if args.action == "unblock":
        return replace(access, blocked=others)
    why = " ".join(args.why.split())
    if len(why) > LONGEST:
        raise CannotRun(f"--why: {len(why)} characters are too many, {LONGEST} are enough")
    return replace(access, blocked={**others, host: why})
