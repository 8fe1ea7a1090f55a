"""The import rule, where environment variables come from, and what a function loads when it starts.

functions ─▶ store, networks, linking, fetch, http ─▶ scoring ─▶ social, errors        (architecture.md §3)
        └──▶ telemetry
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from unit import imports
from unit.imports import FUNCTIONS, LAYER

from pegel.cli.stack.template import read_template

FETCH = {  # one way out, in parts
    *("answer", "connections", "dns_text", "fetch", "public_addresses", "redirects", "replay", "watchdog"),
}
OUT = {"requests", "urllib3", "http.client", "urllib.request", "socket", "ssl", "dns", "httpx", "aiohttp"}
CENTRE = {"errors", "remembered", "social", "times", "scoring"}
MAY_IMPORT = {
    "errors": set(),
    "remembered": set(),
    "social": {"errors", "remembered"},
    "times": {"errors"},
    "scoring": CENTRE,
    "fetch": CENTRE,
    "networks": CENTRE | {"fetch"},
    "linking": CENTRE | {"fetch", "networks"},
    "store": CENTRE,
    "telemetry": CENTRE,
    "http": CENTRE,
}
NOT_IN_THE_CENTRE = {
    "boto3",
    "botocore",
    "pynamodb",
    "urllib3",
    "aws_lambda_powertools",
    "logging",
    "socket",
}
NEVER = {"pydantic", "aws_xray_sdk"}  # on AWS
CLOCKS = re.compile(r"\b(os\.environ|os\.getenv|time\.time|\.now\(|utcnow|print\()")
READ = re.compile(r"environ(?:ment)?(?:\[|\.get\(\s*)\"([A-Z][A-Z0-9_]+)\"")
TEMPLATE = read_template(imports.ROOT / "template.yaml")
SHARED = TEMPLATE["Globals"]["Function"]["Environment"]["Variables"]
OWN = {
    Path(one["Properties"]["CodeUri"]).name: set(
        one["Properties"].get("Environment", {}).get("Variables", {})
    )
    for one in TEMPLATE["Resources"].values()
    if one["Type"] == "AWS::Serverless::Function"
}


def room(path: Path) -> str:
    """The room of a file of the layer."""
    name = path.relative_to(LAYER / "pegel").parts[0].removesuffix(".py")
    return "fetch" if name in FETCH else name


def ours() -> list[Path]:
    """Every file of the layer but those of the command line, which may import whatever it wants."""
    return [path for path in (LAYER / "pegel").rglob("*.py") if room(path) not in {"cli", "__init__"}]


@pytest.mark.parametrize("path", ours(), ids=lambda path: str(path.relative_to(LAYER)))
def test_a_room_imports_only_what_the_rule_allows(path: Path) -> None:
    files = {
        file for name in imports.of_file(path) if name.startswith("pegel.") and (file := imports.found(name))
    }
    reached = {room(file) for file in files} - {room(path), "__init__"}
    assert reached <= MAY_IMPORT[room(path)]


def test_no_function_imports_from_the_folder_of_another() -> None:
    for folder in filter(Path.is_dir, FUNCTIONS.iterdir()):
        beside = {other.name for other in FUNCTIONS.iterdir()} - {folder.name}
        for path in folder.rglob("*.py"):
            for name in imports.of_file(path):
                assert name.split(".")[0] != "functions", path
                taken = name.split(".")[0] in beside and imports.found(name.split(".")[0], folder) is None
                assert not taken, f"{path} imports {name}"


def test_the_centre_knows_no_clock_no_environment_and_nothing_outside() -> None:
    for path in ours():
        if room(path) in CENTRE:
            outside = {name.split(".")[0] for name in imports.of_file(path)} & NOT_IN_THE_CENTRE
            assert not outside, f"{path.name} imports {outside}"
            code = ast.unparse(without_docstrings(ast.parse(path.read_text())))
            assert not CLOCKS.search(code), f"{path.name} asks {CLOCKS.search(code)}"


def without_docstrings(tree: ast.Module) -> ast.Module:
    """The same code without its words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def test_only_fetch_and_its_parts_go_out() -> None:
    for path in [*ours(), *FUNCTIONS.rglob("*.py")]:
        if not (path.is_relative_to(LAYER) and room(path) == "fetch"):
            names = imports.of_file(path)
            found = {name for name in names for way in OUT if f"{name}.".startswith(f"{way}.")}
            assert not found, f"{path} imports {found}"


def test_only_the_store_knows_dynamodb_s3_and_kms() -> None:
    for path in [*ours(), *FUNCTIONS.rglob("*.py")]:
        in_store = path.is_relative_to(LAYER) and room(path) == "store"
        if not in_store:
            assert not [name for name in imports.of_file(path) if name.startswith("pynamodb")], path
            named = re.search(r"client\(\s*\"(dynamodb|s3|kms|ssm)\"", path.read_text())
            assert not named, f"{path} asks {named}"


@pytest.mark.parametrize("function", sorted(OWN))
def test_a_function_reads_exactly_the_variables_that_the_template_gives_it(function: str) -> None:
    texts = [path.read_text() for path in imports.everything(FUNCTIONS / function)]
    read = {name for text in texts for name in READ.findall(text)}
    assert read == OWN[function]
    assert all(name.startswith("POWERTOOLS_") for name in SHARED), "what Powertools reads by itself"


@pytest.mark.parametrize(
    ("function", "never"),
    [
        ("scores", {"numpy", "pegel.fetch", "authlib"}),
        ("members", {"numpy", "pegel.fetch", "authlib", "cryptography"}),
        ("web", {"numpy", "pegel.fetch", "authlib", "pynamodb", "urllib3"}),
        ("schedule", {"numpy", "pegel.fetch", "authlib"}),
        ("collect", {"numpy", "authlib"}),
        ("score", {"pegel.fetch", "authlib"}),
        ("rescore", {"pegel.fetch", "authlib"}),
    ],
)
def test_a_function_starts_without_what_it_does_not_need(function: str, never: set[str]) -> None:
    assert not (never | NEVER) & loaded(function)


def test_numpy_comes_with_score() -> None:
    assert "numpy" in loaded("score")


def loaded(function: str) -> set[str]:
    """Modules after a function was imported in a fresh process, as AWS does it."""
    show = "print(json.dumps(sorted(sys.modules)))"
    code = f"import json, sys, {function}; {show}"
    variables = {name: name.lower() for name in OWN[function]} | {"PEGEL_REPLAY": "", "ACCESS_PATH": ""}
    settings = {**variables, **SHARED, "PATH": os.environ["PATH"], "AWS_DEFAULT_REGION": "us-east-1"}
    roots = os.pathsep.join([str(FUNCTIONS / function), str(LAYER)])
    ran = subprocess.run(
        [sys.executable, "-c", code], env={**settings, "PYTHONPATH": roots}, capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return set(json.loads(ran.stdout.splitlines()[-1]))
