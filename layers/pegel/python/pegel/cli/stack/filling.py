"""The demo world is written by a process of its own: it takes 150 MB, which are given back when it ends."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections.abc import Mapping
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pegel.cli.stack.steps import Progress
from pegel.errors import CannotRun, PegelError


def fill(environment: Mapping[str, str], folder: Path, progress: Progress) -> Any:
    """Write the recordings to `folder` and the members to the stack; returns who can sign in."""
    spawn = multiprocessing.get_context("spawn")  # a clean process: `store` reads its tables' names once
    ours, theirs = spawn.Pipe(duplex=False)
    child = spawn.Process(target=work, args=(dict(environment), folder, theirs))
    child.start()
    group = child.pid
    assert group  # it was started
    theirs.close()
    try:
        while True:
            told = ours.recv()
            if not isinstance(told, tuple):
                break
            progress(*told)
    except EOFError:
        raise CannotRun("the demo world was not finished: see above") from None
    finally:
        with contextlib.suppress(ProcessLookupError):  # it has ended, and its own children with it
            os.killpg(group, signal.SIGKILL)
        child.kill()
        child.join()
    if isinstance(told, Exception):
        raise told
    return told


def work(environment: Mapping[str, str], folder: Path, tell: Connection) -> None:
    """In the child: (done, of) while it works, at the end the result or what went wrong."""
    os.setsid()  # Ctrl-C reaches the parent alone, which ends us and our own children as one group
    from pegel.cli.demo import seed

    try:
        result: Any = seed(environment, folder, datetime.now(UTC), lambda done, of: tell.send((done, of)))
    except (PegelError, OSError) as failure:
        result = failure
    tell.send(result)
