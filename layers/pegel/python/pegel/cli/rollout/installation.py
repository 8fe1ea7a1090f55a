"""Which installation a command works on: a stack on AWS, or the local one that `pegel up` runs.

`--stack NAME` reads CloudFormation's outputs with the environment's AWS settings; `--endpoint URL`, which
`pegel up` prints ("AWS at …"), means the local stack and needs no settings at all.
"""

from __future__ import annotations

import argparse
import importlib
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pegel.errors import CannotRun

NAME = "pegel"  # of the stack
TABLES = {  # setting of the store → output of the stack
    "SCORES_TABLE": "ScoresTableName",
    "ACCOUNTS_TABLE": "AccountsTableName",
    "KEYS_TABLE": "KeysTableName",
    "LIMITS_TABLE": "LimitsTableName",
}


@dataclass(frozen=True, slots=True)
class Installation:
    """A stack's machine, and its tables through `store`."""

    machine: str

    def client(self, service: str) -> Any:
        """Of boto3."""
        import boto3

        return boto3.client(service)

    def store(self, name: str) -> Any:
        """A module of the store, on this stack's tables."""
        return importlib.import_module(f"pegel.store.{name}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where."""
    parser.add_argument(
        "--stack", default=NAME, metavar="NAME", help=f"CloudFormation stack (default {NAME})"
    )
    parser.add_argument("--endpoint", metavar="URL", help="of the local stack, as `pegel up` prints it")


def found(args: argparse.Namespace) -> Installation:
    """The installation; CannotRun where there is none."""
    if args.endpoint:
        from pegel.cli.stack.emulator import KEYS, REGION

        os.environ.update({**KEYS, "AWS_ENDPOINT_URL": args.endpoint})
        os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
    import boto3
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        (stack,) = boto3.client("cloudformation").describe_stacks(StackName=args.stack)["Stacks"]
    except (BotoCoreError, ClientError) as error:
        raise CannotRun(f"stack {args.stack} cannot be looked at: {error}") from error
    outputs = {one["OutputKey"]: one["OutputValue"] for one in stack.get("Outputs", [])}
    if missing := {"RescoreMachineArn", *TABLES.values()} - outputs.keys():
        told = ", ".join(sorted(missing))
        raise CannotRun(f"stack {args.stack} is older than this pegel and has no {told}: deploy it again")
    os.environ.update({setting: outputs[name] for setting, name in TABLES.items()})
    os.environ["ACCESS_PATH"] = f"/{args.stack}/networks"
    return Installation(outputs["RescoreMachineArn"])


def agreed(args: argparse.Namespace, question: str) -> bool:
    """Whether to go on: --yes, or a yes on the terminal; never with --dry-run."""
    if args.dry_run:
        print("--dry-run: nothing was changed")
        return False
    if args.yes:
        return True
    try:
        return input(f"{question} [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def add_consent(parser: argparse.ArgumentParser) -> None:
    """Options of a command that changes something."""
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")


def now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)
