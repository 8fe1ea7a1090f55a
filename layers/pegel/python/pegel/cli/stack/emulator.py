"""MiniStack, the emulator of AWS: started with our settings, stopped with everything it started."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from pegel.cli.stack.ports import LOOPBACK
from pegel.errors import CannotRun

REGION = "us-east-1"
KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}  # the emulator's root user
START = 30.0  # seconds until it must answer; 0.7 on an idle machine
GRACE = 0.5  # seconds between asking the processes to end and ending them: no state is kept
PROCESS = Path(__file__).with_name("emulator_process.py")

SETTINGS = {
    "BIND_HOST": LOOPBACK,  # every network otherwise: local-stack bug 8
    "LAMBDA_EXECUTOR": "local",  # subprocesses, no Docker
    "LAMBDA_ACCOUNT_CONCURRENCY": "20",  # unbounded otherwise: 50 cold starts took 3.3 GB
    "LAMBDA_WARM_TTL_SECONDS": "60",
    "SFTP_ENABLED": "0",  # listeners nobody needs
    "IOT_MTLS_ENABLED": "0",
    "PERSIST_STATE": "0",  # streams do not survive a restart with kept state
    "S3_PERSIST": "0",
    "MINISTACK_HOST": "localhost",
    "MINISTACK_REGION": REGION,
}


class Emulator:
    """One MiniStack in a process group of its own. Use it in a `with`: leaving stops the whole group."""

    def __init__(
        self,
        python: Path,
        port: int,
        folder: Path,
        *,
        auth: bool = False,
        settings: Mapping[str, str] = SETTINGS,
    ) -> None:
        self.python, self.port, self.folder = python, port, folder
        self.endpoint = f"http://{LOOPBACK}:{port}"
        self.log = folder / "emulator.log"
        self._settings = {**settings, "AUTH": str(auth).lower()}
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if not self.python.exists():
            raise CannotRun(
                f"the emulator is not installed ({self.python} is missing): run `make install` first"
            )
        scratch = self.folder / "scratch"
        scratch.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [self.python, PROCESS],
                env=self.environment(scratch),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C comes to us, and we stop the group
            )
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def environment(self, scratch: Path) -> dict[str, str]:
        """Of the caller's environment only what a process needs: no real credentials reach a function."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
        return {
            **kept,
            **KEYS,
            **self._settings,
            "GATEWAY_PORT": str(self.port),
            "AWS_ENDPOINT_URL": self.endpoint,  # boto3 and pynamodb in the functions follow it
            "TMPDIR": str(scratch),
        }

    def _wait(self) -> None:
        """Until it answers."""
        assert self._process
        until = time.monotonic() + START
        while not self.answers():
            if self._process.poll() is not None or time.monotonic() > until:
                last = self.log.read_text(errors="replace").strip().rpartition("\n")[2]
                raise CannotRun(f"the emulator did not start, see {self.log}: {last}")
            time.sleep(0.05)

    def answers(self) -> bool:
        """It is up."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=1)
        try:
            connection.request("GET", "/_ministack/health")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    @property
    def runs(self) -> bool:
        """It was started and has not ended by itself."""
        return self._process is not None and self._process.poll() is None

    def __exit__(self, *_: object) -> None:
        """Stop the whole group: the emulator and every function it runs."""
        process, self._process = self._process, None
        if process is None:
            return
        until = time.monotonic() + GRACE
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
            while time.monotonic() < until:
                process.poll()  # reaps it: an unreaped leader keeps the group alive
                os.killpg(process.pid, 0)
                time.sleep(0.02)
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin:
            process.stdin.close()


def installed(root: Path) -> Path:
    """The Python of the emulator's own environment: its botocore and ours contradict each other."""
    return root / ".emulator" / "bin" / "python"
