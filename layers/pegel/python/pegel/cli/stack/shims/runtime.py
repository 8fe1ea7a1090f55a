"""The emulator's Python worker loses the names of exceptions, and waits 50 ms for output after a silent call.

MiniStack 1.5.33, local-stack bugs 2 and 3. Functions run under `provided.al2023` instead, where the emulator
starts a `bootstrap`: ours starts `runtime_client.py`, the loop that AWS runs around a handler.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CLIENT = Path(__file__).with_name("runtime_client.py")
IDLE = 60  # seconds after which a worker without work ends itself: the emulator keeps one of each for ever


@dataclass(frozen=True, slots=True)
class Workers:
    """How functions are run: by which Python, logging where, staying how long."""

    python: Path
    log: Path
    idle: int = IDLE
    runtime: str = "provided.al2023"

    def bootstrap(self, name: str, roots: Sequence[Path]) -> bytes:
        """A shell script that becomes the runtime client. -P: only roots and third parties are importable."""
        settings = {
            "LOCAL_FUNCTION": name,
            "LOCAL_CODE_ROOTS": os.pathsep.join(map(str, roots)),
            "LOCAL_LOG": str(self.log),
            "LOCAL_IDLE": str(self.idle),
        }
        given = " ".join(f"{key}={shlex.quote(value)}" for key, value in settings.items())
        command = shlex.join([str(self.python), "-P", "-u", str(CLIENT)])
        return f"#!/bin/sh\n{given} exec {command}\n".encode()
