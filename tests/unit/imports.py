"""What a Python file imports, read from its text: for the tests of the import rule and of the environment."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAYER = ROOT / "layers" / "pegel" / "python"
FUNCTIONS = ROOT / "functions"


def of_file(path: Path, *, when_run: bool = False) -> Iterator[str]:
    """Dotted names of everything it imports; `when_run`: not what only the type checker sees."""
    tree = ast.parse(path.read_text())
    hidden = set(map(id, type_checking(tree))) if when_run else set()
    for node in ast.walk(tree):
        if id(node) in hidden:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def type_checking(tree: ast.Module) -> Iterator[ast.AST]:
    """Everything under `if TYPE_CHECKING:`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            for line in node.body:
                yield from ast.walk(line)


def found(name: str, folder: Path | None = None) -> Path | None:
    """The file of ours behind a dotted name, in the layer or in a function's folder."""
    for root in (LAYER, folder):
        if root:
            path = root.joinpath(*name.split("."))
            for file in (path.with_suffix(".py"), path / "__init__.py"):
                if file.is_file():
                    return file
    return None


def everything(folder: Path) -> set[Path]:
    """The files of a function and every file of ours they can come to import."""
    files = set(folder.rglob("*.py"))
    waiting = list(files)
    while waiting:
        for name in of_file(waiting.pop(), when_run=True):
            file = found(name, folder)
            if file and file not in files:
                files.add(file)
                waiting.append(file)
    return files
