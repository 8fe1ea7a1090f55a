"""Two hundred members with scores on a stack of their own, whose code knows one model more."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conftest import ROOT

from pegel.scoring import model as models
from pegel.scoring import published
from pegel.scoring.blended import Blended
from pegel.scoring.features import Features
from pegel.scoring.published import Run, Subject
from pegel.scoring.score import score
from pegel.social import Account, Member

if TYPE_CHECKING:
    from pegel.cli.stack.stack import Stack

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
OLD, NEW = models.load(), "2099.01"
MEMBERS = 200
NAME = "rescoring"  # of the stack
REGIONS = ("DE", "PT", "GH")
WORKER = Path(__file__).with_name("rescore_worker.py")


def copied(folder: Path) -> Path:
    """The project with another model beside the shipped one: flatter curves, the same measure."""
    for name in ("functions", "layers"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "template.yaml", folder)
    shipped = json.loads((models.FOLDER / f"{OLD.version}.json").read_text())
    shipped["version"] = NEW
    shipped["curves"] = {
        role: [0.8 * height for height in heights] for role, heights in shipped["curves"].items()
    }
    shipped["checksum"] = models.checksum(shipped)
    path = folder / models.FOLDER.relative_to(ROOT) / f"{NEW}.json"
    path.write_text(json.dumps(shipped))
    (path.parent / f"{NEW}.md").write_text("# Model 2099.01\n\n## Results\n\nAs hoped.\n")
    return folder


def subjects() -> list[Subject]:
    """Members with one to three accounts each."""
    dice = random.Random(3)
    return [subject(dice, f"mem_{at:026}", at) for at in range(MEMBERS)]


def subject(dice: random.Random, member_id: str, at: int) -> Subject:
    networks = dice.sample(["mastodon", "bluesky", "github"], dice.randint(1, 3))
    accounts = {
        f"{network}#{at}": Account(member_id, network, f"@u{at}@pegel.example", str(at), "proven")
        for network in sorted(networks)
    }
    measured = [
        Features(key, one.network, values(dice, one.network), {"reactors": (0.3, 0.4)}, (), NOW)
        for key, one in accounts.items()
    ]
    member = Member(member_id, f"n{at}", f"Name {at}", region=REGIONS[at % 3], klout_id=f"8125{at:014}")
    return Subject(member, accounts, measured)


def values(dice: random.Random, network: str) -> dict[str, float | None]:
    return {role: float(int(dice.lognormvariate(5, 1.5)) + 3) for role in OLD.calibration[network]}


@dataclass
class Everybody:
    """The stack, its tables, and runs over its members."""

    stack: Stack
    root: Path
    environment: Mapping[str, str]
    machine: str

    def fill(self, store: Any) -> None:
        """As if everybody had been read and scored."""
        all_ = subjects()
        results = score([one.features for one in all_], OLD)
        run = Run(NOW)
        for one, result in zip(all_, results, strict=True):
            self.put(store, one, published.document(one, Blended(result), dict.fromkeys(("day",), 0.5), run))

    def put(self, store: Any, one: Subject, document: bytes) -> None:
        """A member's accounts and score."""
        items, scores = store("account_items"), store("score_items")
        for account, measured in zip(one.accounts.values(), one.features, strict=True):
            item = items.to_item(account)
            item.reading = items.deflated({"features": measured.to_json()})
            item.save()
        scores.ScoreItem(
            one.member.id, document=scores.deflated(document), history=b"x" * 380, run_at=NOW
        ).save()

    def run(self, **asked: Any) -> dict[str, Any]:
        """The real machine, to its end."""
        states = self.stack.client("stepfunctions")
        started = states.start_execution(stateMachineArn=self.machine, input=json.dumps(asked))
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            told = states.describe_execution(executionArn=started["executionArn"])
            if told["status"] != "RUNNING":
                return dict(told)
            time.sleep(0.1)
        raise AssertionError("the run did not end in 90 s")

    def pegel(self, *words: str) -> str:
        """The command of the copied project, on this stack: what it prints, or why it refuses."""
        layer = self.root / "layers" / "pegel" / "python"
        ran = subprocess.run(
            [sys.executable, "-P", "-m", "pegel.cli.pegel", "model", *words, *self.where],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(layer), "COLUMNS": "100"},
            capture_output=True,
            text=True,
            check=False,
        )
        return ran.stdout if ran.returncode == 0 else ran.stderr

    @property
    def where(self) -> tuple[str, ...]:
        """Options that name the stack."""
        return ("--stack", NAME, "--endpoint", self.stack.emulator.endpoint)

    def task(self, event: Mapping[str, Any], dies_at: int = 0) -> Any:
        """One task in a process of its own: its answer and units, or None if it died."""
        roots = [self.root / "functions" / "rescore", self.root / "layers" / "pegel" / "python"]
        settings = {**self.environment, "PATH": os.environ["PATH"], "POWERTOOLS_SERVICE_NAME": "pegel"}
        settings |= {"PYTHONPATH": os.pathsep.join(map(str, roots)), "POWERTOOLS_METRICS_NAMESPACE": "Pegel"}
        ran = subprocess.run(
            [sys.executable, "-P", WORKER, json.dumps(event), str(dies_at)],
            env=settings,
            capture_output=True,
            check=False,
        )
        if ran.returncode == 9:
            return None
        assert ran.returncode == 0, ran.stderr.decode()[-2000:]
        return json.loads(ran.stdout.splitlines()[-1])
