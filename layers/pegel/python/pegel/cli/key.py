"""`pegel key`: API keys of readers and of Klout's clients. A key is shown once, when it is made."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from pegel.cli.rollout.installation import add_arguments as add_installation
from pegel.cli.rollout.installation import found, now
from pegel.errors import CannotRun

if TYPE_CHECKING:
    from pegel.store.api_keys import Key


def add_parser(subparsers: Any) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("key", help="make, list and revoke API keys", description=__doc__)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="make a key and show it, this once")
    create.add_argument("name", help="whose key it is, for the list")
    create.add_argument("--test", action="store_true", help="a test key, pegel_test_…; without, pegel_live_…")
    create.add_argument(
        "--scope", action="append", metavar="SCOPE", help="what it is for, read by default; may be repeated"
    )
    listing = actions.add_parser("list", help="every key: whose it is, what it is for, never the key itself")
    revoke = actions.add_parser("revoke", help="end a key")
    revoke.add_argument("id", help="of the key, or its beginning: pegel_live_<id>")
    for action in (create, listing, revoke):
        add_installation(action)


def run(args: argparse.Namespace) -> int:
    """0, or CannotRun with the reason."""
    keys = found(args).store("api_keys")
    if args.action == "create":
        return create(keys, args)
    return show(keys) if args.action == "list" else revoke(keys, args.id)


def create(keys: Any, args: argparse.Namespace) -> int:
    """The key alone on standard output: it may go straight to where it is kept."""
    scopes = tuple(dict.fromkeys(args.scope or keys.SCOPES))
    if unknown := set(scopes) - set(keys.SCOPES):
        raise CannotRun(
            f"there is no scope {', '.join(sorted(unknown))}; there are: {', '.join(keys.SCOPES)}"
        )
    print(keys.create(args.name, now(), live=not args.test, scopes=scopes))
    print("keep it: it is stored as a hash and cannot be shown again", file=sys.stderr)
    return 0


def show(keys: Any) -> int:
    """The oldest first."""
    from rich.console import Console
    from rich.table import Table

    table = Table("Key", "Name", "For", "Made", "State")
    for key in sorted(keys.every(), key=lambda one: one.created_at):
        table.add_row(key.shown, key.owner, ", ".join(key.scopes), f"{key.created_at:%Y-%m-%d}", state(key))
    Console(highlight=False).print(table)
    return 0


def state(key: Key) -> str:
    """Whether anybody may use it."""
    return f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else "in use"


def revoke(keys: Any, name: str) -> int:
    """End it. CannotRun if there is none."""
    key = keys.revoke(name, now())
    if key is None:
        raise CannotRun(f"no key has the id {name}: `pegel key list` tells which there are")
    print(f"{key.shown} of {key.owner} is revoked; within a minute nobody lets it in any more")
    return 0
