"""`pegel read`: one reading of an account, or what the reader makes of recorded answers."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from pegel import fetch
from pegel.cli import heard
from pegel.cli.wanted import Nobody, network_named, wanted
from pegel.errors import CannotRun, NetworkError, RateLimited
from pegel.networks import NETWORKS
from pegel.networks.network import Network
from pegel.networks.profile import Profile
from pegel.networks.understood import Understood, understand
from pegel.replay import read_file
from pegel.social import Post, Snapshot

SHOWN = 20  # posts in a table; --json has them all
KINDS = ("like", "repost", "reply", "quote", "accept", "star")


def add_parser(subparsers: Any) -> None:
    """The arguments of `pegel read`."""
    parser = subparsers.add_parser("read", help="one reading of an account, or of recorded answers")
    parser.add_argument("account", metavar="NETWORK:HANDLE", help=f"networks: {', '.join(NETWORKS)}")
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--replay", metavar="DIR", help="answer from a folder of recordings, not the internet"
    )
    source.add_argument(
        "--answer", metavar="FILE", nargs="+", type=Path, help="say what the reader makes of recorded answers"
    )
    parser.add_argument("--json", action="store_true", help="for programs")


def run(args: argparse.Namespace) -> int:
    """0 when it was read; failures leave by name."""
    if args.answer:
        asked = args.account.partition(":")[0]
        if not (name := network_named(asked)):
            raise CannotRun(f"{asked!r} is no network that is read: {', '.join(NETWORKS)}")
        network = NETWORKS[name](fetch=Nobody())
        files = [(file, understand(network, each)) for file in args.answer for each in exchanges(file)]
        show_answers(name, files, args.json)
        return 0
    name, handle = wanted(args.account)
    outside = fetch.Replay(args.replay) if args.replay else fetch.from_environment()
    snapshot = NETWORKS[name](outside).snapshot(handle)
    if snapshot:  # always: no validator was sent, so "nothing new" cannot be the answer
        show_snapshot(NETWORKS[name], snapshot, args.json)
    return 0


def exchanges(file: Path) -> Sequence[Mapping[str, Any]]:
    """The exchanges of a file; CannotRun where there is none."""
    found = read_file(file)
    if not found:
        raise CannotRun(f"{file} holds no recorded answer (request, status, headers, body)")
    return found


def plain(value: Any) -> Any:
    """A value as JSON has it; an error by its name, its sentence and its time."""
    if isinstance(value, NetworkError):
        until = value.until.isoformat() if isinstance(value, RateLimited) else None
        return {"type": type(value).__name__, "message": str(value), "until": until}
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} is no JSON")


def show_snapshot(network: type[Network], snapshot: Snapshot, as_json: bool) -> None:
    """A snapshot as JSON, or as a table."""
    if as_json:
        print(json.dumps(asdict(snapshot), default=plain, ensure_ascii=False, indent=2))
        return
    told = {"followers": snapshot.reach, "curation": snapshot.curation, "standing": snapshot.standing}
    told["posts"] = len(snapshot.posts)
    counts = ", ".join(f"{number:,} {what}" for what, number in told.items() if number is not None)
    console().print(
        f"{network.title} {snapshot.handle} ({snapshot.name}), {snapshot.read_at:%Y-%m-%d %H:%M} UTC"
    )
    console().print(counts)
    show_posts(snapshot.posts)
    for line in heard.of_account(snapshot):
        console().print(f"heard on {line}")
    for note in snapshot.notes:
        console().print(f"! {note}")


def show_answers(network: str, files: Sequence[tuple[Path, Understood]], as_json: bool) -> None:
    """What was understood of each answer."""
    if as_json:
        shown = [{"file": str(file)} | as_data(each) for file, each in files]
        print(json.dumps({"network": network, "answers": shown}, default=plain, ensure_ascii=False, indent=2))
        return
    for file, each in files:
        console().print(f"{file.name} – {each.status} {each.url}\n  {each.says}")
        if each.error:
            console().print(f"  {type(each.error).__name__}: {each.error}")
        if isinstance(each.error, RateLimited):
            console().print(f"  come back at {each.error.until:%Y-%m-%d %H:%M:%S} UTC")
        if each.profile and (told := told_of(each.profile)):
            console().print(f"  {told}")
        if each.people is not None:
            console().print(f"  {many(each.people, 'distinct account')}")
        if each.reaches:
            counted = [f"{who} {reach:,}" for who, reach in each.reaches.items()]
            console().print(f"  followers of each: {', '.join(counted[:SHOWN])}")
        if each.posts is not None:
            out = f"{each.dropped} left out (reposts, forks, removed, not public, twice)"
            console().print(f"  {many(len(each.posts), 'post')}{f', {out}' if each.dropped else ''}")
            show_posts(each.posts)
        if each.next:
            console().print(f"  next page: {each.next}")


def told_of(profile: Profile) -> str:
    """Everything of a profile that was told, on one line; some answers do not say whose it is."""
    counts = {"standing": profile.standing, "curation": profile.curation}
    whose = [profile.handle, f"id {profile.account_id}"] if profile.handle else []
    reach = [followers(profile.reach)] if profile.handle or profile.reach is not None else []
    more = [f"{what} {number:,}" for what, number in counts.items() if number is not None]
    tags = [f"tags {', '.join(profile.tags[:10])}"] if profile.tags else []
    return ", ".join([*whose, *reach, *more, *tags])


def many(number: int, what: str) -> str:
    """How many there are of something, in words."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def followers(reach: int | None) -> str:
    """How many follow, in words."""
    return "followers unknown" if reach is None else f"{reach:,} followers"


def as_data(value: Any) -> dict[str, Any]:
    """A frozen value's fields one level deep; errors stay errors."""
    fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
    return {
        name: asdict(field)
        if is_dataclass(field) and not isinstance(field, type)
        else [asdict(post) for post in field]
        if name == "posts" and field is not None
        else field
        for name, field in fields.items()
    }


def show_posts(posts: Sequence[Post]) -> None:
    """The newest posts and what others did with them; – is a count that nobody told."""

    kinds = [kind for kind in KINDS if any(kind in post.reactions for post in posts)]
    screen, heads = console(), [f"{name:>8}" for name in (*kinds, "reactors")]
    room = max(20, screen.width - 12 - 10 * len(heads))
    screen.print("  ".join(["posted    ", *heads, "post"]))
    for post in posts[:SHOWN]:
        counts = [*map(post.reactions.get, kinds), None if post.reactors is None else len(post.reactors)]
        shown = [f"{'–' if number is None else f'{number:,}':>8}" for number in counts]
        line = post.excerpt if len(post.excerpt) <= room else f"{post.excerpt[: room - 1]}…"
        screen.print("  ".join([f"{post.posted_at:%Y-%m-%d}", *shown, line]))
    if len(posts) > SHOWN:
        console().print(f"and {len(posts) - SHOWN} more: --json has them all")


def console() -> Any:
    """The terminal. What strangers wrote is text there, never markup."""
    from rich.console import Console

    return Console(markup=False, highlight=False, soft_wrap=True)
