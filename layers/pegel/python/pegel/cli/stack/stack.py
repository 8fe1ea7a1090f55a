"""The whole system on this machine: emulator, deployed template, front. `pegel up` shows it, tests use it."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from pegel.cli.stack.deployment import Clients, Deployed, deploy
from pegel.cli.stack.emulator import KEYS, REGION, Emulator, installed
from pegel.cli.stack.front import Front, Tell
from pegel.cli.stack.logs import Logs
from pegel.cli.stack.ports import free_port, is_taken
from pegel.cli.stack.shims.runtime import IDLE, Workers
from pegel.errors import CannotRun, PegelError

NAME = "pegel"  # of the CloudFormation stack
SPACE = 200  # MB that must be free to start
ROOT = Path(__file__).resolve().parents[6]  # where template.yaml lies


class FunctionFailed(PegelError):
    """A function called by hand raised; `kind` is the name of what it raised."""

    def __init__(self, function: str, payload: Mapping[str, Any]) -> None:
        self.kind = str(payload.get("errorType", ""))
        super().__init__(f"{function} failed: {self.kind}: {payload.get('errorMessage')}")


@contextlib.contextmanager
def held(work: Path) -> Iterator[None]:
    """A work folder for one stack alone: two would write each other's logs and worlds."""
    try:
        work.mkdir(parents=True, exist_ok=True)
        lock = (work / "lock").open("w")
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise CannotRun(f"--work-dir {work} cannot be used: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotRun(f"{work} is used by another stack: choose another by --work-dir") from error
        yield


class Stack:
    """Start it step by step (`start`, `deploy`, `open`), leave the `with` to stop everything."""

    def __init__(
        self, work: Path, *, port: int | None = None, auth: bool = False, root: Path = ROOT, idle: int = IDLE
    ) -> None:
        self.work, self.root = work.resolve(), root
        self.port = port or free_port()
        self._auth, self._log = auth, self.work / "functions.log"
        self._workers = Workers(Path(sys.executable), self._log, idle)
        self._kept = contextlib.ExitStack()
        self._deployed: Deployed | None = None
        self.emulator = Emulator(installed(ROOT), free_port(), self.work, auth=auth)
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        if is_taken(self.port):
            raise CannotRun(
                f"port {self.port} is in use: stop what listens there, or choose another by --port"
            )
        if not (self.root / "template.yaml").exists():
            raise CannotRun(
                f"{self.root / 'template.yaml'} is missing: run this in a clone of the repository"
            )
        self._kept.enter_context(held(self.work))
        if shutil.disk_usage(self.work).free < SPACE * 1_000_000:
            raise CannotRun(f"the disk is full: less than {SPACE} MB are free in {self.work}")
        shutil.rmtree(self.work / "scratch", ignore_errors=True)
        self._log.write_text("")
        return self

    def __exit__(self, *_: object) -> None:
        self._kept.close()

    def start(self) -> None:
        """The emulator."""
        self._kept.enter_context(self.emulator)

    def deploy(
        self, parameters: Mapping[str, str], *, root: Path | None = None, name: str = NAME
    ) -> Deployed:
        """The template of `root`, again if it is there already."""
        deployed = deploy(Clients(self.emulator.endpoint), root or self.root, self._workers, parameters, name)
        if name == NAME:
            self._deployed = deployed
        return deployed

    def open(self, tell: Tell = lambda method, path, status, took: None, api: str = "") -> str:
        """The front: from now on the address answers."""
        front = Front(self.port, self.emulator.port, api or self._known.api, tell)
        return self._kept.enter_context(front).url

    @property
    def _known(self) -> Deployed:
        if self._deployed is None:
            raise CannotRun("nothing is deployed yet")
        return self._deployed

    @property
    def outputs(self) -> Mapping[str, str]:
        """Of the template."""
        return self._known.outputs

    @property
    def functions(self) -> Mapping[str, str]:
        """Folder of the code → name in the emulator."""
        return self._known.functions

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to use `store` as the functions do."""
        return {
            **self._known.variables,
            **KEYS,
            "AWS_ENDPOINT_URL": self.emulator.endpoint,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
        }

    def client(self, service: str) -> Any:
        """A boto3 client of the emulator."""
        return Clients(self.emulator.endpoint)(service)

    def invoke(self, function: str, event: Any) -> Any:
        """Call a function by its folder's name and wait; FunctionFailed if it raised."""
        name = self.functions[function]
        answer = self.client("lambda").invoke(FunctionName=name, Payload=json.dumps(event))
        payload = json.loads(answer["Payload"].read() or b"null")
        if answer.get("FunctionError"):
            raise FunctionFailed(function, payload)
        return payload

    def logs(self, tell: Callable[[Any], None] = lambda line: None) -> Logs:
        """What the functions said so far; inside a `with`, each new line goes to `tell`."""
        return Logs(self._log, tell)
