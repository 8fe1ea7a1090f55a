"""What `sam build` made, as AWS would get it. Run by `make build`, after the build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pegel.cli.stack.template import functions, read_template

BUILT = Path(__file__).resolve().parents[2] / ".aws-sam" / "build"
LIMIT = 250 * 2**20  # bytes, function and layers unzipped: Lambda's own
ELF, AARCH64 = b"\x7fELF", 0xB7  # magic number; e_machine, 2 bytes at 18
TEMPLATE = read_template(BUILT / "template.yaml")


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def parts(function: dict[str, Any]) -> list[Path]:
    """The folders of a function's code and of its layers."""
    shared = TEMPLATE.get("Globals", {}).get("Function", {}).get("Layers", [])
    layers = [TEMPLATE["Resources"][one["Ref"]]["Properties"] for one in shared + function.get("Layers", [])]
    return [BUILT / function["CodeUri"], *(BUILT / layer["ContentUri"] for layer in layers)]


def test_every_library_is_built_for_arm64() -> None:
    heads = {path: path.open("rb").read(20) for path in files(BUILT)}
    libraries = {path: head for path, head in heads.items() if head.startswith(ELF)}
    assert libraries, "no library at all: were the layers built?"
    assert [
        path for path, head in libraries.items() if int.from_bytes(head[18:20], "little") != AARCH64
    ] == []


@pytest.mark.parametrize("name", functions(TEMPLATE))
def test_a_function_with_its_layers_fits_into_lambda(name: str) -> None:
    folders = parts(functions(TEMPLATE)[name])
    assert all(folder.is_dir() for folder in folders)
    assert sum(path.stat().st_size for folder in folders for path in files(folder)) <= LIMIT
