"""How long an API function takes to import, against boto3 with one client: fresh processes taking turns."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.measure import ALIKE, TRIES, Row, Void
from unit.api.gateway import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
LAYER = ROOT / "layers" / "pegel" / "python"
BASELINE = "import boto3; boto3.client('dynamodb')"
PROGRAMS = {
    "nothing": "",
    "boto3, one client": BASELINE,
    "boto3, one client again": BASELINE,
    "scores": "import scores",
    "members": "import members",
}
GOALS = {"scores": 1.0, "members": 1.5}
NEVER = ("numpy", "pydantic", "aws_xray_sdk")  # in no API function
NOT_IN_SCORES = ("requests", "boto3")


def rows(processes: int = 15) -> list[Row]:
    """All lines of the table. Each time is the least of all processes, less that of a bare interpreter."""
    least = times(max(processes, 11))
    for _ in range(TRIES):
        twice = least["boto3, one client"] / least["boto3, one client again"]
        if abs(twice - 1) <= ALIKE:
            break
        again = times(max(processes, 11))
        least = {name: min(least[name], again[name]) for name in least}
    else:
        raise Void(f"boto3 against itself differs by {abs(twice - 1):.1%}: the machine is too busy")
    baseline = least["boto3, one client"] - least["nothing"]
    return [
        Row(
            "import",
            name,
            1e3 * (seconds - least["nothing"]),
            "ms",
            ratio,
            GOALS.get(name),
            loaded_note(name),
        )
        for name, seconds in least.items()
        if name != "nothing"
        for ratio in [(seconds - least["nothing"]) / baseline]
    ]


def times(processes: int) -> dict[str, float]:
    """The least seconds of a whole process by program."""
    least = dict.fromkeys(PROGRAMS, float("inf"))
    for _ in range(processes):
        for name, program in PROGRAMS.items():
            began = time.perf_counter()
            run(name, program)
            least[name] = min(least[name], time.perf_counter() - began)
    return least


def run(name: str, program: str) -> str:
    """One fresh process, with the roots that the function has on Lambda."""
    roots = [str(ROOT / "functions" / name), str(LAYER)] if name in GOALS else [str(LAYER)]
    environment = {**os.environ, **SETTINGS, "PYTHONPATH": os.pathsep.join(roots)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def loaded_note(name: str) -> str:
    """Says which modules a function does without; AssertionError if it imports one of them."""
    if name not in GOALS:
        return ""
    told = run(name, f"{PROGRAMS[name]}; import sys; print(*sys.modules)").split()
    never = NEVER + (NOT_IN_SCORES if name == "scores" else ())
    found = sorted(set(never) & set(told))
    assert not found, f"{name} imports {', '.join(found)}"
    return f"without {', '.join(never)}"
