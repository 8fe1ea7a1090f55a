"""What the repository may not contain: it runs on any machine and with any mirror of the packages."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

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
