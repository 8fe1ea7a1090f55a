"""What the repository may not contain: it runs on any machine and with any mirror of the packages."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from pegel.networks import NETWORKS

ROOT = Path(__file__).resolve().parents[2]


# Written so that this file does not find itself.
REGISTRIES = [r"pypi\.(?:org|python)", r"python{}hosted", r"npm{}js\.", r"deb\.{}debian", r"crates\.{}io"]
FOLDERS = [
    r"(?<![\w.*:/-])/{}work/",
    r"(?<![\w.*:/-])/{}root/",
    r"(?<![\w.*:/-])/{}tmp/",
    r"/{}home/\w",
    r"/{}Users/\w",
]


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [name for name in listed.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("pattern", [pattern.replace("{}", "") for pattern in (*REGISTRIES, *FOLDERS)])
def test_no_file_names_a_registry_or_a_folder_of_somebodys_machine(pattern: str) -> None:
    found = [
        f"{name}: {hit[0]}"
        for name in tracked()
        if (path := ROOT / name).is_file() and (hit := re.search(pattern, path.read_text(errors="replace")))
    ]
    assert found == []


def test_no_file_is_longer_than_200_lines_and_no_connector_or_route_than_120() -> None:
    code = [name for name in tracked() if name.endswith((".py", ".js")) and (ROOT / name).is_file()]
    connectors = {network.__module__.replace(".", "/") + ".py" for network in NETWORKS.values()}
    for name in code:
        is_short = "/routes/" in name or name.partition("python/")[2] in connectors
        assert (ROOT / name).read_text().count("\n") <= (120 if is_short else 200), name


def test_no_function_is_longer_than_30_lines_without_its_signature_and_docstring() -> None:
    for folder in ("layers", "functions"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.FunctionDef):
                    first, last = node.body[bool(ast.get_docstring(node)) :][:1], node.body[-1]
                    long = (last.end_lineno or 0) - first[0].lineno + 1 if first else 0
                    assert long <= 30, f"{path.name}: {node.name}"
