"""`pegel model shadow VERSION`: score everybody by another model, publish nothing, and report."""

from __future__ import annotations

import argparse
import json
import time
from typing import Any

from pegel.cli.rollout import cost
from pegel.cli.rollout.installation import Installation, add_consent, agreed, found, now
from pegel.cli.rollout.installation import add_arguments as add_installation
from pegel.cli.rollout.report import show
from pegel.errors import CannotRun
from pegel.scoring.model import load


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.add_argument("version", help="of the model")
    add_installation(parser)
    add_consent(parser)
    parser.add_argument("--json", action="store_true", help="the report for programs")


def run(args: argparse.Namespace) -> int:
    """0 once the report is there."""
    here, model = found(args), load(args.version)
    rollouts = here.store("rollouts")
    before = rollouts.get()
    after = before.shadow(args.version, now().date())
    if load(before.model).measure != model.measure:
        raise CannotRun(
            f"models {before.model} and {args.version} measure features differently: everybody has to be "
            "read again with the new constants before anybody can be rescored"
        )
    ranks = here.store("distributions").get().overall
    members = ranks.members if ranks else 0
    about = f"about {members} members, ${cost.estimated(members, writes=False):.4f}"
    told = f"score everybody by {args.version} beside {before.model} ({about}); nothing is published"
    if not args.json:
        print(told)
    if not agreed(args, "Go on?"):
        return 0
    rollouts.put(after, before, now())
    watched(here, {"mode": "shadow"}, members)
    report = here.store("runs").reported(f"shadow#{args.version}")
    if args.json:
        print(json.dumps(report, indent=2))
    else:
        show(report)
    return 0


def watched(here: Installation, asked: dict[str, Any], members: int) -> None:
    """Start the machine and wait for it, with a bar of members done."""
    from rich.console import Console
    from rich.progress import Progress

    states = here.client("stepfunctions")
    started = states.start_execution(stateMachineArn=here.machine, input=json.dumps(asked))["executionArn"]
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("members", total=members or None)
        while (told := states.describe_execution(executionArn=started))["status"] == "RUNNING":
            progress.update(bar, completed=done(here, asked, started.rpartition(":")[2]))
            time.sleep(0.5)
    if told["status"] != "SUCCEEDED":
        why = told.get("cause") or told.get("error") or told["status"]
        raise CannotRun(f"the run ended with {told.get('error', told['status'])}: {why}")


def done(here: Installation, asked: dict[str, Any], run: str) -> int:
    """Members that the shards have behind them."""
    runs, rollout = here.store("runs"), here.store("rollouts").get()
    kind = f"shadow#{rollout.next}" if asked["mode"] == "shadow" else asked["mode"]
    plan = runs.newest(kind)
    if not plan or plan["run"] != run:
        return 0
    shards = [runs.progress(kind, shard, run, plan["began"]) for shard in range(plan["shards"])]
    return sum(int(one.tally["members"]) for one in shards if one.tally)
