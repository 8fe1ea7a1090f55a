"""`pegel up` as a person has it: it starts, shows its logs, takes edits, and leaves nothing behind."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pegel.cli.stack.emulator import Emulator
from pegel.cli.stack.front import Front
from pegel.cli.stack.ports import LOOPBACK, free_port, is_taken
from pegel.cli.stack.stack import ROOT, Stack
from pegel.errors import CannotRun

PARAMETERS = {"Stage": "local", "PublicUrl": "https://pegel.example", "Replay": "none"}
PATIENCE = 60.0  # seconds for a start on a busy machine; it takes three
COMMAND = [sys.executable, "-m", "pegel.cli.pegel", "up", "--seed", "none"]


class Up:
    """A `pegel up` of our own, and what it printed so far."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.port, self._out = free_port(), folder / "out"
        self.work = folder / "work"
        with self._out.open("wb") as out:
            self.process = subprocess.Popen(
                [*COMMAND, "--port", str(self.port), "--work-dir", self.work, *arguments],
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def until(self, text: str) -> str:
        """Everything printed, once `text` is in it."""
        deadline = time.monotonic() + PATIENCE
        while text not in (printed := self._out.read_text()):
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"no {text!r} in: {printed}")
            time.sleep(0.05)
        return printed

    def get(self, path: str) -> int:
        return get(f"http://{LOOPBACK}:{self.port}{path}")

    def family(self) -> set[int]:
        """The process and all that it started, and all that those started."""
        listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, check=True).stdout
        pairs = [tuple(map(int, line.split())) for line in listed.decode().splitlines()]
        found, size = {self.process.pid}, 0
        while size < len(found):
            size = len(found)
            found |= {pid for pid, parent in pairs if parent in found}
        return found


def get(url: str) -> int:
    """The status of an answer, whatever it is."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def alive(pid: int) -> bool:
    """It runs. One that ended, and whose end init has not noticed yet (Z), does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(state.stdout.strip()) and not state.stdout.startswith("Z")


@pytest.fixture
def up(tmp_path: Path) -> Iterator[Callable[..., Up]]:
    started: list[Up] = []

    def start(*arguments: str) -> Up:
        started.append(Up(tmp_path, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.wait()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stack_told_to_stop_leaves_no_process_and_no_open_port(up: Callable[..., Up], number: int) -> None:
    running = up()
    running.until("ready")
    assert running.get("/") == 200
    family = running.family()
    assert len(family) >= 3, "the command, the emulator, a function"
    running.process.send_signal(number)
    assert running.process.wait(timeout=10) == 0
    assert [pid for pid in family if alive(pid)] == []
    assert not is_taken(running.port)


def test_a_stack_that_is_killed_takes_its_processes_along(up: Callable[..., Up]) -> None:
    running = up()
    running.until("ready")
    running.get("/")
    family = running.family()
    running.process.kill()
    running.process.wait()
    deadline = time.monotonic() + 5
    while any(map(alive, family)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert [pid for pid in family if alive(pid)] == []


def test_a_stack_stopped_while_it_starts_leaves_no_process(up: Callable[..., Up]) -> None:
    running = up()
    running.until("emulator")
    family = running.family()
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(timeout=10) == 0
    assert [pid for pid in family if alive(pid)] == []


def test_requests_and_functions_are_one_stream(up: Callable[..., Up]) -> None:
    running = up()
    running.until("ready")
    running.get("/@nobody")
    assert "front     INFO    GET /@nobody" in running.until("GET /@nobody")
    assert "GET /@nobody" in (running.work / "pegel.log").read_text()


def test_a_port_in_use_is_one_clear_sentence(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind((LOOPBACK, 0))
        other.listen()
        port = str(other.getsockname()[1])
        ended = subprocess.run(
            [*COMMAND, "--port", port, "--work-dir", tmp_path], capture_output=True, text=True, check=False
        )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"pegel: port {port} is in use")
    assert len(ended.stderr.splitlines()) == 1


def test_a_full_disk_is_one_clear_sentence(tmp_path: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        ended = subprocess.run(
            [*COMMAND, "--port", str(free_port()), "--work-dir", tmp_path],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (ended.returncode, ended.stderr) == (1, "pegel: the disk is full: nothing more can be written\n")


def test_a_missing_emulator_names_the_command_that_installs_it(tmp_path: Path) -> None:
    with pytest.raises(CannotRun, match="make install"), Emulator(tmp_path / "python", free_port(), tmp_path):
        pytest.fail("it started")


def test_an_edit_of_a_function_is_live_on_the_next_request(stack: Stack, tmp_path: Path) -> None:
    for name in ("functions", "layers", "template.yaml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    deployed = stack.deploy(PARAMETERS, root=tmp_path, name="edited")
    with Front(free_port(), stack.emulator.port, deployed.api, lambda *_: None) as front:
        assert get(front.url) == 200
        handler = "\n\ndef lambda_handler(event, context):\n    return {'statusCode': 418}\n"
        code = tmp_path / "functions" / "web" / "web.py"
        code.write_text(code.read_text() + handler)
        assert get(front.url) == 418


def test_with_auth_a_function_may_do_only_what_its_policies_say(tmp_path: Path) -> None:
    with Stack(tmp_path, auth=True) as stack:
        stack.start()
        stack.deploy(PARAMETERS)
        stack.open()
        assert get(f"{stack.url}/v3/scores/nobody") == 404
        iam = stack.client("iam")
        role = stack.client("lambda").get_function_configuration(FunctionName=stack.functions["scores"])[
            "Role"
        ]
        name = role.rpartition("/")[2]
        for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
            iam.delete_role_policy(RoleName=name, PolicyName=policy)
        assert get(f"{stack.url}/v3/scores/nobody-else") == 500
        assert any("AccessDenied" in line.message for line in stack.logs())
