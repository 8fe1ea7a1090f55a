"""`pegel score mastodon:@user@server bluesky:handle github:login`: read, score, explain, and keep nothing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pegel import fetch
from pegel.cli.rollout.installation import now
from pegel.cli.wanted import FORMS, wanted
from pegel.errors import CannotRun, NetworkError, NotRecorded
from pegel.linking import application
from pegel.networks import NETWORKS
from pegel.scoring import features
from pegel.scoring.features import Features
from pegel.scoring.model import CURRENT, Model, load
from pegel.social import Access, Snapshot

NOTHING_READ = 1
NOT_ENOUGH = 3  # read, but no number


@dataclass(frozen=True)
class Reading:
    """An account as it was asked for, and what came of it."""

    network: str
    handle: str
    snapshot: Snapshot | None
    trouble: str = ""


def add_parser(subparsers: Any) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser(
        "score", help="read accounts, score them and explain every point", description=__doc__
    )
    parser.add_argument("accounts", nargs="*", metavar="NETWORK:HANDLE", help=FORMS)
    parser.add_argument("--replay", metavar="DIR", help="answer from recordings instead of the internet")
    parser.add_argument(
        "--snapshot", metavar="FILE", type=Path, help="offline: compute a served score again from its file"
    )
    parser.add_argument("--json", action="store_true", help="the explanation as one JSON document")
    parser.add_argument("--explain", action="store_true", help="a sentence for every feature")
    parser.add_argument("--language", choices=("en", "de"), default="en", help="of the sentences")
    parser.add_argument(
        "--model", default=CURRENT, metavar="VERSION", help="which model (default %(default)s)"
    )


def run(args: argparse.Namespace) -> int:
    """0: a score · 1: nothing could be read · 3: read, but not enough for a score · 4: see score_again."""
    if bool(args.snapshot) == bool(args.accounts):
        raise CannotRun(f"name accounts ({FORMS}), or a file with --snapshot: one of the two")
    if args.snapshot:
        from pegel.cli import score_again

        return score_again.run(args)
    from pegel.cli import score_table
    from pegel.scoring.score import score

    model = load(args.model)
    once = dict.fromkeys(wanted(text) for text in args.accounts)
    readings = read_all(list(once), fetcher(args.replay), quiet=args.json)
    found = measured(readings, model)
    result = score([found], model)[0]
    if args.json:
        print(score_table.to_json(result, readings, found, args.language))
    else:
        score_table.show(result, readings, found, args)
    if not found:
        return NOTHING_READ
    return 0 if result.value is not None else NOT_ENOUGH


def fetcher(replay: str | None) -> Any:
    """Recordings where a folder is named, else what the environment says."""
    if replay is None:
        return fetch.from_environment()
    if not os.path.isdir(replay):  # noqa: PTH112 - the text as it was typed, for the sentence
        raise CannotRun(f"there is no folder {replay}: --replay names one with recorded answers")
    return fetch.from_environment({"PEGEL_REPLAY": replay})


def access_to(network: str) -> Access:
    """What the environment gives for a network: GITHUB_TOKEN, YOUTUBE_KEY, TWITCH_CLIENT_ID, X_MEMBER …"""
    given = {
        name: os.environ.get(f"{network}_{name}".upper(), "")
        for name in ("client_id", "client_secret", "key", "token", "member")
    }
    return Access(given["client_id"], given["client_secret"], given["key"], given["token"], given["member"])


def read_all(asked: Sequence[tuple[str, str]], source: Any, *, quiet: bool) -> list[Reading]:
    """Read one account after the other; what could not be read is told and does not stop the others."""
    readings = []
    for network, handle in progress(asked, quiet=quiet):
        try:
            reader = application.opened(NETWORKS[network](source, access_to(network)), now())
            snapshot = reader.snapshot(handle)
            readings.append(Reading(network, handle, snapshot))
        except (NetworkError, NotRecorded) as error:
            readings.append(Reading(network, handle, None, f"{type(error).__name__}: {error}"))
    return readings


def progress(asked: Sequence[tuple[str, str]], *, quiet: bool) -> Iterable[tuple[str, str]]:
    """Says on stderr which account is being read, where somebody looks at it."""
    from rich.console import Console

    console = Console(file=sys.stderr, quiet=quiet or not sys.stderr.isatty())
    with console.status("reading") as status:
        for number, (network, handle) in enumerate(asked, 1):
            status.update(f"reading {network}:{handle} ({number} of {len(asked)})")
            yield network, handle


def measured(readings: Sequence[Reading], model: Model) -> list[Features]:
    """Features of what was read."""
    return [features.read(one.snapshot, model) for one in readings if one.snapshot is not None]
