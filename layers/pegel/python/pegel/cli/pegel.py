"""The `pegel` command. A subcommand's module is imported only when it is asked for: `--help` stays fast."""

from __future__ import annotations

import argparse
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version

from pegel.errors import PegelError

COMMANDS = {  # name -> what it does; its module is pegel.cli.<name>
    "up": "the whole system on this machine, until Ctrl-C",
    "score": "read accounts, score them and explain every point",
    "read": "one reading of an account as JSON, or what the reader understands of recorded answers",
    "model": "train and evaluate the score's model",
    "topics": "what people are heard on: list, assign, evaluate, import",
    "key": "make, list and revoke API keys",
    "networks": "which networks are read, on what terms, and what that costs",
}


def parser_for(command: str | None) -> argparse.ArgumentParser:
    """All commands by name; only the arguments of `command` are known."""
    parser = argparse.ArgumentParser(prog="pegel", description="An honest score of influence, explained.")
    parser.add_argument("--version", action="version", version=f"pegel {version('pegel')}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, does in COMMANDS.items():
        if name == command:
            importlib.import_module(f"pegel.cli.{name}").add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=does, add_help=False)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. What went wrong is one sentence and exit code 1, never a traceback."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    command = next((word for word in arguments if not word.startswith("-")), None)
    try:
        chosen = parser_for(command).parse_args(arguments)
        code = int(importlib.import_module(f"pegel.cli.{chosen.command}").run(chosen))
        sys.stdout.flush()  # here, where a full disk and a closed pipe still get their sentence
        return code
    except PegelError as failure:
        return tell(str(failure))
    except BrokenPipeError:  # the reader of a pipe has left: nothing to say, nobody to say it to
        forget_the_rest()
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as failure:
        if failure.errno != errno.ENOSPC:
            raise
        forget_the_rest()
        return tell(f"the disk is full: nothing more can be written{where(failure)}")


def forget_the_rest() -> None:
    """What is still to be written to standard output is not: Python would try again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def where(failure: OSError) -> str:
    """The file, if the system says which."""
    return f" to {failure.filename}" if failure.filename else ""


def tell(sentence: str) -> int:
    """The sentence for people, the code for programs."""
    print(f"pegel: {sentence}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
