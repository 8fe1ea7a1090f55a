"""`pegel up`: the whole system on this machine, until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.console import Console

from pegel.cli.stack.filling import fill
from pegel.cli.stack.mail import Mailbox
from pegel.cli.stack.stack import Stack
from pegel.cli.stack.steps import Steps
from pegel.cli.stack.stream import Stream
from pegel.errors import CannotRun

PORT = 8000
INVENTED_URL = "https://pegel.example"  # what profiles in recordings link to: their proofs hold here
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def add_parser(subparsers: Any) -> None:
    """The command's arguments."""
    parser = subparsers.add_parser("up", help="the whole system on this machine, until Ctrl-C")
    parser.add_argument(
        "--seed", choices=["demo", "none"], help="a living demo world (default), or start empty"
    )
    parser.add_argument("--auth", action="store_true", help="enforce the template's IAM policies")
    parser.add_argument("--port", type=port, default=PORT, help=f"of the page and the API (default {PORT})")
    parser.add_argument("--replay", type=Path, metavar="DIR", help="networks answer from recordings in DIR")
    parser.add_argument(
        "--work-dir", type=Path, default=Path(".pegel"), metavar="DIR", help="logs, demo world"
    )


def port(text: str) -> int:
    """A number that a port can have; argparse says which option it was."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: a number from 1 to 65535")
    return int(text)


class Stopped(BaseException):
    """Told to stop. No Exception: nobody on the way may take it for a failure."""


def run(args: argparse.Namespace) -> int:
    """Start, say "ready", show the logs until told to stop; then nothing is left running."""
    replay = folder_to_replay(args)
    console = Console(highlight=False)
    try:
        with (
            stopped_by_signals(),
            Stack(args.work_dir, port=args.port, auth=args.auth) as stack,
            Stream(console, stack.work / "pegel.log") as stream,
        ):
            start(stack, Steps(console), stream, replay, args.seed)
            show(stack, stream)
    except Stopped:
        console.print("stopped: nothing is left running")
    return 0


def folder_to_replay(args: argparse.Namespace) -> Path | None:
    """The folder of recordings the networks answer from. None: the demo's own, or they are asked live."""
    chosen = args.replay or (Path(os.environ["PEGEL_REPLAY"]) if os.environ.get("PEGEL_REPLAY") else None)
    if chosen is None:
        return None
    if args.seed == "demo":
        raise CannotRun(
            "--seed demo brings its own recordings: leave out --replay and PEGEL_REPLAY, or --seed none"
        )
    if not chosen.is_dir():
        raise CannotRun(f"--replay {chosen} is not a folder")
    return chosen.resolve()


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Ctrl-C, SIGTERM and a closed terminal raise Stopped, once: stopping is not to be interrupted."""

    def told(*_: object) -> None:
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        raise Stopped

    before = {number: signal.signal(number, told) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def start(stack: Stack, steps: Steps, stream: Stream, replay: Path | None, seed: str | None) -> None:
    """Everything up to "ready"."""
    demo = replay is None and seed != "none"
    world = stack.work / "world" if demo else replay
    about: list[str] = []
    parameters = {
        "Stage": "local",
        "PublicUrl": INVENTED_URL if world else stack.url,
        "Replay": str(world or ""),
    }
    with steps.step("emulator of AWS (MiniStack)"):
        stack.start()
    with steps.step("deploying template.yaml"):
        stack.deploy(parameters)
    if demo:
        with steps.step("demo world") as progress:
            who = fill(stack.environment, stack.work / "world", progress)
        about = [
            "        also /@ruben (a network is down), /@kofi (falls), /@lotte (not enough data)",
            f"sign in as {who.email} with {who.password}",
            f"API key {who.key}",
        ]
    with steps.step("page and API"):
        stack.open(stream.request)
    steps.ready(
        stack.url,
        f"look at {stack.url}{'/@mira' if demo else ''} and {stack.url}/openapi.json",
        *about,
        f"AWS at  {stack.emulator.endpoint} (key and secret: test)",
        f"logs    below, and in {stack.work / 'pegel.log'}",
    )


def show(stack: Stack, stream: Stream) -> None:
    """The logs of all functions in one stream until told to stop, or until the emulator is gone."""
    with stack.logs(stream.tell), Mailbox(stack.emulator.port, stream.mail):
        while stack.emulator.runs:
            time.sleep(0.5)
    raise CannotRun(f"the emulator ended by itself: see {stack.emulator.log}")
