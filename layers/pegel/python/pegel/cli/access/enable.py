"""`pegel networks enable`: says what its terms ask for, takes its keys, and turns a network on.

Secrets never stand on the command line, where everybody on the machine sees them: `--key` alone asks for it,
`--key -` reads standard input, `--key @FILE` a file.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from getpass import getpass
from pathlib import Path
from typing import TextIO

from pegel.cli.access.entered import entered_at, network_named
from pegel.cli.rollout.installation import add_arguments as add_installation
from pegel.cli.rollout.installation import found, now
from pegel.errors import CannotRun
from pegel.networks.network import Network
from pegel.networks.permission import NAMES, NO_SCORE, asks_to_agree, why_not
from pegel.social import Access

SECRETS = ("key", "token", "client_secret")
ASK = "?"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What opens it."""
    parser.add_argument("network", metavar="NETWORK")
    parser.add_argument("--client-id", metavar="ID", help="of the application registered there")
    for name in SECRETS:
        parser.add_argument(
            f"--{name.replace('_', '-')}",
            nargs="?",
            const=ASK,
            metavar="-|@FILE",
            help=f"{NAMES[name]}: asked for, read from standard input (-) or from a file",
        )
    parser.add_argument("--a-day", type=int, metavar="N", help="most of its units spent in a UTC day")
    parser.add_argument("--agreed", metavar="WHO", help="who says that what its terms ask for is agreed on")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    add_installation(parser)


def run(args: argparse.Namespace) -> int:
    """0 once it is on; CannotRun with what is missing."""
    network = network_named(args.network)
    installation = found(args)
    before = entered_at(args).get(network.name, Access())
    access = changed(before, network, args)
    if asks_to_agree(network):
        print(f"{network.title} asks for an agreement: {network.terms.needs_agreement or NO_SCORE}.")
    if why := why_not(network, access):
        raise CannotRun(f"{network.title} stays off: {why}; {hint(network, access)}")
    if args.dry_run:
        print(f"--dry-run: {network.title} would be on; nothing was changed")
        return 0
    installation.store("access").enter(network.name, access)
    print(f"{network.title} is on: processes that run know it within five minutes")
    return 0


def changed(before: Access, network: type[Network], args: argparse.Namespace) -> Access:
    """What was entered before, with what is entered now. A network that was turned off begins anew."""
    if before.a_day == 0:
        before = replace(before, a_day=None)
    given: dict[str, str | int] = {}
    for name in SECRETS:
        source = getattr(args, name)
        if (
            source is None
            and name in network.terms.needs
            and not getattr(before, name)
            and sys.stdin.isatty()
        ):
            source = ASK
        if source is not None:
            given[name] = secret(f"{network.title}, {NAMES[name]}: ", source, f"--{name.replace('_', '-')}")
    if args.client_id:
        given["client_id"] = args.client_id
    if args.a_day is not None:
        given["a_day"] = units(network, args.a_day)
    if args.agreed:
        given["agreed"] = f"{now():%Y-%m-%d} {args.agreed}"
    return replace(before, **given)  # type: ignore[arg-type] # each by its name


def units(network: type[Network], a_day: int) -> int:
    """Of its price; CannotRun where none are counted, and for fewer than one."""
    if network.price is None:
        raise CannotRun(f"--a-day: {network.title} counts no units, its hosts' budgets are all there is")
    if a_day < 1:
        raise CannotRun(
            f"--a-day: {a_day} {network.price.unit} are none; `pegel networks disable` turns it off"
        )
    return a_day


def secret(
    prompt: str,
    source: str,
    option: str,
    ask: Callable[[str], str] = getpass,
    piped: TextIO = sys.stdin,
) -> str:
    """From where `source` says. CannotRun for a secret that stands on the command line itself."""
    if source == ASK:
        told = ask(prompt)
    elif source == "-":
        told = piped.readline()
    elif source.startswith("@"):
        try:
            told = Path(source[1:]).read_text(encoding="utf-8")
        except OSError as error:
            raise CannotRun(f"{option}: {source[1:]} cannot be read: {error.strerror}") from error
    else:
        raise CannotRun(
            f"{option} takes no secret on the command line: say - or @FILE, or leave it to be asked"
        )
    if not told.strip():
        raise CannotRun(f"{option}: there was nothing")
    return told.strip()


def hint(network: type[Network], access: Access) -> str:
    """What to add to the command."""
    for need in network.terms.needs:
        if need in NAMES and not getattr(access, need):
            return f"add --{need.replace('_', '-')}"
    if network.price and not (network.price.a_day if access.a_day is None else access.a_day):
        return f"add --a-day and how many {network.price.unit}"
    return 'read the sentence above, then add --agreed "who agreed, and when"'
